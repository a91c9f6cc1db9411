import type { CallOptions, Ref } from '@cloud/core'
import {
  beforeWrite,
  changed,
  checkNames,
  checkText,
  idOf,
  invalid,
  isCloudError,
  named,
} from '@cloud/core/driver'
import { unlessDone } from './already-done.ts'
import { done, type Ec2Client, send } from './client.ts'
import { devicesOf, freeDevice, isTaken } from './devices.ts'
import { getVolume } from './get-volume.ts'
import { ec2Id } from './ids.ts'
import { type Ec2Volume, heldBy, isKept } from './volumes-wire.ts'

/** How often a call looks for another device where somebody else was quicker. */
const mostTries = 10

/**
 * Where no device is asked for, it takes the first that the node has free.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachVolume.html
 */
export async function attachVolume(
  client: Ec2Client,
  ref: Ref<'volume'>,
  to: { readonly node: Ref<'node'>; readonly device?: string | undefined },
  call: CallOptions,
): Promise<void> {
  checkNames('attachVolume', to, ['node', 'device'])
  const node = idOf('node', to.node, 'node')
  if (to.device !== undefined) checkText('The device', to.device, { max: 255 })
  const id = ec2Id('volume', ref)
  // EC2 refuses what is attached already: only then a look tells whether the node has it.
  const find = async (left: CallOptions) => (keeps(await getVolume(client, id, left), node) ? {} : undefined)
  const work = attachAt(client, { id, node, device: to.device, find }, call)
  await unlessDone(work, () => find(call))
}

interface Attachment {
  readonly id: string
  readonly node: string
  readonly device: string | undefined
  readonly find: (call: CallOptions) => Promise<object | undefined>
}

async function attachAt(client: Ec2Client, wanted: Attachment, call: CallOptions): Promise<object> {
  const { node } = wanted
  if (wanted.device !== undefined) return attach(client, wanted, wanted.device, call)
  for (let tries = 1; ; tries++) {
    const device = freeDevice(await beforeWrite(devicesOf(client, node, call)))
    if (device === undefined) {
      if ((await beforeWrite(wanted.find(call))) !== undefined) return {}
      throw invalid(`The node ${node} has no device free`, 'at most 89 are tried')
    }
    try {
      return await attach(client, wanted, device, call)
    } catch (error) {
      // Several calls may have seen the same device free.
      const lost =
        isCloudError(error, 'invalid') &&
        error.outcome === 'not-applied' &&
        tries < mostTries &&
        (await isTaken(client, node, device, call))
      if (!lost) throw error
    }
  }
}

/** EC2 refuses to attach a second time what is attached, so that a look tells whether the first took effect. */
function attach(
  client: Ec2Client,
  { id, node, find }: Attachment,
  device: string,
  call: CallOptions,
): Promise<object> {
  const parameters = { VolumeId: id, InstanceId: node, Device: device }
  return send(client, { name: 'AttachVolume', repeat: named<object>(find), parameters, answer: done }, call)
}

const keeps = ({ native }: Ec2Volume, node: string) =>
  native.attachmentSet.some((each) => each.instanceId === node && isKept(each))

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachVolume.html */
export async function detachVolume(
  client: Ec2Client,
  ref: Ref<'volume'>,
  call: CallOptions,
  force = false,
): Promise<void> {
  const { id, native } = await beforeWrite(getVolume(client, ref, call))
  const nodes = heldBy(native).filter((each) => force || isKept(each))
  for (const [index, { instanceId = '' }] of nodes.entries()) {
    try {
      await detach(client, { id, node: instanceId, force }, call)
    } catch (error) {
      // Once it is taken from one node, a failure at the next leaves something changed.
      throw index > 0 && isCloudError(error) ? changed(error, { outcome: 'unknown' }) : error
    }
  }
}

interface Detach {
  readonly id: string
  readonly node: string
  readonly force: boolean
}

async function detach(client: Ec2Client, { id, node, force }: Detach, call: CallOptions): Promise<void> {
  // What is forced was on its way off before: only its end tells that the force was heard.
  const has = (volume: Ec2Volume) => (force ? volume.attachedTo.includes(node) : keeps(volume, node))
  const find = async (left: CallOptions) => (has(await getVolume(client, id, left)) ? undefined : {})
  const parameters = { VolumeId: id, InstanceId: node, Force: force || undefined }
  const request = { name: 'DetachVolume', repeat: named<object>(find), parameters, answer: done }
  await unlessDone(send(client, request, call), () => find(call))
}
