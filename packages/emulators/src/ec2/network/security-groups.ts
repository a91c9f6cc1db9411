import { type Action, action, type Ec2 } from '../action.ts'
import type { FilterTable } from '../filters.ts'
import { newId } from '../new-id.ts'
import { invalidValue, missing, Refusal } from '../refusal.ts'
import { readTagSpecifications, storeTags, type TagSpecification, tagSet } from '../tag-input.ts'
import { arnOf } from './arn.ts'
import { defaultGroupName } from './default-network.ts'
import { found, foundOrVisible } from './found.ts'
import { chosenGroup, defaultVpc, groupNamed } from './group-lookup.ts'
import { allToAnywhere, type GroupRule } from './group-rule.ts'
import { groupFields } from './group-wire.ts'
import { type ListInput, listed } from './listing.ts'
import type { SecurityGroup, Vpc } from './network.ts'

interface CreateInput {
  readonly GroupName: string
  readonly GroupDescription: string
  readonly VpcId?: string
  readonly TagSpecification?: readonly TagSpecification[]
}

export const createSecurityGroup: Action = action<CreateInput>((ec2, input) => {
  const { GroupName: name, GroupDescription: description } = input
  const vpc = input.VpcId === undefined ? defaultVpc(ec2) : found(ec2, 'vpcs', input.VpcId)
  checkText('groupName', name)
  checkText('groupDescription', description)
  checkName(ec2, vpc, name)
  checkGroupLimit(ec2)
  const tags = readTagSpecifications(input.TagSpecification, ['security-group'])
  return () => {
    const group = addGroup(ec2, { vpc, name, description, rules: [allToAnywhere(newId(ec2, 'sgr'))] })
    storeTags(ec2, group.id, tags.get('security-group'))
    return {
      groupId: group.id,
      securityGroupArn: arnOf(ec2, 'security-group', group.id),
      tagSet: tagSet(ec2, group.id),
    }
  }
})

export function addGroup(
  ec2: Ec2,
  terms: Pick<SecurityGroup, 'vpc' | 'name' | 'description' | 'rules'>,
): SecurityGroup {
  const group = { id: newId(ec2, 'sg'), createdAt: ec2.centre.clock.now(), ...terms }
  ec2.network.groups.set(group.id, group)
  return group
}

const texts = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/

function checkText(parameter: string, text: string): void {
  if (text === '') throw missing(parameter)
  if (!texts.test(text)) {
    throw invalidValue(
      `Value (${text}) for parameter ${parameter} is invalid. It must be less than 256 characters from the following set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*`,
    )
  }
}

function checkName(ec2: Ec2, vpc: Vpc, name: string): void {
  if (name.toLowerCase().startsWith('sg-')) {
    throw invalidValue(`Invalid value '${name}' for groupName. Group names may not be in the format sg-*`)
  }
  if (name.toLowerCase() === defaultGroupName) {
    throw new Refusal('InvalidGroup.Reserved', `The security group name '${name}' is reserved`)
  }
  if ([...ec2.network.groups.values()].some((group) => group.vpc === vpc && group.name === name)) {
    throw new Refusal(
      'InvalidGroup.Duplicate',
      `The security group '${name}' already exists for VPC '${vpc.id}'`,
    )
  }
}

function checkGroupLimit(ec2: Ec2): void {
  if (ec2.network.groups.size < (ec2.limits.securityGroups ?? Number.POSITIVE_INFINITY)) return
  throw new Refusal('SecurityGroupLimitExceeded', 'The maximum number of security groups has been reached.')
}

interface DescribeInput extends ListInput {
  readonly GroupId?: readonly string[]
  readonly GroupName?: readonly string[]
}

export const describeSecurityGroups: Action = action<DescribeInput>((ec2, input) => () => {
  const { GroupId: ids, GroupName: names } = input
  const named = names?.map((name) => groupNamed(ec2, defaultVpc(ec2), name)) ?? []
  const asked = names && !ids ? named : [...new Set([...foundOrVisible(ec2, 'groups', ids), ...named])]
  const { items, next } = listed(ec2, input, {
    action: 'DescribeSecurityGroups',
    items: asked,
    filters: groupFilters(ec2),
  })
  return { securityGroupInfo: items.map((group) => groupFields(ec2, group)), nextToken: next }
})

const groupFilters = (ec2: Ec2): FilterTable<SecurityGroup> => ({
  description: ({ description }) => [description],
  'group-id': ({ id }) => [id],
  'group-name': ({ name }) => [name],
  'owner-id': () => [ec2.accountId],
  'vpc-id': ({ vpc }) => [vpc.id],
  ...ruleFilters(ec2, 'ip-permission', false),
  ...ruleFilters(ec2, 'egress.ip-permission', true),
})

function ruleFilters(ec2: Ec2, prefix: string, egress: boolean): FilterTable<SecurityGroup> {
  const of = (read: (rule: GroupRule) => string | undefined) => (group: SecurityGroup) =>
    group.rules.filter((rule) => rule.egress === egress).map(read)
  const nameOf = (id: string) => ec2.network.groups.get(id)?.name
  return {
    [`${prefix}.cidr`]: of(({ peer }) => (peer.kind === 'ipv4' ? peer.cidr : undefined)),
    [`${prefix}.from-port`]: of(({ from }) => String(from)),
    [`${prefix}.group-id`]: of(({ peer }) => (peer.kind === 'group' ? peer.groupId : undefined)),
    [`${prefix}.group-name`]: of(({ peer }) => (peer.kind === 'group' ? nameOf(peer.groupId) : undefined)),
    [`${prefix}.ipv6-cidr`]: of(({ peer }) => (peer.kind === 'ipv6' ? peer.cidr : undefined)),
    [`${prefix}.protocol`]: of(({ protocol }) => protocol),
    [`${prefix}.to-port`]: of(({ to }) => String(to)),
    [`${prefix}.user-id`]: of(({ peer }) => (peer.kind === 'group' ? ec2.accountId : undefined)),
  }
}

interface DeleteInput {
  readonly GroupId?: string
  readonly GroupName?: string
}

export const deleteSecurityGroup: Action = action<DeleteInput>((ec2, input) => {
  const group = chosenGroup(ec2, input)
  if (group.name === defaultGroupName) {
    throw new Refusal(
      'CannotDelete',
      `the specified group: "${group.id}" name: "${group.name}" cannot be deleted by a user`,
    )
  }
  if (isUsed(ec2, group)) {
    throw new Refusal('DependencyViolation', `resource ${group.id} has a dependent object`)
  }
  return () => {
    forgetGroup(ec2, group)
    return { return: true, groupId: group.id }
  }
})

/** By an instance, an interface, or a rule of another group. */
const isUsed = (ec2: Ec2, { id }: SecurityGroup): boolean =>
  [...ec2.instances.values()].some(
    ({ server, groupIds }) => server.state !== 'terminated' && groupIds.includes(id),
  ) ||
  [...ec2.network.interfaces.values()].some(({ groupIds }) => groupIds.includes(id)) ||
  [...ec2.network.groups.values()].some(
    (other) =>
      other.id !== id && other.rules.some(({ peer }) => peer.kind === 'group' && peer.groupId === id),
  )

export function forgetGroup(ec2: Ec2, group: SecurityGroup): void {
  ec2.network.groups.delete(group.id)
  for (const { id } of [group, ...group.rules]) ec2.centre.tags.forget(id)
}
