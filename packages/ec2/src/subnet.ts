import type { CallOptions, Ref, Resource } from '@cloud/core'
import {
  boolean,
  checkCidr,
  checkNames,
  checkText,
  defined,
  idOf,
  list,
  number,
  object,
  required,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { type Ec2Client, send } from './client.ts'
import { type Description, described } from './description.ts'
import { ec2Id } from './ids.ts'
import { byIntent, newIntent } from './intent.ts'
import { remove } from './removal.ts'
import { tagsOfNew } from './resource-tags.ts'
import { nameOf, type TagWire, tagSet } from './tags-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html, as spelled in its XML. */
export interface SubnetWire {
  readonly subnetId: string
  readonly vpcId: string
  readonly state?: string
  readonly cidrBlock?: string
  readonly availabilityZone?: string
  readonly availableIpAddressCount?: number
  readonly defaultForAz?: boolean
  readonly mapPublicIpOnLaunch?: boolean
  readonly assignIpv6AddressOnCreation?: boolean
  readonly ownerId?: string
  readonly ipv6CidrBlockAssociationSet: readonly {
    readonly associationId?: string
    readonly ipv6CidrBlock?: string
  }[]
  readonly tagSet: readonly TagWire[]
}

/** A part of a network, in one location. `network` is the id of the network. */
export interface Ec2Subnet extends Resource<'subnet', SubnetWire> {
  readonly network: string
  readonly cidr?: string
  readonly location?: string
}

export interface Ec2CreateSubnet {
  readonly network: Ref<'network'>
  /** A part of the network's range that no other subnet has, with a prefix from 16 to 28. */
  readonly cidr: string
  /** A part of the network's range of IPv6, with the prefix 64. */
  readonly ipv6Cidr?: string | undefined
  /** Left out, EC2 chooses. */
  readonly location?: Ref<'location'> | undefined
  readonly name?: string | undefined
}

const subnet: XmlShape<SubnetWire> = object<SubnetWire>({
  subnetId: required(text),
  vpcId: required(text),
  state: text,
  cidrBlock: text,
  availabilityZone: text,
  availableIpAddressCount: number,
  defaultForAz: boolean,
  mapPublicIpOnLaunch: boolean,
  assignIpv6AddressOnCreation: boolean,
  ownerId: text,
  ipv6CidrBlockAssociationSet: list(
    'item',
    object<SubnetWire['ipv6CidrBlockAssociationSet'][number]>({ associationId: text, ipv6CidrBlock: text }),
  ),
  tagSet,
})

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html */
export const subnetDescription: Description<SubnetWire, Ec2Subnet> = {
  noun: 'subnet',
  action: 'DescribeSubnets',
  ids: 'SubnetId',
  pageSize: 1000,
  answer: described('subnetSet', subnet),
  map: toSubnet,
}

function toSubnet(wire: SubnetWire): Ec2Subnet {
  return {
    kind: 'subnet',
    id: wire.subnetId,
    name: nameOf(wire.tagSet),
    network: wire.vpcId,
    ...defined({ cidr: wire.cidrBlock, location: wire.availabilityZone }),
    native: wire,
  }
}

export function checkSubnet(what: string, options: Omit<Ec2CreateSubnet, 'network'>): void {
  checkNames(what, options, ['cidr', 'ipv6Cidr', 'location', 'name'])
  const { cidr, ipv6Cidr, location, name } = options
  checkCidr(cidr, [4])
  if (ipv6Cidr !== undefined) checkCidr(ipv6Cidr, [6])
  if (location !== undefined) idOf('location', location, 'location')
  if (name !== undefined) checkText('The name of the subnet', name, { max: 255 })
}

interface CreatedWire {
  readonly subnet: SubnetWire
}

const created: XmlShape<CreatedWire> = object<CreatedWire>({ subnet: required(subnet) })

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html */
export async function makeSubnet(
  client: Ec2Client,
  { network, cidr, ipv6Cidr, location, name }: Ec2CreateSubnet,
  call: CallOptions,
): Promise<Ec2Subnet> {
  const intent = newIntent()
  const parameters = {
    VpcId: ec2Id('network', network),
    CidrBlock: cidr,
    Ipv6CidrBlock: ipv6Cidr,
    AvailabilityZone: location === undefined ? undefined : idOf('location', location, 'location'),
    TagSpecification: tagsOfNew('subnet', { name, intent }),
  }
  const repeat = byIntent(client, {
    description: subnetDescription,
    intent,
    toAnswer: ({ native }: Ec2Subnet): CreatedWire => ({ subnet: native }),
    remove: ({ id }, left) => removeSubnet(client, id, left),
  })
  const wire = await send(client, { name: 'CreateSubnet', repeat, parameters, answer: created }, call)
  return toSubnet(wire.subnet)
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSubnet.html */
export function removeSubnet(client: Ec2Client, id: string, call: CallOptions): Promise<void> {
  return remove(client, { name: 'DeleteSubnet', parameters: { SubnetId: id } }, call)
}
