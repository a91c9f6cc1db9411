import type { CallOptions, Listing, Ref } from '@cloud/core'
import {
  checkNames,
  checkText,
  clientOf,
  type HasClient,
  idOf,
  invalid,
  named,
  object,
  required,
  type XmlShape,
} from '@cloud/core/driver'
import { checkOptions } from './check-options.ts'
import { type Ec2Client, send } from './client.ts'
import { get, list } from './description.ts'
import { exactly } from './filters.ts'
import {
  type Ec2PlacementGroup,
  type PlacementGroupWire,
  type PlacementStrategy,
  placementDescription,
  placementGroup,
  toPlacementGroup,
} from './placement-groups-wire.ts'
import { remove } from './removal.ts'
import { checkOwnTags, toTagList } from './resource-tags.ts'

type Driver = HasClient<Ec2Client>

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-groups.html */
export function listPlacementGroups(
  driver: Driver,
  query: { readonly strategy?: PlacementStrategy | undefined } = {},
  call?: CallOptions,
): Listing<Ec2PlacementGroup> {
  checkOptions('listPlacementGroups', query, { strategy })
  const filters = query.strategy === undefined ? [] : [exactly('strategy', [query.strategy])]
  return list(clientOf(driver), placementDescription, filters, call)
}

const strategy = 'cluster|partition|spread'

/** By its name; `not-found` where there is none. */
export function getPlacementGroup(
  driver: Driver,
  group: Ref<'placement-group'>,
  call?: CallOptions,
): Promise<Ec2PlacementGroup> {
  const client = clientOf(driver)
  return client.within(call, async (left) =>
    get(client, placementDescription, idOf('placement group', group, 'placement-group'), left),
  )
}

export interface CreatePlacementGroup {
  /** Of its own in the region. */
  readonly name: string
  /** `cluster` for nodes that are close, `spread` for nodes of which each is on a rack of its own, `partition` for racks that groups of nodes share. */
  readonly strategy: PlacementStrategy
  /** Of `partition`, 1 to 7: 2 unless given. */
  readonly partitions?: number | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
}

interface CreatedWire {
  readonly placementGroup: PlacementGroupWire
}

const created: XmlShape<CreatedWire> = object<CreatedWire>({ placementGroup: required(placementGroup) })

/**
 * `already-exists` where the name is taken.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreatePlacementGroup.html
 */
export function createPlacementGroup(
  driver: Driver,
  options: CreatePlacementGroup,
  call?: CallOptions,
): Promise<Ec2PlacementGroup> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = toWire(options)
    const { GroupName: name } = parameters
    const find = async (rest: CallOptions) => {
      const filters = [exactly('group-name', [name]), exactly('strategy', [options.strategy])]
      const [found] = await list(client, placementDescription, filters, rest).toArray()
      return found && { placementGroup: found.native }
    }
    const request = { name: 'CreatePlacementGroup', repeat: named(find), parameters, answer: created }
    return toPlacementGroup((await send(client, request, left)).placementGroup)
  })
}

function toWire(options: CreatePlacementGroup) {
  const { tags, ...plain } = options
  checkNames('createPlacementGroup', options, ['name', 'strategy', 'partitions', 'tags'])
  checkOptions('createPlacementGroup', plain, { name: 'text', strategy, partitions: 'number' })
  checkText('The name of the placement group', options.name, { max: 255 })
  checkOwnTags(tags)
  if (options.strategy === undefined) throw invalid('The placement group has no strategy', strategy)
  if (options.partitions !== undefined && options.strategy !== 'partition')
    throw invalid(`A placement group of strategy ${options.strategy} has no partitions`)
  return {
    GroupName: options.name,
    Strategy: options.strategy,
    PartitionCount: options.partitions,
    TagSpecification:
      Object.keys(tags ?? {}).length === 0
        ? undefined
        : [{ ResourceType: 'placement-group', Tag: toTagList(tags ?? {}) }],
  }
}

/** `not-found` where there is none; `conflict` where nodes are in it. */
export function deletePlacementGroup(
  driver: Driver,
  group: Ref<'placement-group'>,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { GroupName: idOf('placement group', group, 'placement-group') }
    await remove(client, { name: 'DeletePlacementGroup', parameters }, left)
  })
}
