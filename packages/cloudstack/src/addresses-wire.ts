import type { Address } from '@cloud/core'
import type { TagWire } from './tags-wire.ts'

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listPublicIpAddresses.html */
export interface AddressWire {
  readonly id: string
  readonly ipaddress: string
  readonly state?: string
  readonly zoneid: string
  readonly zonename?: string
  readonly issourcenat?: boolean
  readonly isstaticnat?: boolean
  readonly isportable?: boolean
  readonly associatednetworkid?: string
  readonly networkid?: string
  readonly vpcid?: string
  readonly virtualmachineid?: string
  readonly virtualmachinename?: string
  readonly vmipaddress?: string
  readonly purpose?: string
  readonly allocated?: string
  readonly tags?: readonly TagWire[]
}

/** What is under `native` of an address. */
export interface CloudStackAddressNative extends AddressWire {
  /** The job that the driver waited for: of `createAddress` alone. */
  readonly operation?: string
}

/** An address of this driver, the source addresses of networks among them (`native.issourcenat`). */
export type CloudStackAddress = Address<CloudStackAddressNative>

export function toAddress(wire: AddressWire, operation?: string): CloudStackAddress {
  const { ipaddress: ip, isstaticnat, virtualmachineid: node } = wire
  return {
    kind: 'address',
    id: wire.id,
    name: ip,
    ip,
    version: 4,
    ...(isstaticnat && node && { node }),
    location: wire.zoneid,
    native: operation === undefined ? wire : { ...wire, operation },
  }
}

/** What is given back is told for a while. */
export const isReleased = ({ state = '' }: AddressWire): boolean => /^(releasing|free)$/i.test(state)
