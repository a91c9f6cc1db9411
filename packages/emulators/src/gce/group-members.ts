import type { Gce } from './cloud.ts'
import { linkTo } from './links.ts'
import type { Resource } from './resource.ts'

/** The instances of a group, in the order that they came in. */
export const membersOf = (
  { groupMembers, resources }: Gce,
  { path }: Pick<Resource, 'path'>,
): readonly Resource[] => [...(groupMembers.get(path) ?? [])].flatMap((member) => resources.get(member) ?? [])

export function addMembers({ groupMembers }: Gce, group: Resource, instances: readonly Resource[]): void {
  groupMembers.set(
    group.path,
    new Set([...(groupMembers.get(group.path) ?? []), ...instances.map(({ path }) => path)]),
  )
}

export function removeMembers({ groupMembers }: Gce, group: Resource, instances: readonly Resource[]): void {
  for (const { path } of instances) groupMembers.get(group.path)?.delete(path)
}

/** An instance that is gone is in no group and no pool any more. */
export function leaveGroups(cloud: Gce, { path }: Resource): void {
  for (const members of cloud.groupMembers.values()) members.delete(path)
  for (const { collection, wire } of cloud.resources.values()) {
    if (collection !== 'targetPools' || wire.instances === undefined) continue
    const rest = (wire.instances as readonly string[]).filter((link) => link !== linkTo(path))
    wire.instances = rest.length > 0 ? rest : undefined
  }
}
