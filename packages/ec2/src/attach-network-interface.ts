import type { CallOptions, Ref } from '@cloud/core'
import {
  beforeWrite,
  CloudError,
  checkNames,
  clientOf,
  type HasClient,
  idOf,
  invalid,
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
    const found = await beforeWrite(look(client, ref, left))
    if (keeps(found, node)) return
    if (found.node !== undefined) throw taken(found, found.node)
    const find = async (rest: CallOptions) => (keeps(await look(client, ref, rest), node) ? {} : undefined)
    const parameters = { NetworkInterfaceId: found.id, InstanceId: node, DeviceIndex: deviceIndex }
    const request = { name: 'AttachNetworkInterface', parameters, answer: done }
    await send(client, { ...request, repeat: named<object>(find) }, left)
  })
}

const keeps = ({ node, native }: Ec2NetworkInterface, wanted: string) =>
  node === wanted && !isLeaving(native.attachment?.status)

function taken({ id }: Ec2NetworkInterface, node: string): CloudError {
  return new CloudError(`The network interface ${id} is attached to the node ${node}`, {
    code: 'conflict',
    provider: 'ec2',
    outcome: 'not-applied',
    hint: 'detach it first',
    details: { nodeId: node },
  })
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
