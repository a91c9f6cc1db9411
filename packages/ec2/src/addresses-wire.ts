import type { Address } from '@cloud/core'
import { object, required, text, type XmlShape } from '@cloud/core/driver'
import { type Description, described } from './description.ts'
import { nameOf, type TagWire, tagSet } from './tags-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Address.html, as spelled in its XML. */
export interface AddressWire {
  readonly allocationId: string
  readonly publicIp: string
  readonly domain?: string
  /** Of what it leads to, if it does. */
  readonly associationId?: string
  readonly instanceId?: string
  readonly networkInterfaceId?: string
  readonly networkInterfaceOwnerId?: string
  readonly privateIpAddress?: string
  readonly networkBorderGroup?: string
  readonly publicIpv4Pool?: string
  readonly tagSet: readonly TagWire[]
}

/** An Elastic IP address. It leads to nodes of all zones, so that it has no `location`; its name is its tag `Name`, or itself. */
export type Ec2Address = Address<AddressWire>

const members = {
  allocationId: required(text),
  publicIp: required(text),
  domain: text,
  networkBorderGroup: text,
  publicIpv4Pool: text,
}

export type AllocatedWire = Pick<
  AddressWire,
  'allocationId' | 'publicIp' | 'domain' | 'networkBorderGroup' | 'publicIpv4Pool'
>

export const allocated: XmlShape<AllocatedWire> = object<AllocatedWire>(members)

const address: XmlShape<AddressWire> = object<AddressWire>({
  ...members,
  associationId: text,
  instanceId: text,
  networkInterfaceId: text,
  networkInterfaceOwnerId: text,
  privateIpAddress: text,
  tagSet,
})

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAddresses.html; it has no pages. */
export const addressDescription: Description<AddressWire, Ec2Address> = {
  noun: 'address',
  action: 'DescribeAddresses',
  ids: 'AllocationId',
  pageSize: 0,
  answer: described('addressesSet', address),
  map: toAddress,
}

export function toAddress(wire: AddressWire): Ec2Address {
  const { allocationId, publicIp, instanceId } = wire
  return {
    kind: 'address',
    id: allocationId,
    name: nameOf(wire.tagSet) || publicIp,
    ip: publicIp,
    version: 4,
    // Where it leads nowhere, the element may be there and empty.
    ...(instanceId && { node: instanceId }),
    native: wire,
  }
}
