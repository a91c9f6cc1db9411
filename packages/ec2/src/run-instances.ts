import type { QueryParameters } from '@cloud/aws'
import type { CallOptions, CreateNode } from '@cloud/core'
import {
  CloudError,
  checkCreateNode,
  invalid,
  isCloudError,
  joinUserData,
  list,
  object,
  type XmlShape,
} from '@cloud/core/driver'
import { checkLaunch, launchOptionNames } from './check-launch.ts'
import { type Ec2Client, send } from './client.ts'
import { explained } from './explain-refusal.ts'
import { unavailable } from './get-image.ts'
import type { Ec2CreateNode } from './launch-options.ts'
import { toLaunchParameters } from './launch-wire.ts'
import { type InstanceWire, instance } from './nodes-wire.ts'
import { withoutName } from './tags-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions */
const limits = {
  native: launchOptionNames,
  // One of the 50 is the name.
  tags: { most: 49, key: 128, value: 256 },
}
const mostUserData = 16_384

/** What nodes are made of, checked. */
export interface Launch {
  readonly size: string
  readonly location: string | undefined
  readonly tags: Readonly<Record<string, string>>
  readonly parameters: QueryParameters
}

/** `invalid` for what cannot be right. */
export function toLaunch(options: CreateNode<Ec2CreateNode>): Launch {
  const checked = checkCreateNode(options, limits)
  const { size, image, location, tags = {}, native = {} } = checked
  checkTagKeys(tags)
  checkLaunch(native)
  const parameters = {
    ImageId: image,
    InstanceType: size,
    ...toLaunchParameters(native, location),
    UserData: userDataOf(checked),
  }
  return { size, location, tags, parameters }
}

interface ReservationWire {
  readonly instancesSet: readonly InstanceWire[]
}

const reservation: XmlShape<ReservationWire> = object<ReservationWire>({
  instancesSet: list('item', instance),
})

/**
 * Makes as many nodes as there is room for, one at least, under one token. `name` is left out where each gets one of its own later.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html
 */
export async function runInstances(
  client: Ec2Client,
  { size, location, tags, parameters }: Launch,
  {
    count,
    token,
    name,
  }: { readonly count: number; readonly token: string; readonly name?: string | undefined },
  call: CallOptions,
): Promise<readonly [InstanceWire, ...InstanceWire[]]> {
  const all = Object.entries({ ...(name !== undefined && { Name: name }), ...tags })
  const request = {
    name: 'RunInstances',
    repeat: { class: 'token', field: 'ClientToken' },
    parameters: {
      ...parameters,
      MinCount: 1,
      MaxCount: count,
      ClientToken: token,
      TagSpecification:
        all.length === 0
          ? undefined
          : [{ ResourceType: 'instance', Tag: all.map(([Key, Value]) => ({ Key, Value })) }],
    },
    answer: reservation,
  } as const
  try {
    return madeBy(await send(client, request, call))
  } catch (error) {
    const told = await unavailable(client, error, String(parameters.ImageId), call)
    throw isCloudError(told) ? await explained(client, told, size, location, call) : told
  }
}

function madeBy({
  instancesSet: [first, ...others],
}: ReservationWire): readonly [InstanceWire, ...InstanceWire[]] {
  if (first !== undefined) return [first, ...others]
  throw new CloudError('RunInstances answered without an instance', { code: 'protocol', outcome: 'unknown' })
}

/** What goes to cloud-init: the caller's user data, and the keys, which the image gives to its default user. */
function userDataOf({
  authorizedKeys = [],
  userData,
}: Pick<CreateNode, 'authorizedKeys' | 'userData'>): string | undefined {
  const keys = authorizedKeys.map((key) => `  - ${JSON.stringify(key)}\n`).join('')
  const parts = [
    ...(userData === undefined || userData.length === 0 ? [] : [userData]),
    ...(keys === '' ? [] : [`#cloud-config\nssh_authorized_keys:\n${keys}`]),
  ]
  if (parts.length === 0) return undefined
  const bytes = Buffer.from(joinUserData(parts))
  if (bytes.length <= mostUserData) return bytes.toString('base64')
  throw invalid(`The user data has ${bytes.length} bytes`, `at most ${mostUserData}, keys included`)
}

function checkTagKeys(tags: Readonly<Record<string, string>>): void {
  withoutName(tags)
  for (const key of Object.keys(tags)) {
    if (/^aws:/i.test(key)) throw invalid(`The tag ${key} is one of AWS's own`, 'no aws: at its beginning')
  }
}
