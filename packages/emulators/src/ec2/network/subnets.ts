import { rangeAddresses } from '../../centre/addresses.ts'
import { type Action, action, type Ec2 } from '../action.ts'
import type { FilterTable } from '../filters.ts'
import { newId } from '../new-id.ts'
import { invalidValue, missing, Refusal } from '../refusal.ts'
import { readTagSpecifications, storeTags, type TagSpecification, tagSet } from '../tag-input.ts'
import { refuseUnused } from '../without-effect.ts'
import type { XmlFields } from '../xml.ts'
import type { Zone } from '../zones.ts'
import { arnOf } from './arn.ts'
import { blockText, contains, type Ipv4Block, overlap, readIpv4Block } from './cidr.ts'
import { found, foundOrVisible } from './found.ts'
import { type ListInput, listed } from './listing.ts'
import type { Subnet, Vpc } from './network.ts'
import { dropSubnetAssociation } from './route-table.ts'
import { freeAddresses } from './subnet-addresses.ts'
import { stateOf } from './vpcs.ts'

interface CreateInput {
  readonly VpcId: string
  readonly CidrBlock?: string
  readonly AvailabilityZone?: string
  readonly AvailabilityZoneId?: string
  readonly TagSpecification?: readonly TagSpecification[]
}

export const createSubnet: Action = action<CreateInput>((ec2, input) => {
  refuseUnused(input, [
    'Ipv4IpamPoolId',
    'Ipv4NetmaskLength',
    'Ipv6CidrBlock',
    'Ipv6IpamPoolId',
    'Ipv6Native',
    'Ipv6NetmaskLength',
    'OutpostArn',
  ])
  const vpc = found(ec2, 'vpcs', input.VpcId)
  const block = readSubnetBlock(ec2, vpc, input.CidrBlock)
  const zone = chosenZone(ec2, input)
  const ofVpc = [...ec2.network.subnets.values()].filter((subnet) => subnet.vpc === vpc)
  if (ofVpc.length >= mostSubnets) {
    throw new Refusal('SubnetLimitExceeded', 'The maximum number of subnets has been reached.')
  }
  const tags = readTagSpecifications(input.TagSpecification, ['subnet'])
  return () => {
    const subnet: Subnet = {
      id: newId(ec2, 'subnet'),
      createdAt: ec2.centre.clock.now(),
      vpc,
      zone,
      block,
      isDefault: false,
      aclAssociationId: newId(ec2, 'aclassoc'),
      addresses: rangeAddresses(blockText(block), 4),
      mapsPublicAddress: false,
    }
    ec2.network.subnets.set(subnet.id, subnet)
    storeTags(ec2, subnet.id, tags.get('subnet'))
    return { subnet: subnetFields(ec2, subnet) }
  }
})

const mostSubnets = 200

/** A block of /16 to /28 in the VPC's, beside those of its other subnets. */
function readSubnetBlock(ec2: Ec2, vpc: Vpc, text: string | undefined): Ipv4Block {
  if (text === undefined) throw missing('cidrBlock')
  const block = readIpv4Block(text)
  if (!block) {
    throw invalidValue(`Value (${text}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`)
  }
  if (block.bits < 16 || block.bits > 28 || !contains(vpc.block, block)) {
    throw new Refusal('InvalidSubnet.Range', `The CIDR '${text}' is invalid.`)
  }
  const subnets = [...ec2.network.subnets.values()].filter((subnet) => subnet.vpc === vpc)
  if (subnets.some((subnet) => overlap(subnet.block, block))) {
    throw new Refusal('InvalidSubnet.Conflict', `The CIDR '${text}' conflicts with another subnet`)
  }
  return block
}

function chosenZone(ec2: Ec2, { AvailabilityZone: name, AvailabilityZoneId: id }: CreateInput): Zone {
  const zone = ec2.zones.find(
    (one) => (name === undefined || one.name === name) && (id === undefined || one.id === id),
  )
  if (zone) return zone
  throw invalidValue(
    `Value (${name ?? id}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${ec2.zones.map((one) => one.name).join(', ')}.`,
  )
}

interface DescribeInput extends ListInput {
  readonly SubnetId?: readonly string[]
}

export const describeSubnets: Action = action<DescribeInput>((ec2, input) => () => {
  const { items, next } = listed(ec2, input, {
    action: 'DescribeSubnets',
    items: foundOrVisible(ec2, 'subnets', input.SubnetId),
    filters: subnetFilters(ec2),
  })
  return { subnetSet: items.map((subnet) => subnetFields(ec2, subnet)), nextToken: next }
})

const subnetFilters = (ec2: Ec2): FilterTable<Subnet> => ({
  'availability-zone': ({ zone }) => [zone.name],
  'availability-zone-id': ({ zone }) => [zone.id],
  availabilityZone: ({ zone }) => [zone.name],
  'available-ip-address-count': (subnet) => [String(freeAddresses(ec2, subnet))],
  cidr: ({ block }) => [blockText(block)],
  'cidr-block': ({ block }) => [blockText(block)],
  cidrBlock: ({ block }) => [blockText(block)],
  'default-for-az': ({ isDefault }) => [String(isDefault)],
  defaultForAz: ({ isDefault }) => [String(isDefault)],
  'map-public-ip-on-launch': ({ mapsPublicAddress }) => [String(mapsPublicAddress)],
  'owner-id': () => [ec2.accountId],
  state: (subnet) => [stateOf(ec2, subnet)],
  'subnet-arn': ({ id }) => [arnOf(ec2, 'subnet', id)],
  'subnet-id': ({ id }) => [id],
  'vpc-id': ({ vpc }) => [vpc.id],
})

function subnetFields(ec2: Ec2, subnet: Subnet): XmlFields {
  return {
    subnetId: subnet.id,
    subnetArn: arnOf(ec2, 'subnet', subnet.id),
    state: stateOf(ec2, subnet),
    vpcId: subnet.vpc.id,
    ownerId: ec2.accountId,
    cidrBlock: blockText(subnet.block),
    ipv6CidrBlockAssociationSet: [],
    assignIpv6AddressOnCreation: false,
    availableIpAddressCount: freeAddresses(ec2, subnet),
    availabilityZone: subnet.zone.name,
    availabilityZoneId: subnet.zone.id,
    defaultForAz: subnet.isDefault,
    mapPublicIpOnLaunch: subnet.mapsPublicAddress,
    mapCustomerOwnedIpOnLaunch: false,
    enableDns64: false,
    ipv6Native: false,
    privateDnsNameOptionsOnLaunch: {
      hostnameType: 'ip-name',
      enableResourceNameDnsARecord: false,
      enableResourceNameDnsAAAARecord: false,
    },
    tagSet: tagSet(ec2, subnet.id),
  }
}

interface ModifyInput {
  readonly SubnetId: string
  readonly MapPublicIpOnLaunch?: { readonly Value?: boolean }
}

export const modifySubnetAttribute: Action = action<ModifyInput>((ec2, input) => {
  refuseUnused(input, [
    'AssignIpv6AddressOnCreation',
    'CustomerOwnedIpv4Pool',
    'DisableLniAtDeviceIndex',
    'EnableDns64',
    'EnableLniAtDeviceIndex',
    'EnableResourceNameDnsAAAARecordOnLaunch',
    'EnableResourceNameDnsARecordOnLaunch',
    'MapCustomerOwnedIpOnLaunch',
    'PrivateDnsHostnameTypeOnLaunch',
  ])
  const subnet = found(ec2, 'subnets', input.SubnetId)
  if (!input.MapPublicIpOnLaunch) throw missing('mapPublicIpOnLaunch')
  const { Value: value = false } = input.MapPublicIpOnLaunch
  return () => {
    subnet.mapsPublicAddress = value
    return { return: true }
  }
})

export const deleteSubnet: Action = action<{ readonly SubnetId: string }>((ec2, { SubnetId }) => {
  const subnet = found(ec2, 'subnets', SubnetId)
  const instances = [...ec2.instances.values()].filter(({ server }) => server.state !== 'terminated')
  if ([...instances, ...ec2.network.interfaces.values()].some((one) => one.subnet === subnet)) {
    throw new Refusal(
      'DependencyViolation',
      `The subnet '${subnet.id}' has dependencies and cannot be deleted.`,
    )
  }
  return () => {
    dropSubnetAssociation(ec2, subnet.id)
    ec2.network.subnets.delete(subnet.id)
    ec2.centre.tags.forget(subnet.id)
    return { return: true }
  }
})
