import type { Ec2, Effect } from '../action.ts'
import type { Instance } from '../instance.ts'
import { missing, Refusal } from '../refusal.ts'
import { groupInVpc } from './group-lookup.ts'
import type { Vpc } from './network.ts'

const mostGroups = 5

export function checkGroupCount(ids: readonly string[]): void {
  if (ids.length <= mostGroups) return
  throw new Refusal(
    'SecurityGroupsPerInterfaceLimitExceeded',
    'The maximum number of security groups per interface has been reached.',
  )
}

/** The ids, each once. Throws a `Refusal` for none at all, and for those of another VPC. */
export function checkedGroups(ec2: Ec2, vpc: Vpc, ids: readonly string[]): readonly string[] {
  if (ids.length === 0) throw missing('groupId')
  for (const id of ids) groupInVpc(ec2, vpc, { GroupId: id })
  const unique = [...new Set(ids)]
  checkGroupCount(unique)
  return unique
}

/** Puts an instance into the groups, in place of those it was in. */
export function putInGroups(ec2: Ec2, instance: Instance, ids: readonly string[]): Effect {
  if (instance.server.state === 'terminated') {
    throw new Refusal('IncorrectInstanceState', `The instance '${instance.id}' is terminated`)
  }
  const groupIds = checkedGroups(ec2, instance.subnet.vpc, ids)
  return () => {
    instance.groupIds = groupIds
    return { return: true }
  }
}

export const groupsOf = (
  ec2: Ec2,
  { groupIds }: { readonly groupIds: readonly string[] },
): readonly { readonly groupId: string; readonly groupName: string }[] =>
  groupIds.map((groupId) => ({ groupId, groupName: ec2.network.groups.get(groupId)?.name ?? '' }))
