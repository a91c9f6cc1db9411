import type { Ec2 } from '../action.ts'
import type { Instance } from '../instance.ts'
import { missing, Refusal } from '../refusal.ts'
import { groupInVpc } from './group-lookup.ts'

const mostGroups = 5

export function checkGroupCount(ids: readonly string[]): void {
  if (ids.length <= mostGroups) return
  throw new Refusal(
    'SecurityGroupsPerInterfaceLimitExceeded',
    'The maximum number of security groups per interface has been reached.',
  )
}

/** The groups that an instance is to be in, in place of those it has. Throws a `Refusal` for none at all, and for those of another VPC. */
export function changedGroups(ec2: Ec2, instance: Instance, ids: readonly string[]): readonly string[] {
  if (instance.server.state === 'terminated') {
    throw new Refusal('IncorrectInstanceState', `The instance '${instance.id}' is terminated`)
  }
  const [first] = ids
  if (!first) throw missing('groupId')
  for (const id of ids) groupInVpc(ec2, instance.subnet.vpc, { GroupId: id })
  const unique = [...new Set(ids)]
  checkGroupCount(unique)
  return unique
}

export const groupsOf = (
  ec2: Ec2,
  { groupIds }: Instance,
): readonly { readonly groupId: string; readonly groupName: string }[] =>
  groupIds.map((groupId) => ({ groupId, groupName: ec2.network.groups.get(groupId)?.name ?? '' }))
