import type { Address } from '@cloud/core'
import { idIn, idOfPlace, nameIn } from './ids.ts'

/** https://cloud.google.com/compute/docs/reference/rest/v1/addresses */
export interface AddressWire {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly address: string
  readonly addressType?: string
  readonly ipVersion?: string
  readonly networkTier?: string
  readonly region?: string
  readonly status: string
  readonly users?: readonly string[]
  readonly purpose?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly creationTimestamp: string
  readonly selfLink: string
}

export type GceAddress = Address<AddressWire>

/** Only instances of a zone are nodes: what else has an address, such as a forwarding rule, is in a region. */
const isInstance = (link: string) => /\/zones\/[^/]+\/instances\//.test(link)

export function toAddress(wire: AddressWire): GceAddress {
  const location = nameIn(wire.region ?? '')
  const user = wire.users?.find(isInstance)
  return {
    kind: 'address',
    id: idOfPlace({ location, name: wire.name }),
    name: wire.name,
    ip: wire.address,
    version: wire.ipVersion === 'IPV6' ? 6 : 4,
    ...(user !== undefined && { node: idIn(user) }),
    location,
    native: wire,
  }
}
