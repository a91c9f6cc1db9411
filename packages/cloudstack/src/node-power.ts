import type { CallOptions, Ref } from '@cloud/core'
import { changeMachine } from './change-machine.ts'
import type { CloudStackClient } from './client.ts'
import { machineFor, nodeIdOf, wrongState } from './get-node.ts'
import { stateOf, type VirtualMachineWire } from './nodes-wire.ts'

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/startVirtualMachine.html */
export async function startNode(
  client: CloudStackClient,
  node: Ref<'node'>,
  call: CallOptions,
): Promise<void> {
  const machine = await machineFor(client, nodeIdOf(node), 'startVirtualMachine', call)
  const state = stateOf(machine)
  if (state === 'running' || state === 'starting') return
  if (state !== 'stopped') throw wrongState(client, machine, 'Stopped')
  await change(client, machine, 'startVirtualMachine', 'running', call)
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/stopVirtualMachine.html */
export async function stopNode(
  client: CloudStackClient,
  node: Ref<'node'>,
  call: CallOptions,
): Promise<void> {
  const machine = await machineFor(client, nodeIdOf(node), 'stopVirtualMachine', call)
  const state = stateOf(machine)
  if (state === 'stopped' || state === 'stopping') return
  if (state !== 'running') throw wrongState(client, machine, 'Running')
  await change(client, machine, 'stopVirtualMachine', 'stopped', call)
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/rebootVirtualMachine.html */
export async function rebootNode(
  client: CloudStackClient,
  node: Ref<'node'>,
  call: CallOptions,
): Promise<void> {
  const machine = await machineFor(client, nodeIdOf(node), 'rebootVirtualMachine', call)
  if (stateOf(machine) !== 'running') throw wrongState(client, machine, 'Running')
  await change(client, machine, 'rebootVirtualMachine', undefined, call)
}

const change = async (
  client: CloudStackClient,
  { id }: VirtualMachineWire,
  name: string,
  end: string | undefined,
  call: CallOptions,
): Promise<void> => {
  const isSo = end === undefined ? undefined : (now: VirtualMachineWire) => stateOf(now) === end
  await changeMachine(client, id, { name, parameters: { id }, isSo }, call)
}
