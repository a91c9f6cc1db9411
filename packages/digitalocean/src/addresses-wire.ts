import type { Address } from '@cloud/core'

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Reserved-IPs */
export interface ReservedIpWire {
  readonly ip: string
  readonly region: { readonly slug: string }
  readonly droplet?: { readonly id?: number } | null
  readonly locked: boolean
  readonly project_id?: string
}

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Reserved-IPv6 */
export interface ReservedIpv6Wire {
  readonly ip: string
  readonly region_slug: string
  readonly reserved_at: string
  readonly droplet?: { readonly id?: number } | null
}

export type AddressWire = ReservedIpWire | ReservedIpv6Wire

/** A reserved IP; its id is the address itself. */
export type DigitalOceanAddress = Address<AddressWire>

export function toAddress(wire: AddressWire): DigitalOceanAddress {
  const node = wire.droplet?.id
  return {
    kind: 'address',
    id: wire.ip,
    name: wire.ip,
    ip: wire.ip,
    version: 'region_slug' in wire ? 6 : 4,
    ...(node !== undefined && { node: String(node) }),
    location: 'region_slug' in wire ? wire.region_slug : wire.region.slug,
    native: wire,
  }
}
