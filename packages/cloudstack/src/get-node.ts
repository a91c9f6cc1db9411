import type { CallOptions, CloudError, Ref } from '@cloud/core'
import { changed, idOf, isCloudError } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { type CloudStackNode, stateOf, toNode, type VirtualMachineWire } from './nodes-wire.ts'
import { findOne, oneOf } from './pages.ts'
import { refusal } from './refusal.ts'

/** `getNode` of `nodes` alone. */
export async function getNode(
  client: CloudStackClient,
  node: Ref<'node'>,
  call?: CallOptions,
): Promise<CloudStackNode> {
  return getVirtualMachine(client, nodeIdOf(node), call, (wire) => toNode(wire))
}

export const virtualMachines = { name: 'listVirtualMachines', key: 'virtualmachine' } as const

export const nodeIdOf = (node: Ref<'node'>): string => idOf('node', node, 'node')

/** A machine, or what `map` makes of it. */
export function getVirtualMachine<T = VirtualMachineWire>(
  client: CloudStackClient,
  id: string,
  call: CallOptions | undefined,
  map: (wire: VirtualMachineWire) => T = (wire) => wire as T,
): Promise<T> {
  return oneOf(client, { ...virtualMachines, map }, { what: 'node', id }, call)
}

export function findVirtualMachine(
  client: CloudStackClient,
  id: string,
  call: CallOptions | undefined,
): Promise<VirtualMachineWire | undefined> {
  const map = (wire: VirtualMachineWire) => wire
  return findOne(client, { ...virtualMachines, parameters: { id }, map }, call)
}

/** A machine that something is asked of; a look that fails has changed nothing. */
export async function machineFor(
  client: CloudStackClient,
  id: string,
  what: string,
  call: CallOptions,
): Promise<VirtualMachineWire> {
  try {
    return await getVirtualMachine(client, id, call)
  } catch (error) {
    throw isCloudError(error)
      ? changed(error, { message: `${what}: ${error.message}`, outcome: 'not-applied' })
      : error
  }
}

export function wrongState(
  client: CloudStackClient,
  { id, state }: VirtualMachineWire,
  right: string,
): CloudError {
  return refusal(client, 'conflict', `The virtual machine ${id} is ${state}, and must be ${right}`)
}

/** Destroyed ones are shown for a while, to who may recover them. */
export const isGone = (machine: VirtualMachineWire | undefined): boolean =>
  machine === undefined || stateOf(machine) === 'terminated'
