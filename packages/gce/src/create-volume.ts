import type { CallOptions, CreateVolume } from '@cloud/core'
import { afterWrite, checkList, checkNames, checkText, invalid, keyed } from '@cloud/core/driver'
import { handleOf } from '@cloud/google'
import { change, type GceClient } from './client.ts'
import { diskMethod, getDisk } from './get-volume.ts'
import { globalOf, idOfPlace, locationOf, type Place, scopeOf } from './ids.ts'
import { type ImageName, imageLink, imageMethod, imageOf, imagePath } from './images-wire.ts'
import { adopted, earlier, type Intent, intentOf } from './intent.ts'
import { explained, type Named, placeNamed } from './lookups.ts'
import { checkName, toLabels } from './names.ts'
import { type DiskWire, type GceVolume, toVolume } from './volumes-wire.ts'

/** What `createVolume` takes under `native`. */
export interface GceCreateVolume {
  /** As in `pd-ssd`; left out, the API's default. */
  readonly type?: string | undefined
  /** Of a volume whose location is a region, the two zones that it is in. */
  readonly replicaZones?: readonly string[] | undefined
  /** An image to fill it with, in place of a snapshot. */
  readonly image?: string | undefined
  readonly description?: string | undefined
  /** Of the types that have it apart from their size. */
  readonly provisionedIops?: number | undefined
  readonly provisionedThroughput?: number | undefined
}

const nativeNames = [
  'type',
  'replicaZones',
  'image',
  'description',
  'provisionedIops',
  'provisionedThroughput',
]
const names = ['name', 'sizeGiB', 'location', 'snapshot', 'tags', 'idempotencyKey', 'native']

interface Plan {
  readonly place: Place
  readonly body: object
  readonly intent: Intent
  readonly mayBeMissing: readonly Named[]
}

/** Names are unique in a zone, and in a region. https://cloud.google.com/compute/docs/reference/rest/v1/disks/insert */
export async function createVolume(
  client: GceClient,
  options: CreateVolume<GceCreateVolume>,
  call: CallOptions,
): Promise<GceVolume> {
  const plan = await planOf(client, options)
  try {
    const before = await earlier<DiskWire>(client, 'disks', plan.intent, call)
    return toVolume(before ?? (await make(client, plan, call)))
  } catch (error) {
    throw keyed(error, plan.intent.key)
  }
}

async function planOf(client: GceClient, options: CreateVolume<GceCreateVolume>): Promise<Plan> {
  checkNames('createVolume', options, names)
  const { native = {}, sizeGiB, idempotencyKey } = options
  checkNative(native)
  const name = checkName('volume', options.name)
  const labels = toLabels(options.tags)
  const snapshot =
    options.snapshot === undefined ? undefined : globalOf('snapshot', options.snapshot, 'snapshot')
  const image = native.image === undefined ? undefined : imageOf(native.image)
  if (sizeGiB !== undefined || (snapshot ?? image) === undefined) checkSize(sizeGiB)
  const location = locationOf(client, options.location)
  const place: Place = { scope: scopeOf(location), location, name }
  const { type, replicaZones, description, provisionedIops, provisionedThroughput } = native
  const at = `${place.scope}/${location}`
  const body = {
    ...{ name, labels, description },
    sizeGb: text(sizeGiB),
    type: type && `${at}/diskTypes/${type}`,
    replicaZones: replicaZones?.map((zone) => `zones/${zone}`),
    sourceSnapshot: snapshot && `global/snapshots/${snapshot}`,
    sourceImage: image && imageLink(image, await client.project()),
    provisionedIops: text(provisionedIops),
    provisionedThroughput: text(provisionedThroughput),
  }
  const intent = intentOf(idempotencyKey, [location, body])
  const mayBeMissing = [placeNamed(place.scope, location), ...sourcesNamed(snapshot, image)]
  return { place, intent, body: { ...body, labels: { ...labels, ...intent.labels } }, mayBeMissing }
}

const text = (number: number | undefined) => (number === undefined ? undefined : String(number))

function sourcesNamed(snapshot: string | undefined, image: ImageName | undefined): readonly Named[] {
  const ofSnapshot = { what: `snapshot ${snapshot}`, name: 'compute.snapshots.get' }
  const ofImage = image && { what: `image ${image.name}`, name: imageMethod(image), path: imagePath(image) }
  return [
    ...(snapshot === undefined ? [] : [{ ...ofSnapshot, path: ['global', 'snapshots', snapshot] }]),
    ...(ofImage ? [{ ...ofImage, project: image.project }] : []),
  ]
}

async function make(client: GceClient, plan: Plan, call: CallOptions): Promise<DiskWire> {
  const { place, intent, body, mayBeMissing } = plan
  const path = [place.scope, place.location, 'disks']
  let operation: string
  try {
    const request = { name: diskMethod(place, 'insert'), path, body, id: intent.requestId }
    operation = handleOf(await change(client, request, call))
  } catch (error) {
    const told = await explained(client, error, mayBeMissing, call)
    return adopted(told, intent, () => getDisk(client, place, call))
  }
  return { ...(await afterWrite(getDisk(client, place, call), { volumeId: idOfPlace(place) })), operation }
}

function checkNative(native: GceCreateVolume): void {
  checkNames('createVolume under native', native, nativeNames)
  const { type, replicaZones, provisionedIops, provisionedThroughput } = native
  if (type !== undefined) checkText('native.type', type, { max: 63 })
  checkList('native.replicaZones', replicaZones, (what, zone) => checkText(what, zone, { max: 63 }))
  for (const [name, number] of Object.entries({ provisionedIops, provisionedThroughput }))
    if (number !== undefined && !(Number.isInteger(number) && number > 0))
      throw invalid(`native.${name} is ${number}`, 'a whole number from 1')
}

/** A size in GiB; `invalid` for what is none. */
export function checkSize(sizeGiB: unknown): number {
  if (typeof sizeGiB === 'number' && Number.isInteger(sizeGiB) && sizeGiB >= 1 && sizeGiB <= 1_000_000)
    return sizeGiB
  throw invalid(`sizeGiB is ${JSON.stringify(sizeGiB)}`, 'a whole number from 1')
}
