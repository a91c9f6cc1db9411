import type { CallOptions, Listing, Ref, Resource } from '@cloud/core'
import {
  beforeWrite,
  checkList,
  checkNames,
  checkText,
  clientOf,
  type HasClient,
  idOf,
} from '@cloud/core/driver'
import { checkName, nameOf } from './check-value.ts'
import type { CloudStackClient } from './client.ts'
import { create } from './create.ts'
import { getVirtualMachine, machineFor, nodeIdOf, wrongState } from './get-node.ts'
import { stateOf } from './nodes-wire.ts'
import { findOne, list } from './pages.ts'
import { perform } from './perform.ts'
import { refusal } from './refusal.ts'
import { remove } from './remove.ts'

type Driver = HasClient<CloudStackClient>

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listAffinityGroups.html */
export interface AffinityGroupWire {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly description?: string
  readonly virtualmachineIds?: readonly string[]
}

/** Nodes that are to be on one host, or each on another. */
export interface AffinityGroup extends Resource<'affinity-group', AffinityGroupWire> {
  /** As in `host affinity` or `host anti-affinity`. */
  readonly type: string
  readonly nodes: readonly string[]
}

export interface CreateAffinityGroup {
  /** Unique in the account. */
  readonly name: string
  /** One of `listAffinityGroupTypes`. */
  readonly type: string
  readonly description?: string | undefined
}

const groupList = { name: 'listAffinityGroups', key: 'affinitygroup' } as const

export function listAffinityGroups(
  driver: Driver,
  query: { readonly name?: string | undefined } = {},
  call?: CallOptions,
): Listing<AffinityGroup> {
  const name = nameOf('listAffinityGroups', query)
  const map = (wire: AffinityGroupWire) =>
    name === undefined || wire.name === name ? toGroup(wire) : undefined
  return list(clientOf(driver), { ...groupList, parameters: { name }, map }, call)
}

/** The types of affinity groups that the server has. */
export function listAffinityGroupTypes(driver: Driver, call?: CallOptions): Listing<string> {
  const map = ({ type }: { readonly type: string }) => type
  return list(clientOf(driver), { name: 'listAffinityGroupTypes', key: 'affinityGroupType', map }, call)
}

function toGroup(wire: AffinityGroupWire): AffinityGroup {
  const { id, name, type, virtualmachineIds: nodes = [] } = wire
  return { kind: 'affinity-group', id, name, type, nodes, native: wire }
}

/** `already-exists` where the name is taken. https://cloudstack.apache.org/api/apidocs-4.20/apis/createAffinityGroup.html */
export function createAffinityGroup(
  driver: Driver,
  options: CreateAffinityGroup,
  call?: CallOptions,
): Promise<AffinityGroup> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('createAffinityGroup', options, ['name', 'type', 'description'])
    const { type, description } = options
    const name = checkName('affinity group', options.name)
    checkText('type', type, { max: 255 })
    if (description !== undefined) checkText('description', description, { max: 255 })
    const map = (wire: AffinityGroupWire) => (wire.name === name ? wire : undefined)
    const among = { ...groupList, parameters: { name }, map }
    if ((await beforeWrite(findOne(client, among, left))) !== undefined)
      throw refusal(client, 'already-exists', `There is an affinity group ${JSON.stringify(name)}`)
    const parameters = { name, type, description }
    const creation = { name: 'createAffinityGroup', parameters, among, seen: [], result: 'affinitygroup' }
    return toGroup((await create<AffinityGroupWire>(client, creation, left)).wire)
  })
}

/** `not-found` where there is none; nodes lose it. https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteAffinityGroup.html */
export function deleteAffinityGroup(
  driver: Driver,
  group: Ref<'affinity-group'>,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, (left) => {
    const id = idOf('affinity group', group, 'affinity-group')
    const among = { ...groupList, map: (wire: AffinityGroupWire) => wire }
    return remove(client, { name: 'deleteAffinityGroup', among, what: 'affinity group', id }, left)
  })
}

/** Makes the affinity groups of a `stopped` node these, and no others. https://cloudstack.apache.org/api/apidocs-4.20/apis/updateVMAffinityGroup.html */
export function setAffinityGroups(
  driver: Driver,
  node: Ref<'node'>,
  groups: readonly Ref<'affinity-group'>[],
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const id = nodeIdOf(node)
    checkList('groups', groups, (what, group) => idOf(what, group, 'affinity-group'))
    const ids = groups.map((group) => idOf('affinity group', group, 'affinity-group'))
    const machine = await machineFor(client, id, 'updateVMAffinityGroup', left)
    if (stateOf(machine) !== 'stopped') throw wrongState(client, machine, 'Stopped')
    const shown = async (still: CallOptions) => {
      const { affinitygroup = [] } = await getVirtualMachine(client, id, still)
      return affinitygroup.length === ids.length && affinitygroup.every((each) => ids.includes(each.id))
    }
    const parameters = { id, affinitygroupids: ids }
    const word = 'updatevmaffinitygroup'
    await perform(client, { name: 'updateVMAffinityGroup', parameters, on: id, word, shown }, left)
  })
}
