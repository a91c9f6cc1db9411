import { type Ec2, isVisible } from '../action.ts'
import { Refusal } from '../refusal.ts'
import type { NetworkKinds } from './network.ts'

interface Kind {
  readonly prefix: string
  readonly malformed: string
  readonly notFound: string
  /** What the message calls it. */
  readonly name: string
}

/** EC2 spells the codes of each kind in its own way: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const kinds = {
  vpcs: {
    prefix: 'vpc',
    malformed: 'InvalidVpcID.Malformed',
    notFound: 'InvalidVpcID.NotFound',
    name: 'vpc ID',
  },
  subnets: {
    prefix: 'subnet',
    malformed: 'InvalidSubnetID.Malformed',
    notFound: 'InvalidSubnetID.NotFound',
    name: 'subnet ID',
  },
  groups: {
    prefix: 'sg',
    malformed: 'InvalidGroupId.Malformed',
    notFound: 'InvalidGroup.NotFound',
    name: 'security group',
  },
  gateways: {
    prefix: 'igw',
    malformed: 'InvalidInternetGatewayId.Malformed',
    notFound: 'InvalidInternetGatewayID.NotFound',
    name: 'internetGateway ID',
  },
  routeTables: {
    prefix: 'rtb',
    malformed: 'InvalidRouteTableId.Malformed',
    notFound: 'InvalidRouteTableID.NotFound',
    name: 'routeTable ID',
  },
  addresses: {
    prefix: 'eipalloc',
    malformed: 'InvalidAllocationID.NotFound',
    notFound: 'InvalidAllocationID.NotFound',
    name: 'allocation ID',
  },
  interfaces: {
    prefix: 'eni',
    malformed: 'InvalidNetworkInterfaceId.Malformed',
    notFound: 'InvalidNetworkInterfaceID.NotFound',
    name: 'networkInterface ID',
  },
} as const satisfies Readonly<Record<keyof NetworkKinds, Kind>>

/** The thing of this id. Throws the `Refusal` of its kind for what is no id, and for that of nothing. */
export function found<K extends keyof NetworkKinds>(ec2: Ec2, kind: K, id: string): NetworkKinds[K] {
  const { prefix, malformed, notFound, name } = kinds[kind]
  if (!new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`).test(id)) {
    throw new Refusal(malformed, `Invalid id: "${id}" (expecting "${prefix}-...")`)
  }
  const item = ec2.network[kind].get(id)
  if (!item || !isVisible(ec2, item.createdAt)) {
    throw new Refusal(notFound, `The ${name} '${id}' does not exist`)
  }
  return item
}

/** Everything of a kind that the API shows: what was just made comes late. */
export const visible = <K extends keyof NetworkKinds>(ec2: Ec2, kind: K): readonly NetworkKinds[K][] =>
  [...ec2.network[kind].values()].filter(({ createdAt }) => isVisible(ec2, createdAt))

/** Those of the ids, where there are any, else everything of the kind that the API shows. */
export const foundOrVisible = <K extends keyof NetworkKinds>(
  ec2: Ec2,
  kind: K,
  ids: readonly string[] | undefined,
): readonly NetworkKinds[K][] =>
  ids ? [...new Set(ids)].map((id) => found(ec2, kind, id)) : visible(ec2, kind)
