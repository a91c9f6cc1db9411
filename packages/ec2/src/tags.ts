import { type CallOptions, isCloudError, type Tags, type TagTarget } from '@cloud/core'
import { changed, checkList, checkText, idOf, invalid } from '@cloud/core/driver'
import { done, type Ec2Client, idempotent, read, send } from './client.ts'
import { hasPrefix, noSuch } from './ids.ts'
import { checkOwnKey, checkOwnTags, toTagList } from './resource-tags.ts'

/** What EC2 lets tag after its creation. */
export type Ec2Tagged = 'node' | 'volume' | 'snapshot' | 'image' | 'firewall' | 'address' | 'network'

interface Tagged {
  readonly prefixes: readonly string[]
  /** How to look for one, by the parameter that takes its id. */
  readonly look: readonly [action: string, parameter: string]
}

const kinds: Readonly<Record<Ec2Tagged, Tagged>> = {
  node: { prefixes: ['i'], look: ['DescribeInstances', 'InstanceId'] },
  volume: { prefixes: ['vol'], look: ['DescribeVolumes', 'VolumeId'] },
  snapshot: { prefixes: ['snap'], look: ['DescribeSnapshots', 'SnapshotId'] },
  image: { prefixes: ['ami'], look: ['DescribeImages', 'ImageId'] },
  firewall: { prefixes: ['sg'], look: ['DescribeSecurityGroups', 'GroupId'] },
  address: { prefixes: ['eipalloc'], look: ['DescribeAddresses', 'AllocationId'] },
  network: { prefixes: ['vpc'], look: ['DescribeVpcs', 'VpcId'] },
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
  const { id, look } = resolved(target)
  const [action, parameter] = look
  const request =
    list.length === 0
      ? { name: action, repeat: read, parameters: { [parameter]: [id] } }
      : { name, repeat: idempotent, parameters: { ResourceId: [id], Tag: list } }
  try {
    await send(client, { ...request, answer: done }, call)
  } catch (error) {
    // Somebody else tags the same thing at this moment.
    const isRace = isCloudError(error) && error.providerCode === 'ConcurrentTagAccess'
    throw isRace ? changed(error, { code: 'conflict', retryable: true }) : error
  }
}

function resolved(target: TagTarget<Ec2Tagged>): { readonly id: string; readonly look: Tagged['look'] } {
  const kind = typeof target === 'object' && target !== null ? target.kind : undefined
  if (kind === undefined || !Object.hasOwn(kinds, kind))
    throw invalid(
      `What is to be tagged is of kind ${String(kind)}`,
      `one of ${Object.keys(kinds).join(', ')}`,
    )
  const { prefixes, look } = kinds[kind]
  const id = idOf(kind, target, kind)
  if (!prefixes.some((prefix) => hasPrefix(id, prefix))) throw noSuch(kind, id)
  return { id, look }
}
