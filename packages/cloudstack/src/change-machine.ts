import type { CallOptions, Ref } from '@cloud/core'
import type { CloudStackClient } from './client.ts'
import { getVirtualMachine, machineFor, nodeIdOf, wrongState } from './get-node.ts'
import { stateOf, type VirtualMachineWire } from './nodes-wire.ts'
import type { Parameters } from './parameters.ts'
import { perform, refusedNow } from './perform.ts'

/** What a machine is asked to become. */
export interface MachineChange {
  /** As in `startVirtualMachine`. */
  readonly name: string
  readonly parameters: Parameters
  /** Whether the machine shows it; left out where it shows nothing. */
  readonly isSo?: ((machine: VirtualMachineWire) => boolean) | undefined
}

interface Answer {
  readonly virtualmachine?: VirtualMachineWire
}

/** Changes a machine that was looked at before, and waits until it is done; gives the machine where that is told. */
export async function changeMachine(
  client: CloudStackClient,
  id: string,
  { name, parameters, isSo }: MachineChange,
  call: CallOptions,
): Promise<VirtualMachineWire | undefined> {
  const shown = isSo && (async (left: CallOptions) => isSo(await getVirtualMachine(client, id, left)))
  // Its class has another name, as in StartVMCmd and AddNicToVMCmd.
  const word = name.replace('VirtualMachine', '').toLowerCase()
  try {
    const answer: Answer = await perform(client, { name, parameters, on: id, word, shown }, call)
    return answer.virtualmachine?.id === id ? answer.virtualmachine : undefined
  } catch (error) {
    throw refusedNow(error)
  }
}

/** A machine that can be changed; `conflict` where it is on its way from one state to another, or gone. */
export async function steadyMachine(
  client: CloudStackClient,
  node: Ref<'node'>,
  what: string,
  call: CallOptions,
): Promise<VirtualMachineWire> {
  const machine = await machineFor(client, nodeIdOf(node), what, call)
  if (['running', 'stopped'].includes(stateOf(machine))) return machine
  throw wrongState(client, machine, 'Running or Stopped')
}
