import type { CallOptions, Ref } from '@cloud/core'
import {
  beforeWrite,
  changed,
  checkNames,
  clientOf,
  type HasClient,
  idOf,
  invalid,
  isCloudError,
  named,
} from '@cloud/core/driver'
import { unlessDone } from './already-done.ts'
import { done, type Ec2Client, send } from './client.ts'
import { get } from './description.ts'
import { ec2Id } from './ids.ts'
import { type Ec2NetworkInterface, interfaceDescription } from './network-interfaces-wire.ts'

type Driver = HasClient<Ec2Client>
type Interface = Ref<'network-interface'>

const look = async (client: Ec2Client, ref: Interface, call: CallOptions) =>
  get(client, interfaceDescription, ec2Id('network-interface', ref), call)

/**
 * Resolves where that node has it already; `conflict` where another has. It is `attaching` for a while: `native.status` tells.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachNetworkInterface.html
 */
export function attachNetworkInterface(
  driver: Driver,
  ref: Interface,
  to: {
    readonly node: Ref<'node'>
    /** From 1: the first interface of a node is part of it. */
    readonly deviceIndex: number
  },
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('attachNetworkInterface', to, ['node', 'deviceIndex'])
    const { deviceIndex } = to
    const node = idOf('node', to.node, 'node')
    if (!Number.isInteger(deviceIndex) || deviceIndex < 1)
      throw invalid(`deviceIndex is ${deviceIndex}`, 'a whole number from 1')
    const id = ec2Id('network-interface', ref)
    let seen: Ec2NetworkInterface | undefined
    const find = async (rest: CallOptions) => {
      seen = await look(client, id, rest)
      return keeps(seen, node) ? {} : undefined
    }
    const parameters = { NetworkInterfaceId: id, InstanceId: node, DeviceIndex: deviceIndex }
    const request = { name: 'AttachNetworkInterface', parameters, answer: done }
    const attaching = send(client, { ...request, repeat: named<object>(find) }, left)
    try {
      // EC2 refuses one that a node has, whichever that is.
      await unlessDone(attaching, () => find(left))
    } catch (error) {
      throw taken(error, seen)
    }
  })
}

const keeps = ({ node, native }: Ec2NetworkInterface, wanted: string) =>
  node === wanted && !isLeaving(native.attachment?.status)

/** A refusal, with the node that has the interface. */
function taken(error: unknown, seen: Ec2NetworkInterface | undefined): unknown {
  if (!isCloudError(error, 'conflict') || error.outcome !== 'not-applied' || seen?.node === undefined)
    return error
  const message = `The network interface ${seen.id} is attached to the node ${seen.node}`
  return changed(error, { message, hint: 'detach it first', details: { nodeId: seen.node } })
}

/**
 * Resolves where no node has it; `conflict` for the first interface of a node. It is `detaching` for a while: `native.status` tells.
 * `force` does not wait for the node, and may lose what it is about to send.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachNetworkInterface.html
 */
export function detachNetworkInterface(
  driver: Driver,
  ref: Interface,
  options: { readonly force?: boolean | undefined } = {},
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('detachNetworkInterface', options, ['force'])
    const { id, native } = await beforeWrite(look(client, ref, left))
    const attached = native.attachment?.attachmentId
    // One that its node does not let go of is on its way off, and stays so unless forced.
    const { force = false } = options
    const isOff = (status: string | undefined) => (force ? status === 'detached' : isLeaving(status))
    if (attached === undefined || isOff(native.attachment?.status)) return
    const find = async (rest: CallOptions) => {
      const { attachment } = (await look(client, id, rest)).native
      return attachment?.attachmentId !== attached || isOff(attachment.status) ? {} : undefined
    }
    const parameters = { AttachmentId: attached, Force: options.force }
    const request = { name: 'DetachNetworkInterface', parameters, answer: done }
    const detaching = send(client, { ...request, repeat: named<object>(find) }, left)
    await unlessDone(detaching, () => find(left))
  })
}

const isLeaving = (status: string | undefined) => status === 'detaching' || status === 'detached'
