import type { CallOptions, Tags, TagTarget } from '@cloud/core'
import { changed, checkList, checkText, idOf, invalid, isCloudError, type XmlShape } from '@cloud/core/driver'
import { done, type Ec2Client, idempotent, read, send } from './client.ts'
import { type DescribedWire, described } from './description.ts'
import { hasPrefix, noSuch } from './ids.ts'
import { checkOwnKey, checkOwnTags, toTagList } from './resource-tags.ts'

/** What EC2 lets tag after its creation. */
export type Ec2Tagged = 'node' | 'volume' | 'snapshot' | 'image' | 'firewall' | 'address' | 'network'

interface Tagged {
  readonly prefixes: readonly string[]
  /** How to look for one, by the parameter that takes its id; and the element that it is in. */
  readonly look: readonly [action: string, parameter: string, set: string]
}

const kinds: Readonly<Record<Ec2Tagged, Tagged>> = {
  node: { prefixes: ['i'], look: ['DescribeInstances', 'InstanceId', 'reservationSet'] },
  volume: { prefixes: ['vol'], look: ['DescribeVolumes', 'VolumeId', 'volumeSet'] },
  snapshot: { prefixes: ['snap'], look: ['DescribeSnapshots', 'SnapshotId', 'snapshotSet'] },
  image: { prefixes: ['ami'], look: ['DescribeImages', 'ImageId', 'imagesSet'] },
  firewall: { prefixes: ['sg'], look: ['DescribeSecurityGroups', 'GroupId', 'securityGroupInfo'] },
  address: { prefixes: ['eipalloc'], look: ['DescribeAddresses', 'AllocationId', 'addressesSet'] },
  network: { prefixes: ['vpc'], look: ['DescribeVpcs', 'VpcId', 'vpcSet'] },
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html */
export function tags(client: Ec2Client): Tags<Ec2Tagged> {
  return {
    setTags: (target, wanted, call) => client.within(call, (left) => setTags(client, target, wanted, left)),
    removeTags: (target, keys, call) => client.within(call, (left) => removeTags(client, target, keys, left)),
  }
}

async function setTags(
  client: Ec2Client,
  target: TagTarget<Ec2Tagged>,
  wanted: Readonly<Record<string, string>>,
  call: CallOptions,
): Promise<void> {
  if (wanted === undefined) throw invalid('There are no tags', '{} for none')
  checkOwnTags(wanted)
  await change(client, 'CreateTags', { target, list: toTagList(wanted) }, call)
}

async function removeTags(
  client: Ec2Client,
  target: TagTarget<Ec2Tagged>,
  keys: readonly string[],
  call: CallOptions,
): Promise<void> {
  if (keys === undefined) throw invalid('There are no keys', '[] for none')
  checkList('keys', keys, (what, key) => checkOwnKey(checkText(what, key, { max: 255 })))
  await change(client, 'DeleteTags', { target, list: keys.map((Key) => ({ Key })) }, call)
}

interface Change {
  readonly target: TagTarget<Ec2Tagged>
  readonly list: readonly { readonly Key: string; readonly Value?: string }[]
}

/** EC2 takes no empty change, and to delete without keys would be to delete all: then it is only looked for. */
async function change(
  client: Ec2Client,
  name: 'CreateTags' | 'DeleteTags',
  { target, list }: Change,
  call: CallOptions,
): Promise<void> {
  const { kind, id, look } = resolved(target)
  if (list.length === 0) return lookFor(client, kind, id, look, call)
  const parameters = { ResourceId: [id], Tag: list }
  try {
    await send(client, { name, repeat: idempotent, parameters, answer: done }, call)
  } catch (error) {
    // Somebody else tags the same thing at this moment.
    const isRace = isCloudError(error) && error.providerCode === 'ConcurrentTagAccess'
    throw isRace ? changed(error, { code: 'conflict', retryable: true }) : error
  }
}

/** `not-found` where there is none, which EC2 may tell by an empty list, too. */
async function lookFor(
  client: Ec2Client,
  kind: Ec2Tagged,
  id: string,
  [name, parameter, set]: Tagged['look'],
  call: CallOptions,
): Promise<void> {
  const answer: XmlShape<DescribedWire<object>> = described(set, done)
  const parameters = { [parameter]: [id] }
  const { items } = await send(client, { name, repeat: read, parameters, answer }, call)
  if (items.length === 0) throw noSuch(kind, id)
}

interface Resolved {
  readonly kind: Ec2Tagged
  readonly id: string
  readonly look: Tagged['look']
}

function resolved(target: TagTarget<Ec2Tagged>): Resolved {
  const kind = typeof target === 'object' && target !== null ? target.kind : undefined
  if (kind === undefined || !Object.hasOwn(kinds, kind))
    throw invalid(
      `What is to be tagged is of kind ${String(kind)}`,
      `one of ${Object.keys(kinds).join(', ')}`,
    )
  const { prefixes, look } = kinds[kind]
  const id = idOf(kind, target, kind)
  if (!prefixes.some((prefix) => hasPrefix(id, prefix))) throw noSuch(kind, id)
  return { kind, id, look }
}
