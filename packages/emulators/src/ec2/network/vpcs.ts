import { type Action, action, type Ec2 } from '../action.ts'
import type { FilterTable } from '../filters.ts'
import { newId } from '../new-id.ts'
import { invalidValue, missing, Refusal } from '../refusal.ts'
import { readTagSpecifications, storeTags, type TagSpecification, tagSet } from '../tag-input.ts'
import { refuseUnused } from '../without-effect.ts'
import type { XmlFields } from '../xml.ts'
import { blockText, type Ipv4Block, readIpv4Block } from './cidr.ts'
import { defaultGroupDescription, defaultGroupName } from './default-network.ts'
import { found, foundOrVisible } from './found.ts'
import { allToAnywhere, fromGroup } from './group-rule.ts'
import { type ListInput, listed } from './listing.ts'
import type { Vpc } from './network.ts'
import { addRouteTable, forgetRouteTable } from './route-table.ts'
import { addGroup, forgetGroup } from './security-groups.ts'

interface CreateInput {
  readonly CidrBlock?: string
  readonly InstanceTenancy?: 'default' | 'dedicated' | 'host'
  readonly AmazonProvidedIpv6CidrBlock?: boolean
  readonly TagSpecification?: readonly TagSpecification[]
}

/** With it come a route table, a default security group and a network ACL. */
export const createVpc: Action = action<CreateInput>((ec2, input) => {
  refuseUnused(input, [
    'Ipv4IpamPoolId',
    'Ipv4NetmaskLength',
    'Ipv6CidrBlock',
    'Ipv6CidrBlockNetworkBorderGroup',
    'Ipv6IpamPoolId',
    'Ipv6NetmaskLength',
    'Ipv6Pool',
    'VpcEncryptionControl',
  ])
  if (input.AmazonProvidedIpv6CidrBlock || (input.InstanceTenancy ?? 'default') !== 'default') {
    throw new Refusal('UnsupportedOperation', 'VPCs of the emulated cloud have IPv4 and the default tenancy')
  }
  const block = readVpcBlock(input.CidrBlock)
  if (ec2.network.vpcs.size >= (ec2.limits.vpcs ?? Number.POSITIVE_INFINITY)) {
    throw new Refusal('VpcLimitExceeded', 'The maximum number of VPCs has been reached.')
  }
  const tags = readTagSpecifications(input.TagSpecification, ['vpc'])
  return () => {
    const vpc = addVpc(ec2, block)
    storeTags(ec2, vpc.id, tags.get('vpc'))
    return { vpc: vpcFields(ec2, vpc) }
  }
})

/** A block of /16 to /28. */
function readVpcBlock(text: string | undefined): Ipv4Block {
  if (text === undefined) throw missing('cidrBlock')
  const block = readIpv4Block(text)
  if (!block) {
    throw invalidValue(`Value (${text}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`)
  }
  if (block.bits < 16 || block.bits > 28)
    throw new Refusal('InvalidVpcRange', `The CIDR '${text}' is invalid.`)
  return block
}

function addVpc(ec2: Ec2, block: Ipv4Block): Vpc {
  const vpc: Vpc = {
    id: newId(ec2, 'vpc'),
    createdAt: ec2.centre.clock.now(),
    block,
    isDefault: false,
    associationId: newId(ec2, 'vpc-cidr-assoc'),
    aclId: newId(ec2, 'acl'),
    dnsSupport: true,
    dnsHostnames: false,
    usageMetrics: false,
  }
  ec2.network.vpcs.set(vpc.id, vpc)
  addRouteTable(ec2, vpc, { main: true })
  const group = addGroup(ec2, {
    vpc,
    name: defaultGroupName,
    description: defaultGroupDescription,
    rules: [],
  })
  group.rules = [fromGroup(newId(ec2, 'sgr'), group.id), allToAnywhere(newId(ec2, 'sgr'))]
  return vpc
}

interface DescribeInput extends ListInput {
  readonly VpcId?: readonly string[]
}

export const describeVpcs: Action = action<DescribeInput>((ec2, input) => () => {
  const { items, next } = listed(ec2, input, {
    action: 'DescribeVpcs',
    items: foundOrVisible(ec2, 'vpcs', input.VpcId),
    filters: vpcFilters(ec2),
  })
  return { vpcSet: items.map((vpc) => vpcFields(ec2, vpc)), nextToken: next }
})

const vpcFilters = (ec2: Ec2): FilterTable<Vpc> => ({
  cidr: ({ block }) => [blockText(block)],
  'cidr-block-association.association-id': ({ associationId }) => [associationId],
  'cidr-block-association.cidr-block': ({ block }) => [blockText(block)],
  'cidr-block-association.state': () => ['associated'],
  'dhcp-options-id': () => [dhcpOptionsId],
  'is-default': ({ isDefault }) => [String(isDefault)],
  isDefault: ({ isDefault }) => [String(isDefault)],
  'owner-id': () => [ec2.accountId],
  state: (vpc) => [stateOf(ec2, vpc)],
  'vpc-id': ({ id }) => [id],
})

const dhcpOptionsId = 'dopt-0dddddddddddddddd'

/** What was made is there after as long as other changes take. */
export const stateOf = (ec2: Ec2, { createdAt }: { readonly createdAt: number }): 'pending' | 'available' =>
  ec2.centre.clock.now() - createdAt < ec2.centre.times.actionMs ? 'pending' : 'available'

function vpcFields(ec2: Ec2, vpc: Vpc): XmlFields {
  const cidrBlock = blockText(vpc.block)
  return {
    vpcId: vpc.id,
    ownerId: ec2.accountId,
    state: stateOf(ec2, vpc),
    cidrBlock,
    cidrBlockAssociationSet: [
      { cidrBlock, associationId: vpc.associationId, cidrBlockState: { state: 'associated' } },
    ],
    ipv6CidrBlockAssociationSet: [],
    dhcpOptionsId,
    instanceTenancy: 'default',
    isDefault: vpc.isDefault,
    tagSet: tagSet(ec2, vpc.id),
  }
}

export const deleteVpc: Action = action<{ readonly VpcId: string }>((ec2, { VpcId }) => {
  const vpc = found(ec2, 'vpcs', VpcId)
  const { subnets, groups, gateways, routeTables } = ec2.network
  const ownGroups = [...groups.values()].filter((group) => group.vpc === vpc)
  const ownTables = [...routeTables.values()].filter((table) => table.vpc === vpc)
  const isNeeded =
    [...subnets.values()].some((subnet) => subnet.vpc === vpc) ||
    [...gateways.values()].some(({ vpcId }) => vpcId === vpc.id) ||
    ownGroups.length > 1 ||
    ownTables.length > 1
  if (isNeeded) {
    throw new Refusal('DependencyViolation', `The vpc '${vpc.id}' has dependencies and cannot be deleted.`)
  }
  return () => {
    for (const group of ownGroups) forgetGroup(ec2, group)
    for (const table of ownTables) forgetRouteTable(ec2, table)
    ec2.network.vpcs.delete(vpc.id)
    for (const id of [vpc.id, vpc.aclId]) ec2.centre.tags.forget(id)
    return { return: true }
  }
})
