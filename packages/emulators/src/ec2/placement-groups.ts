import { type Action, action, type Ec2, type FilterInput } from './action.ts'
import { applyFilters } from './filters.ts'
import { newId } from './new-id.ts'
import {
  findGroupNamed,
  findGroupWithId,
  membersOf,
  type PlacementGroup,
  type Strategy,
} from './placement-group.ts'
import { invalidValue, missing, Refusal } from './refusal.ts'
import { readTagSpecifications, storeTags, type TagSpecification, tagSet } from './tag-input.ts'
import { refuseUnused } from './without-effect.ts'
import type { XmlFields } from './xml.ts'

interface CreateInput {
  readonly GroupName?: string
  readonly Strategy?: Strategy
  readonly PartitionCount?: number
  readonly SpreadLevel?: 'host' | 'rack'
  readonly TagSpecification?: readonly TagSpecification[]
}

export const createPlacementGroup: Action = action<CreateInput>((ec2, input) => {
  refuseUnused(input, ['LinkedGroupId', 'Operator'])
  const { GroupName: name, Strategy: strategy = 'cluster' } = input
  if (!name) throw missing('groupName')
  if (!/^[ -~]{1,255}$/.test(name))
    throw invalidValue('The name of a placement group is at most 255 ASCII characters')
  if (ec2.placementGroups.has(name)) {
    throw new Refusal('InvalidPlacementGroup.Duplicate', `The Placement Group '${name}' already exists.`)
  }
  if (ec2.placementGroups.size >= (ec2.limits.placementGroups ?? Number.POSITIVE_INFINITY)) {
    throw new Refusal(
      'PlacementGroupLimitExceeded',
      `Maximum number of placement groups (${ec2.limits.placementGroups}) exceeded.`,
    )
  }
  const partitions = readPartitions(input, strategy)
  const spreadLevel = readSpreadLevel(input, strategy)
  const tags = readTagSpecifications(input.TagSpecification, ['placement-group'])
  return () => {
    const group: PlacementGroup = { id: newId(ec2, 'pg'), name, strategy, partitions, spreadLevel }
    ec2.placementGroups.set(name, group)
    storeTags(ec2, group.id, tags.get('placement-group'))
    return { placementGroup: groupFields(ec2, group) }
  }
})

const mostPartitions = 7

function readPartitions({ PartitionCount: count }: CreateInput, strategy: Strategy): number | undefined {
  if (strategy !== 'partition') {
    if (count === undefined) return undefined
    throw new Refusal(
      'InvalidParameterCombination',
      `The parameter PartitionCount may not be used with the strategy '${strategy}'`,
    )
  }
  if (count !== undefined && (count < 1 || count > mostPartitions)) {
    throw invalidValue(
      `Value (${count}) for parameter PartitionCount is invalid. It must be from 1 to ${mostPartitions}.`,
    )
  }
  return count ?? 2
}

function readSpreadLevel({ SpreadLevel: level }: CreateInput, strategy: Strategy): 'rack' | undefined {
  if (level !== undefined && strategy !== 'spread') {
    throw new Refusal(
      'InvalidParameterCombination',
      `The parameter SpreadLevel may not be used with the strategy '${strategy}'`,
    )
  }
  if (level === 'host') throw new Refusal('UnsupportedOperation', 'Spread over hosts is for Outposts alone')
  return strategy === 'spread' ? 'rack' : undefined
}

interface DeleteInput {
  readonly GroupName: string
}

export const deletePlacementGroup: Action = action<DeleteInput>((ec2, { GroupName: name }) => {
  const group = findGroupNamed(ec2, name)
  if (membersOf(ec2, group).length > 0) {
    throw new Refusal(
      'InvalidPlacementGroup.InUse',
      `The Placement Group '${name}' is in use and may not be deleted.`,
    )
  }
  return () => {
    ec2.placementGroups.delete(name)
    ec2.centre.tags.forget(group.id)
    return { return: true }
  }
})

interface DescribeInput {
  readonly GroupName?: readonly string[]
  readonly GroupId?: readonly string[]
  readonly Filter?: readonly FilterInput[]
}

export const describePlacementGroups: Action = action<DescribeInput>((ec2, input) => () => {
  const { GroupName: names, GroupId: ids } = input
  const chosen =
    names || ids
      ? [
          ...(names ?? []).map((name) => findGroupNamed(ec2, name)),
          ...(ids ?? []).map((id) => findGroupWithId(ec2, id)),
        ]
      : [...ec2.placementGroups.values()]
  const shown = applyFilters(
    [...new Set(chosen)],
    input.Filter,
    {
      'group-arn': (group) => [arnOf(ec2, group)],
      'group-name': ({ name }) => [name],
      'spread-level': ({ spreadLevel }) => [spreadLevel],
      state: () => ['available'],
      strategy: ({ strategy }) => [strategy],
    },
    ({ id }) => ec2.centre.tags.of(id),
  )
  return { placementGroupSet: shown.map((group) => groupFields(ec2, group)) }
})

const arnOf = ({ region, accountId }: Ec2, { name }: PlacementGroup) =>
  `arn:aws:ec2:${region}:${accountId}:placement-group/${name}`

const groupFields = (ec2: Ec2, group: PlacementGroup): XmlFields => ({
  groupName: group.name,
  groupId: group.id,
  groupArn: arnOf(ec2, group),
  strategy: group.strategy,
  state: 'available',
  partitionCount: group.partitions,
  spreadLevel: group.spreadLevel,
  tagSet: tagSet(ec2, group.id),
})
