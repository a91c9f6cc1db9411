import { type AffinityGroup, existingAffinityGroup } from './affinity-group.ts'
import type { CloudStack } from './cloud.ts'
import { type Commands, type Fields, job, now } from './command.ts'
import { answerList, type ListInput, ownedBy } from './listing.ts'
import { type OwnerInput, ownerOf, ownerWire } from './owner.ts'
import { inUse, invalid } from './refusal.ts'
import { existingVirtualMachine, stateOf } from './virtual-machine.ts'
import { virtualMachineWire } from './virtual-machine-wire.ts'

const types = [
  'host affinity',
  'host anti-affinity',
  'non-strict host affinity',
  'non-strict host anti-affinity',
]

interface GroupInput extends OwnerInput {
  readonly name: string
  readonly type?: string
  readonly description?: string
}

interface GroupList extends ListInput {
  readonly type?: string
  readonly virtualmachineid?: string
}

interface MembersInput {
  readonly id: string
  readonly affinitygroupids?: readonly string[]
  readonly affinitygroupnames?: readonly string[]
}

export const affinityGroupCommands: Commands<
  | 'createAffinityGroup'
  | 'deleteAffinityGroup'
  | 'listAffinityGroups'
  | 'listAffinityGroupTypes'
  | 'updateVMAffinityGroup'
> = {
  createAffinityGroup: job<GroupInput>('name type description account domainid projectid', (cloud, input) => {
    const projectId = ownerOf(cloud, input)
    if (!types.includes(input.type ?? ''))
      throw invalid(`Unable to create affinity group, no Affinity Group Types configured: ${input.type}`)
    if (named(cloud, input.name, projectId))
      throw invalid(`Unable to create affinity group, a group with name ${input.name} already exists.`)
    const group: AffinityGroup = {
      id: cloud.newId(),
      name: input.name,
      description: input.description ?? input.name,
      type: input.type ?? '',
      createdAt: cloud.centre.clock.now(),
      projectId,
    }
    cloud.affinityGroups.set(group.id, group)
    return {
      instance: { type: 'AffinityGroup', id: group.id },
      created: group.id,
      projectId,
      ms: 0,
      finish: () => ({ affinitygroup: groupWire(cloud, group) }),
      abort: () => remove(cloud, group),
    }
  }),

  deleteAffinityGroup: job<Partial<GroupInput> & { readonly id?: string }>(
    'id name account domainid projectid',
    (cloud, input) => {
      const group = groupOf(cloud, input, ownerOf(cloud, input))
      return {
        instance: { type: 'AffinityGroup', id: group.id },
        projectId: group.projectId,
        ms: 0,
        begin: () => {
          const used = membersOf(cloud, group).length > 0
          if (used) throw inUse('Cannot delete affinity group when in use by a Instance')
        },
        finish: () => {
          remove(cloud, group)
          return { success: true }
        },
      }
    },
  ),

  listAffinityGroups: now<GroupList>('id name type virtualmachineid', (cloud, input, call) => {
    const machine = input.virtualmachineid
    const own =
      machine === undefined
        ? undefined
        : existingVirtualMachine(cloud, 'virtualmachineid', machine).affinityGroupIds
    const groups = ownedBy(cloud, input, cloud.affinityGroups.values()).filter(
      ({ id, type }) =>
        (input.type === undefined || input.type === type) && (own === undefined || own.includes(id)),
    )
    return answerList(cloud, call, 'affinitygroup', groups, (group) => groupWire(cloud, group))
  }),

  listAffinityGroupTypes: now<ListInput>('', (cloud, _input, call) =>
    answerList(cloud, call, 'affinitygrouptype', types, (type) => ({ type })),
  ),

  updateVMAffinityGroup: job<MembersInput>('id affinitygroupids affinitygroupnames', (cloud, input) => {
    const machine = existingVirtualMachine(cloud, 'id', input.id)
    const { affinitygroupids: ids, affinitygroupnames: names } = input
    if ((ids === undefined) === (names === undefined))
      throw invalid('affinitygroupids parameter is mutually exclusive with affinitygroupnames parameter')
    const groups = [
      ...(ids ?? []).map((id) => existingAffinityGroup(cloud, 'affinitygroupids', id)),
      ...(names ?? []).map((name) => groupOf(cloud, { name }, machine.projectId)),
    ]
    return {
      instance: { type: 'VirtualMachine', id: machine.id },
      projectId: machine.projectId,
      queue: machine.id,
      ms: 0,
      begin: () => {
        if (stateOf(machine) !== 'Stopped')
          throw invalid(
            `Unable to update affinity groups of the virtual machine ${machine.id}: it is not stopped`,
          )
      },
      finish: () => {
        machine.affinityGroupIds = groups.map(({ id }) => id)
        return { virtualmachine: virtualMachineWire(cloud, machine) }
      },
    }
  }),
}

const named = (
  { affinityGroups }: CloudStack,
  name: string | undefined,
  projectId: string | undefined,
): AffinityGroup | undefined =>
  [...affinityGroups.values()].find((group) => group.name === name && group.projectId === projectId)

function groupOf(
  cloud: CloudStack,
  { id, name }: { readonly id?: string; readonly name?: string },
  projectId: string | undefined,
): AffinityGroup {
  if (id !== undefined) return existingAffinityGroup(cloud, 'id', id)
  const group = named(cloud, name, projectId)
  if (!group) throw invalid(`Unable to find affinity group ${name}`)
  return group
}

const membersOf = ({ virtualMachines }: CloudStack, { id }: AffinityGroup) =>
  [...virtualMachines.values()].filter(({ affinityGroupIds }) => affinityGroupIds.includes(id))

function remove(cloud: CloudStack, { id }: AffinityGroup): void {
  cloud.affinityGroups.delete(id)
  cloud.removed.add(id)
}

function groupWire(cloud: CloudStack, group: AffinityGroup): Fields {
  const { id, name, description, type, projectId } = group
  return {
    id,
    name,
    description,
    type,
    ...ownerWire(cloud, projectId),
    virtualmachineIds: membersOf(cloud, group).map((machine) => machine.id),
  }
}
