import type { CallOptions, CreateNode } from '@cloud/core'
import { afterWrite, type CheckedNode, checkCreateNode, idOf, keyed } from '@cloud/core/driver'
import { handleOf } from '@cloud/google'
import { change, type GceClient } from './client.ts'
import { getInstance } from './get-node.ts'
import { idOfPlace, noSuch, type Place, zoneOf } from './ids.ts'
import { canBe, type ImageName, imageMethod, imagePath, readImage } from './images-wire.ts'
import { type InstanceBody, instanceBody } from './instance-body.ts'
import { adopted, earlier, type Intent, intentOf } from './intent.ts'
import { explained, type Named, placeNamed } from './lookups.ts'
import { checkName, isName, labelLimits, toLabels } from './names.ts'
import { checkNodeOptions, type GceCreateNode, nodeOptionNames } from './node-options.ts'
import { type GceNode, type InstanceWire, toNode } from './nodes-wire.ts'

const limits = { native: nodeOptionNames, tags: labelLimits }
const name = 'compute.instances.insert'

/** What a call wants. */
interface Plan {
  readonly place: Place
  readonly size: string
  readonly image: ImageName
  readonly body: InstanceBody
  readonly intent: Intent
}

/**
 * Names are unique in a zone. A repeat is known by its `requestId`, and later by two labels that stay on the instance.
 * https://cloud.google.com/compute/docs/reference/rest/v1/instances/insert
 */
export async function createNode(
  client: GceClient,
  options: CreateNode<GceCreateNode>,
  call: CallOptions,
): Promise<GceNode> {
  const checked = checkCreateNode(options, limits)
  checkName('node', checked.name)
  checkNodeOptions(checked.native ?? {})
  const labels = toLabels(checked.tags)
  const plan = await planOf(client, checked, labels)
  try {
    const before = await earlier<InstanceWire>(client, 'instances', plan.intent, call)
    return toNode(before ?? (await make(client, plan, call)))
  } catch (error) {
    throw keyed(error, plan.intent.key)
  }
}

async function planOf(
  client: GceClient,
  checked: CheckedNode<GceCreateNode>,
  labels: Readonly<Record<string, string>>,
): Promise<Plan> {
  const location = zoneOf(client, checked.location)
  const { size } = checked
  const image = readImage(checked.image)
  const project = await client.project()
  const place: Place = { scope: 'zones', location, name: checked.name }
  const body = instanceBody({ ...checked, size, image, project, zone: location, labels })
  const intent = intentOf(checked.idempotencyKey, [location, body])
  return { place, size, image, intent, body: { ...body, labels: { ...labels, ...intent.labels } } }
}

/** A size is the name of a machine type; what cannot be one is not sent. */
export function sizeOf(ref: Parameters<typeof idOf>[1]): string {
  const id = idOf('size', ref, 'size')
  if (isName(id)) return id
  throw noSuch('size', id)
}

async function make(client: GceClient, plan: Plan, call: CallOptions): Promise<InstanceWire> {
  const { place, intent, body } = plan
  const path = [place.scope, place.location, 'instances']
  let operation: string
  try {
    operation = handleOf(await change(client, { name, path, body, id: intent.requestId }, call))
  } catch (error) {
    const told = await explained(client, error, namesIn(plan), call)
    return adopted(told, intent, () => getInstance(client, place, call))
  }
  return { ...(await afterWrite(getInstance(client, place, call), { nodeId: idOfPlace(place) })), operation }
}

/** What a refusal may be for: the API calls each an `invalid` field. What cannot be there is not asked for. */
function namesIn({ place: { scope, location }, size, image }: Plan): readonly Named[] {
  const types = [scope, location, 'machineTypes', size]
  return [
    placeNamed(scope, location),
    { what: `size ${size}`, name: 'compute.machineTypes.get', path: types, canBe: isName(size) },
    {
      ...{ what: `image ${image.name}`, name: imageMethod(image), path: imagePath(image) },
      ...{ project: image.project, canBe: canBe(image) },
    },
  ]
}
