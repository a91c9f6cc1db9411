import type { CallOptions } from '@cloud/core'
import type { CloudStackClient } from './client.ts'
import { findVirtualMachine, isGone, machineFor } from './get-node.ts'
import { perform, refusedNow } from './perform.ts'

/** Ends a machine with its root disk; other disks stay. https://cloudstack.apache.org/api/apidocs-4.20/apis/destroyVirtualMachine.html */
export async function destroyNode(client: CloudStackClient, id: string, call: CallOptions): Promise<void> {
  const machine = await machineFor(client, id, 'destroyVirtualMachine', call)
  if (isGone(machine)) return
  const shown = async (left: CallOptions) => isGone(await findVirtualMachine(client, id, left))
  try {
    await perform(
      client,
      { name: 'destroyVirtualMachine', parameters: { id }, on: id, word: 'destroy', shown },
      call,
    )
  } catch (error) {
    throw refusedNow(error)
  }
}
