import type { CallOptions, Ref } from '@cloud/core'
import { beforeWrite, checkTarget, idOf, type Serial } from '@cloud/core/driver'
import { type CloudStackClient, send } from './client.ts'
import { findGroup, getSecurityGroup } from './get-firewall.ts'
import { getVirtualMachine, nodeIdOf, wrongState } from './get-node.ts'
import { stateOf, type VirtualMachineWire } from './nodes-wire.ts'
import { refusedNow } from './perform.ts'

/** Machines change their security groups while they are stopped, all of them at a time. */
export function attachFirewall(
  client: CloudStackClient,
  inTurn: Serial,
  ref: Ref<'firewall'>,
  to: { readonly node: Ref<'node'> },
  call: CallOptions,
): Promise<void> {
  return change(client, inTurn, { what: 'attachFirewall', ref, to }, call, (groups, id) =>
    groups.includes(id) ? groups : [...groups, id],
  )
}

export function detachFirewall(
  client: CloudStackClient,
  inTurn: Serial,
  ref: Ref<'firewall'>,
  from: { readonly node: Ref<'node'> },
  call: CallOptions,
): Promise<void> {
  return change(client, inTurn, { what: 'detachFirewall', ref, to: from }, call, (groups, id) =>
    groups.filter((each) => each !== id),
  )
}

interface Asked {
  readonly what: string
  readonly ref: Ref<'firewall'>
  readonly to: { readonly node: Ref<'node'> }
}

async function change(
  client: CloudStackClient,
  inTurn: Serial,
  { what, ref, to }: Asked,
  call: CallOptions,
  edit: (groups: readonly string[], id: string) => readonly string[],
): Promise<void> {
  const firewall = idOf('firewall', ref, 'firewall')
  checkTarget(what, to, ['node'])
  const node = nodeIdOf(to.node)
  await inTurn(
    node,
    async () => {
      const { id } = await beforeWrite(getSecurityGroup(client, firewall, call))
      const machine = await beforeWrite(getVirtualMachine(client, node, call))
      const groups = groupsOf(machine)
      const wanted = edit(groups, id)
      if (wanted.length === groups.length) return
      if (stateOf(machine) !== 'stopped') throw wrongState(client, machine, 'Stopped')
      await update(client, node, wanted.length > 0 ? wanted : await lastOf(client, id, call), call)
    },
    call,
  )
}

const groupsOf = ({ securitygroup = [] }: VirtualMachineWire) => securitygroup.map(({ id }) => id)

/** A machine is never without one: the account's default group is what a machine has that names none. */
async function lastOf(client: CloudStackClient, id: string, call: CallOptions): Promise<readonly string[]> {
  const own = await beforeWrite(findGroup(client, 'default', call))
  return [own?.id ?? id]
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/updateVirtualMachine.html */
async function update(
  client: CloudStackClient,
  id: string,
  securitygroupids: readonly string[],
  call: CallOptions,
): Promise<void> {
  // A second one makes the same list again.
  const repeat = { class: 'idempotent' } as const
  const parameters = { id, securitygroupids }
  try {
    await send<object>(client, { name: 'updateVirtualMachine', repeat, parameters }, call)
  } catch (error) {
    throw refusedNow(error)
  }
}
