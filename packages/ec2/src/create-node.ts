import { randomUUID } from 'node:crypto'
import type { CallOptions, CreateNode } from '@cloud/core'
import { CloudError, isCloudError } from '@cloud/core'
import {
  checkCreateNode,
  checkList,
  checkText,
  invalid,
  joinUserData,
  keyed,
  list,
  object,
  type XmlShape,
} from '@cloud/core/driver'
import { type Ec2Client, send } from './client.ts'
import { explained } from './explain-refusal.ts'
import { type Ec2Node, type InstanceWire, instance, toNode } from './nodes-wire.ts'
import { withoutName } from './tags-wire.ts'

/** What `createNode` takes under `native`. */
export interface Ec2CreateNode {
  /** The name of a key pair of the region. `authorizedKeys` need none. */
  readonly keyName?: string | undefined
  /** Left out, EC2 takes the default subnet of the zone. */
  readonly subnetId?: string | undefined
  /** Left out, EC2 takes the default security group, which lets nobody in from outside. */
  readonly securityGroupIds?: readonly string[] | undefined
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions */
const limits = {
  native: ['keyName', 'subnetId', 'securityGroupIds'],
  // One of the 50 is the name.
  tags: { most: 49, key: 128, value: 256 },
}
const mostUserData = 16_384

interface ReservationWire {
  readonly instancesSet: readonly InstanceWire[]
}

const reservation: XmlShape<ReservationWire> = object<ReservationWire>({
  instancesSet: list('item', instance),
})

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html */
export async function createNode(
  client: Ec2Client,
  options: CreateNode<Ec2CreateNode>,
  call?: CallOptions,
): Promise<Ec2Node> {
  const checked = checkCreateNode(options, limits)
  const { name, size, image, location, tags = {}, idempotencyKey = randomUUID(), native = {} } = checked
  checkTagKeys(tags)
  checkNative(native)
  const parameters = {
    ImageId: image,
    InstanceType: size,
    MinCount: 1,
    MaxCount: 1,
    ClientToken: idempotencyKey,
    KeyName: native.keyName,
    SubnetId: native.subnetId,
    SecurityGroupId: native.securityGroupIds,
    Placement: location === undefined ? undefined : { AvailabilityZone: location },
    UserData: userDataOf(checked),
    TagSpecification: [{ ResourceType: 'instance', Tag: toTagList({ Name: name, ...tags }) }],
  }
  const repeat = { class: 'token', field: 'ClientToken' } as const
  return client.within(call, async (left) => {
    try {
      const wire = await send(client, { name: 'RunInstances', repeat, parameters, answer: reservation }, left)
      return toNode(theOne(wire))
    } catch (error) {
      const told = isCloudError(error) ? await explained(client, error, size, location, left) : error
      throw keyed(told, idempotencyKey)
    }
  })
}

function theOne({ instancesSet: [made] }: ReservationWire): InstanceWire {
  if (made !== undefined) return made
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

function checkNative({ securityGroupIds, ...texts }: Ec2CreateNode): void {
  checkList('native.securityGroupIds', securityGroupIds, checkOwn)
  for (const [name, text] of Object.entries(texts)) if (text !== undefined) checkOwn(`native.${name}`, text)
}

const checkOwn = (what: string, text: unknown) => checkText(what, text, { max: 255 })

function toTagList(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}
