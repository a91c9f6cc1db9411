import type { CloudStack } from './cloud.ts'
import { type Commands, now } from './command.ts'
import { answerList, type ListInput, ownedBy } from './listing.ts'
import { type OwnerInput, ownerOf } from './owner.ts'
import { failed, inUse, invalid } from './refusal.ts'
import { defaultGroup, existingGroup, groupNamed, type SecurityGroup } from './security-group.ts'
import { groupWire } from './security-group-wire.ts'
import { hasTags, type TagFilter } from './tag.ts'
import { existingVirtualMachine } from './virtual-machine.ts'

interface GroupInput extends OwnerInput {
  readonly name: string
  readonly description?: string
}

interface DeleteInput extends OwnerInput {
  readonly id?: string
  readonly name?: string
}

interface GroupList extends ListInput {
  readonly securitygroupname?: string
  readonly virtualmachineid?: string
  readonly tags?: TagFilter
}

export const securityGroupCommands: Commands<
  'createSecurityGroup' | 'deleteSecurityGroup' | 'updateSecurityGroup' | 'listSecurityGroups'
> = {
  createSecurityGroup: now<GroupInput>('name description account domainid projectid', (cloud, input) => {
    const projectId = ownerOf(cloud, input)
    checkName(cloud, input.name, projectId)
    const group: SecurityGroup = {
      id: cloud.newId(),
      name: input.name,
      description: input.description ?? '',
      createdAt: cloud.centre.clock.now(),
      projectId,
      rules: [],
    }
    cloud.securityGroups.set(group.id, group)
    return { securitygroup: groupWire(cloud, group) }
  }),

  deleteSecurityGroup: now<DeleteInput>('id name account domainid projectid', (cloud, input) => {
    const { id, name } = input
    if ((id === undefined) === (name === undefined))
      throw invalid('Either the security group name or the security group id is required')
    const group =
      id === undefined ? groupNamed(cloud, name ?? '', ownerOf(cloud, input)) : existingGroup(cloud, 'id', id)
    checkUnused(cloud, group)
    cloud.securityGroups.delete(group.id)
    cloud.removed.add(group.id)
    cloud.tags.forget(group.id)
    return { success: true }
  }),

  updateSecurityGroup: now<{ readonly id: string; readonly name?: string }>(
    'id name',
    (cloud, { id, name }) => {
      const group = existingGroup(cloud, 'id', id)
      if (group.name === 'default') throw invalid('The default security group cannot be renamed')
      if (name !== undefined && name !== group.name) {
        checkName(cloud, name, group.projectId)
        group.name = name
      }
      return { securitygroup: groupWire(cloud, group) }
    },
  ),

  listSecurityGroups: now<GroupList>('id securitygroupname virtualmachineid tags', (cloud, input, call) => {
    if (input.projectid !== '-1') defaultGroup(cloud, ownerOf(cloud, input))
    const { securitygroupname: name, virtualmachineid: machine } = input
    const own =
      machine === undefined
        ? undefined
        : existingVirtualMachine(cloud, 'virtualmachineid', machine).securityGroups
    const groups = ownedBy(cloud, input, cloud.securityGroups.values()).filter(
      (group) =>
        (name === undefined || group.name === name) &&
        (own === undefined || own.includes(group)) &&
        hasTags(cloud, group.id, input.tags),
    )
    return answerList(cloud, call, 'securitygroup', groups, (group) => groupWire(cloud, group))
  }),
}

function checkName(cloud: CloudStack, name: string, projectId: string | undefined): void {
  if (name.trim() === '') throw invalid('Unable to create security group: it has a name')
  const taken = [...cloud.securityGroups.values()].some(
    (group) => group.name === name && group.projectId === projectId,
  )
  if (taken || name === 'default')
    throw invalid(`Unable to create security group, a group with name ${name} already exists.`)
}

function checkUnused(cloud: CloudStack, group: SecurityGroup): void {
  if (group.name === 'default') throw invalid('The network group default is reserved')
  const used = [...cloud.virtualMachines.values()].some(({ securityGroups }) =>
    securityGroups.includes(group),
  )
  const named = [...cloud.securityGroups.values()].some(
    (other) => other !== group && other.rules.some(({ peer }) => peer?.id === group.id),
  )
  if (used || named) throw inUse('Cannot delete group when there are rules, or virtual machines, that use it')
  if (!cloud.securityGroups.has(group.id)) throw failed('Failed to delete security group')
}
