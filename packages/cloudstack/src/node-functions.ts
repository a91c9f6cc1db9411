import type { CallOptions, Ref, Secret } from '@cloud/core'
import { afterWrite, beforeWrite, clientOf, type HasClient, named, secret } from '@cloud/core/driver'
import { checkName } from './check-value.ts'
import { type CloudStackClient, send } from './client.ts'
import {
  findVirtualMachine,
  getVirtualMachine,
  isGone,
  machineFor,
  nodeIdOf,
  wrongState,
} from './get-node.ts'
import { type CloudStackNode, stateOf, toNode, type VirtualMachineWire } from './nodes-wire.ts'
import { perform, refusedNow } from './perform.ts'
import { refusal } from './refusal.ts'

type Driver = HasClient<CloudStackClient>

/** Gives a node another name for people; its host name stays. https://cloudstack.apache.org/api/apidocs-4.20/apis/updateVirtualMachine.html */
export function renameNode(
  driver: Driver,
  node: Ref<'node'>,
  name: string,
  call?: CallOptions,
): Promise<CloudStackNode> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const displayname = checkName('node', name)
    const { id } = await machineFor(client, nodeIdOf(node), 'updateVirtualMachine', left)
    // A second one gives it the same name again.
    const repeat = { class: 'idempotent' } as const
    const command = { name: 'updateVirtualMachine', repeat, parameters: { id, displayname } }
    return told(client, id, await send<Answer>(client, command, left), left)
  })
}

interface Answer {
  readonly virtualmachine?: VirtualMachineWire
}

/** As the answer tells it; one that was lost and found again may not. */
async function told(
  client: CloudStackClient,
  id: string,
  { virtualmachine }: Answer,
  call: CallOptions,
): Promise<CloudStackNode> {
  if (virtualmachine?.id === id) return toNode(virtualmachine)
  return afterWrite(getVirtualMachine(client, id, call, (wire) => toNode(wire)))
}

/**
 * Ends a node for good: one that `destroyNode` ended stays recoverable, and its disk billed, until the server purges it. Resolves where it is gone.
 * `forbidden` where the provider lets administrators alone do it. https://cloudstack.apache.org/api/apidocs-4.20/apis/expungeVirtualMachine.html
 */
export function expungeNode(driver: Driver, node: Ref<'node'>, call?: CallOptions): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const machine = await machineFor(client, nodeIdOf(node), 'expungeVirtualMachine', left)
    if (machine.state === 'Expunging') return
    if (!isGone(machine)) throw wrongState(client, machine, 'Destroyed')
    const { id } = machine
    const shown = async (still: CallOptions) => {
      const found = await findVirtualMachine(client, id, still)
      return found === undefined || found.state === 'Expunging'
    }
    const action = { name: 'expungeVirtualMachine', parameters: { id }, on: id, word: 'expunge', shown }
    try {
      await perform(client, action, left)
    } catch (error) {
      throw refusedNow(error)
    }
  })
}

/** Brings a node back that `destroyNode` ended and the server has not purged; it is `stopped` then. https://cloudstack.apache.org/api/apidocs-4.20/apis/recoverVirtualMachine.html */
export function recoverNode(driver: Driver, node: Ref<'node'>, call?: CallOptions): Promise<CloudStackNode> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const machine = await machineFor(client, nodeIdOf(node), 'recoverVirtualMachine', left)
    if (stateOf(machine) === 'stopped') return toNode(machine)
    if (machine.state !== 'Destroyed') throw wrongState(client, machine, 'Destroyed')
    const { id } = machine
    // A second one finds it stopped, and is refused.
    const repeat = named<Answer>(async (still) => {
      const virtualmachine = await findVirtualMachine(client, id, still)
      return virtualmachine && stateOf(virtualmachine) === 'stopped' ? { virtualmachine } : undefined
    })
    const command = { name: 'recoverVirtualMachine', repeat, parameters: { id } }
    const answer = await send<Answer>(client, command, left).catch((error: unknown) => {
      throw refusedNow(error)
    })
    return told(client, id, answer, left)
  })
}

/** Where a node's console can be seen for a while; whoever has the address sees it. https://cloudstack.apache.org/api/apidocs-4.20/apis/createConsoleEndpoint.html */
export function getConsoleUrl(driver: Driver, node: Ref<'node'>, call?: CallOptions): Promise<Secret> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const { id } = await beforeWrite(getVirtualMachine(client, nodeIdOf(node), left))
    const map = ({ consoleendpoint }: { readonly consoleendpoint?: { readonly url?: string } }) =>
      consoleendpoint?.url
    const parameters = { virtualmachineid: id }
    // A second address is good as well.
    const repeat = { class: 'idempotent' } as const
    const url = await send<Parameters<typeof map>[0], string | undefined>(
      client,
      { name: 'createConsoleEndpoint', repeat, parameters, map },
      left,
    )
    if (url !== undefined) return secret(url)
    throw refusal(client, 'conflict', `The node ${id} has no console now`)
  })
}
