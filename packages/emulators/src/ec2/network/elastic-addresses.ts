import { type Action, action, type Ec2, type FilterInput } from '../action.ts'
import { applyFilters, type FilterTable } from '../filters.ts'
import { newId } from '../new-id.ts'
import { invalidValue, missing, Refusal } from '../refusal.ts'
import { readTagSpecifications, storeTags, type TagSpecification, tagSet } from '../tag-input.ts'
import { refuseUnused } from '../without-effect.ts'
import type { XmlFields } from '../xml.ts'
import { found, visible } from './found.ts'
import type { ElasticAddress } from './network.ts'

interface AllocateInput {
  readonly Domain?: 'vpc' | 'standard'
  readonly PublicIpv4Pool?: string
  readonly NetworkBorderGroup?: string
  readonly TagSpecification?: readonly TagSpecification[]
}

export const allocateAddress: Action = action<AllocateInput>((ec2, input) => {
  refuseUnused(input, ['Address', 'CustomerOwnedIpv4Pool', 'IpamPoolId'])
  if (input.Domain === 'standard') throw invalidValue("Invalid value 'standard' for domain.")
  if (input.PublicIpv4Pool !== undefined && input.PublicIpv4Pool !== 'amazon') {
    throw new Refusal(
      'InvalidPublicIpv4PoolID.NotFound',
      `The pool ID '${input.PublicIpv4Pool}' does not exist.`,
    )
  }
  if (input.NetworkBorderGroup !== undefined && input.NetworkBorderGroup !== ec2.region) {
    throw invalidValue(`Invalid value '${input.NetworkBorderGroup}' for networkBorderGroup.`)
  }
  if (ec2.network.addresses.size >= (ec2.limits.addresses ?? Number.POSITIVE_INFINITY)) {
    throw new Refusal('AddressLimitExceeded', 'The maximum number of addresses has been reached.')
  }
  const tags = readTagSpecifications(input.TagSpecification, ['elastic-ip'])
  return () => {
    const allocated: ElasticAddress = {
      id: newId(ec2, 'eipalloc'),
      createdAt: ec2.centre.clock.now(),
      address: takeIpv4(ec2),
      association: undefined,
    }
    ec2.network.addresses.set(allocated.id, allocated)
    storeTags(ec2, allocated.id, tags.get('elastic-ip'))
    return { allocationId: allocated.id, publicIp: allocated.address, ...poolFields(ec2) }
  }
})

const poolFields = ({ region }: Ec2) => ({
  publicIpv4Pool: 'amazon',
  networkBorderGroup: region,
  domain: 'vpc',
})

/** The data centre goes on with IPv6 addresses when there are no others, which is nothing for what must be IPv4. */
function takeIpv4({ centre }: Ec2): string {
  const address = centre.publicAddresses.take()
  if (!address.includes(':')) return address
  centre.publicAddresses.giveBack(address)
  throw new Refusal(
    'InsufficientAddressCapacity',
    'There are not enough public addresses to satisfy the request.',
  )
}

interface DescribeInput {
  readonly PublicIp?: readonly string[]
  readonly AllocationId?: readonly string[]
  readonly Filter?: readonly FilterInput[]
}

export const describeAddresses: Action = action<DescribeInput>((ec2, input) => () => {
  const { PublicIp: ips, AllocationId: ids } = input
  const all = visible(ec2, 'addresses')
  for (const id of ids ?? []) found(ec2, 'addresses', id)
  const lost = ips?.find((ip) => !all.some(({ address }) => address === ip))
  if (lost !== undefined) throw new Refusal('InvalidAddress.NotFound', `Address '${lost}' not found.`)
  const asked = all.filter(({ id, address }) => (!ids && !ips) || ids?.includes(id) || ips?.includes(address))
  const items = applyFilters(asked, input.Filter, addressFilters(ec2), ({ id }) => ec2.centre.tags.of(id))
  return { addressesSet: items.map((address) => addressFields(ec2, address)) }
})

const holderOf = (ec2: Ec2, { association }: ElasticAddress) =>
  ec2.instances.get(association?.instanceId ?? '')

const addressFilters = (ec2: Ec2): FilterTable<ElasticAddress> => ({
  'allocation-id': ({ id }) => [id],
  'association-id': ({ association }) => [association?.id],
  domain: () => ['vpc'],
  'instance-id': ({ association }) => [association?.instanceId],
  'network-border-group': () => [ec2.region],
  'network-interface-id': (address) => [holderOf(ec2, address)?.interfaceId],
  'network-interface-owner-id': (address) => [holderOf(ec2, address) && ec2.accountId],
  'private-ip-address': (address) => [holderOf(ec2, address)?.server.privateAddress],
  'public-ip': ({ address }) => [address],
})

function addressFields(ec2: Ec2, elastic: ElasticAddress): XmlFields {
  const holder = holderOf(ec2, elastic)
  return {
    publicIp: elastic.address,
    allocationId: elastic.id,
    ...poolFields(ec2),
    ...(holder && {
      associationId: elastic.association?.id,
      instanceId: holder.id,
      networkInterfaceId: holder.interfaceId,
      networkInterfaceOwnerId: ec2.accountId,
      privateIpAddress: holder.server.privateAddress,
      subnetId: holder.subnet.id,
    }),
    tagSet: tagSet(ec2, elastic.id),
  }
}

interface ReleaseInput {
  readonly AllocationId?: string
  readonly PublicIp?: string
  readonly NetworkBorderGroup?: string
}

export const releaseAddress: Action = action<ReleaseInput>((ec2, input) => {
  if (input.AllocationId === undefined && input.PublicIp !== undefined) {
    throw invalidValue('You must specify an allocation id when releasing a VPC elastic IP address')
  }
  if (input.AllocationId === undefined) throw missing('allocationId')
  const elastic = found(ec2, 'addresses', input.AllocationId)
  if (elastic.association) {
    throw new Refusal('InvalidIPAddress.InUse', `Address ${elastic.address} is in use.`)
  }
  return () => {
    ec2.network.addresses.delete(elastic.id)
    ec2.centre.tags.forget(elastic.id)
    ec2.centre.publicAddresses.giveBack(elastic.address)
    return { return: true }
  }
})

interface AttributeInput {
  readonly AllocationId?: readonly string[]
  readonly Attribute?: string
}

/** No address has a name of its own: there is no reverse DNS. */
export const describeAddressesAttribute: Action = action<AttributeInput>(
  (ec2, { AllocationId: ids = [] }) =>
    () => {
      for (const id of ids) found(ec2, 'addresses', id)
      return { addressSet: [] }
    },
)
