import type { Resource } from '@cloud/core'
import { number, object, required, text, type XmlShape } from '@cloud/core/driver'
import { type Description, described } from './description.ts'
import { type TagWire, tagSet } from './tags-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_PlacementGroup.html, as spelled in its XML. */
export interface PlacementGroupWire {
  readonly groupName: string
  readonly groupId?: string
  readonly groupArn?: string
  readonly strategy?: string
  readonly state?: string
  readonly partitionCount?: number
  readonly spreadLevel?: string
  readonly tagSet: readonly TagWire[]
}

export type PlacementStrategy = 'cluster' | 'partition' | 'spread'

/** Its id is its name, as a node's placement takes it; EC2's own id is `native.groupId`. */
export interface Ec2PlacementGroup extends Resource<'placement-group', PlacementGroupWire> {
  /** One of {@link PlacementStrategy}. */
  readonly strategy: string
  readonly partitions?: number
}

export const placementGroup: XmlShape<PlacementGroupWire> = object<PlacementGroupWire>({
  groupName: required(text),
  groupId: text,
  groupArn: text,
  strategy: text,
  state: text,
  partitionCount: number,
  spreadLevel: text,
  tagSet,
})

/** It has no pages. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribePlacementGroups.html */
export const placementDescription: Description<PlacementGroupWire, Ec2PlacementGroup> = {
  noun: 'placement group',
  action: 'DescribePlacementGroups',
  ids: 'GroupName',
  pageSize: 0,
  answer: described('placementGroupSet', placementGroup),
  map: toPlacementGroup,
}

export function toPlacementGroup(wire: PlacementGroupWire): Ec2PlacementGroup {
  return {
    kind: 'placement-group',
    id: wire.groupName,
    name: wire.groupName,
    strategy: wire.strategy ?? '',
    ...(wire.partitionCount !== undefined && { partitions: wire.partitionCount }),
    native: wire,
  }
}
