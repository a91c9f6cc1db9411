import type { CallOptions } from '@cloud/core'
import { changed, isCloudError } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { findVirtualMachine, isGone, machineFor } from './get-node.ts'
import { perform, refusedNow } from './perform.ts'
import { detachAddress } from './static-nat.ts'

/** Ends a machine with its root disk; other disks stay. https://cloudstack.apache.org/api/apidocs-4.20/apis/destroyVirtualMachine.html */
export async function destroyNode(client: CloudStackClient, id: string, call: CallOptions): Promise<void> {
  const machine = await machineFor(client, id, 'destroyVirtualMachine', call)
  if (isGone(machine)) return
  await destroyMachine(client, id, call)
  if (machine.publicipid !== undefined) await letGo(client, machine.publicipid, call)
}

async function destroyMachine(client: CloudStackClient, id: string, call: CallOptions): Promise<void> {
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

/** A machine can be recovered for a while, and an address led to it for as long. */
async function letGo(client: CloudStackClient, address: string, call: CallOptions): Promise<void> {
  try {
    await detachAddress(client, address, call)
  } catch (error) {
    if (!isCloudError(error) || error.code === 'not-found') return
    throw changed(error, { outcome: 'applied', retryable: false })
  }
}
