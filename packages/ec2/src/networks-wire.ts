import type { Network } from '@cloud/core'
import { boolean, list, object, required, text, type XmlShape } from '@cloud/core/driver'
import { type Description, described } from './description.ts'
import { nameOf, type TagWire, tagSet } from './tags-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Vpc.html, as spelled in its XML. */
export interface VpcWire {
  readonly vpcId: string
  readonly state?: string
  readonly cidrBlock?: string
  readonly isDefault?: boolean
  readonly instanceTenancy?: string
  readonly dhcpOptionsId?: string
  readonly ownerId?: string
  /** All ranges, the first among them. */
  readonly cidrBlockAssociationSet: readonly {
    readonly associationId?: string
    readonly cidrBlock?: string
  }[]
  readonly ipv6CidrBlockAssociationSet: readonly {
    readonly associationId?: string
    readonly ipv6CidrBlock?: string
  }[]
  readonly tagSet: readonly TagWire[]
}

/** A VPC. It spans the zones of the region, so that it has no `location`; nodes are in its subnets. */
export type Ec2Network = Network<VpcWire>

export const vpc: XmlShape<VpcWire> = object<VpcWire>({
  vpcId: required(text),
  state: text,
  cidrBlock: text,
  isDefault: boolean,
  instanceTenancy: text,
  dhcpOptionsId: text,
  ownerId: text,
  cidrBlockAssociationSet: list(
    'item',
    object<VpcWire['cidrBlockAssociationSet'][number]>({ associationId: text, cidrBlock: text }),
  ),
  ipv6CidrBlockAssociationSet: list(
    'item',
    object<VpcWire['ipv6CidrBlockAssociationSet'][number]>({ associationId: text, ipv6CidrBlock: text }),
  ),
  tagSet,
})

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcs.html */
export const networkDescription: Description<VpcWire, Ec2Network> = {
  noun: 'network',
  action: 'DescribeVpcs',
  ids: 'VpcId',
  pageSize: 1000,
  answer: described('vpcSet', vpc),
  map: toNetwork,
}

export function toNetwork(wire: VpcWire): Ec2Network {
  return {
    kind: 'network',
    id: wire.vpcId,
    name: nameOf(wire.tagSet),
    ...(wire.cidrBlock && { cidr: wire.cidrBlock }),
    default: wire.isDefault ?? false,
    native: wire,
  }
}
