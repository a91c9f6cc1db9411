import type { RangePool } from '../../centre/addresses.ts'
import type { Zone } from '../zones.ts'
import { readIpv4Block } from './cidr.ts'
import { allToAnywhere, fromGroup } from './group-rule.ts'
import type { Network, Subnet, Vpc } from './network.ts'

export const defaultGroupName = 'default'
export const defaultGroupDescription = 'default VPC security group'

/** Their ids are the same in every run. */
const idOf = (prefix: string, digit: string | number) => `${prefix}-0${String(digit).repeat(16)}`

interface DefaultNetworkOptions {
  readonly zones: readonly Zone[]
  /** One for each zone, of addresses in its block of 172.31.0.0/16. */
  readonly privateAddresses: readonly RangePool[]
  /** Milliseconds since 1970. */
  readonly now: number
}

/** The network that every account has from the start: a VPC with an internet gateway and a subnet in each zone. */
export function defaultNetwork({ zones, privateAddresses, now }: DefaultNetworkOptions): Network {
  // What was there before the account did anything is visible at once.
  const createdAt = now - 365 * 86_400_000
  const vpc: Vpc = {
    id: idOf('vpc', 'd'),
    createdAt,
    block: blockOf('172.31.0.0/16'),
    isDefault: true,
    associationId: idOf('vpc-cidr-assoc', 'd'),
    aclId: idOf('acl', 'd'),
    dnsSupport: true,
    dnsHostnames: true,
    usageMetrics: false,
  }
  const gateway = { id: idOf('igw', 'd'), createdAt, vpcId: vpc.id }
  const groupId = idOf('sg', 'd')
  const group = {
    id: groupId,
    createdAt,
    vpc,
    name: defaultGroupName,
    description: defaultGroupDescription,
    rules: [fromGroup(idOf('sgr', 'd'), groupId), allToAnywhere(idOf('sgr', 'e'))],
  }
  const routeTable = {
    id: idOf('rtb', 'd'),
    createdAt,
    vpc,
    routes: [
      { destination: '172.31.0.0/16', target: { kind: 'local' } as const },
      { destination: '0.0.0.0/0', target: { kind: 'gateway', id: gateway.id } as const },
    ],
    associations: [{ id: idOf('rtbassoc', 'd'), subnetId: undefined }],
  }
  const subnets = zones.flatMap((zone) => {
    const addresses = privateAddresses[zone.index]
    return addresses ? [defaultSubnet(vpc, zone, addresses)] : []
  })
  return {
    vpcs: new Map([[vpc.id, vpc]]),
    subnets: new Map(subnets.map((subnet) => [subnet.id, subnet])),
    groups: new Map([[groupId, group]]),
    gateways: new Map([[gateway.id, gateway]]),
    routeTables: new Map([[routeTable.id, routeTable]]),
    addresses: new Map(),
    interfaces: new Map(),
  }
}

const defaultSubnet = (vpc: Vpc, zone: Zone, addresses: RangePool): Subnet => ({
  id: idOf('subnet', zone.index + 1),
  createdAt: vpc.createdAt,
  vpc,
  zone,
  block: blockOf(`172.31.${zone.index * 16}.0/20`),
  isDefault: true,
  aclAssociationId: idOf('aclassoc', zone.index + 1),
  addresses,
  mapsPublicAddress: true,
})

function blockOf(text: string) {
  const block = readIpv4Block(text)
  if (!block) throw new Error(`Not a block: ${text}`)
  return block
}
