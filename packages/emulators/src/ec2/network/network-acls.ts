import { type Action, action, type Ec2 } from '../action.ts'
import { tagSet } from '../tag-input.ts'
import type { XmlFields } from '../xml.ts'
import { visible } from './found.ts'
import { type ListInput, listed } from './listing.ts'
import type { Subnet, Vpc } from './network.ts'
import { checkAcl } from './tagged.ts'

interface DescribeInput extends ListInput {
  readonly NetworkAclId?: readonly string[]
}

interface Acl {
  readonly id: string
  readonly vpc: Vpc
  readonly subnets: readonly Subnet[]
}

/** Each VPC has the one that it came with, which lets everything through. */
export const describeNetworkAcls: Action = action<DescribeInput>((ec2, input) => () => {
  const { NetworkAclId: ids } = input
  for (const id of ids ?? []) checkAcl(ec2, id)
  const all = visible(ec2, 'vpcs').map((vpc): Acl => {
    const subnets = visible(ec2, 'subnets').filter((subnet) => subnet.vpc === vpc)
    return { id: vpc.aclId, vpc, subnets }
  })
  const { items, next } = listed(ec2, input, {
    action: 'DescribeNetworkAcls',
    items: all.filter(({ id }) => !ids || ids.includes(id)),
    filters: {
      'association.association-id': ({ subnets }) => subnets.map(({ aclAssociationId }) => aclAssociationId),
      'association.network-acl-id': ({ id, subnets }) => subnets.map(() => id),
      'association.subnet-id': ({ subnets }) => subnets.map(({ id }) => id),
      default: () => ['true'],
      'network-acl-id': ({ id }) => [id],
      'owner-id': () => [ec2.accountId],
      'vpc-id': ({ vpc }) => [vpc.id],
    },
  })
  return { networkAclSet: items.map((acl) => aclFields(ec2, acl)), nextToken: next }
})

const lastRule = 32_767

const aclFields = (ec2: Ec2, { id, vpc, subnets }: Acl): XmlFields => ({
  networkAclId: id,
  vpcId: vpc.id,
  ownerId: ec2.accountId,
  default: true,
  entrySet: [true, false].flatMap((egress) => [
    { ruleNumber: 100, protocol: '-1', ruleAction: 'allow', egress, cidrBlock: '0.0.0.0/0' },
    { ruleNumber: lastRule, protocol: '-1', ruleAction: 'deny', egress, cidrBlock: '0.0.0.0/0' },
  ]),
  associationSet: subnets.map((subnet) => ({
    networkAclAssociationId: subnet.aclAssociationId,
    networkAclId: id,
    subnetId: subnet.id,
  })),
  tagSet: tagSet(ec2, id),
})
