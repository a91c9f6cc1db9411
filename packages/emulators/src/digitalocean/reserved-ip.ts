import type { DigitalOcean } from './cloud.ts'
import type { Droplet } from './droplet.ts'
import { notFound } from './refusal.ts'
import type { Region } from './region-catalogue.ts'

/** An address of the account, which leads to a droplet of its region or to none. */
export interface ReservedIp {
  readonly address: string
  readonly version: 4 | 6
  /** What actions call it by. */
  readonly number: number
  readonly region: Region
  readonly createdAt: number
  dropletId: number | undefined
  /** An action is under way. */
  locked: boolean
}

export const resourceType = ({ version }: Pick<ReservedIp, 'version'>): string =>
  version === 4 ? 'reserved_ip' : 'reserved_ipv6'

export const ipsOf = (cloud: DigitalOcean, version: 4 | 6): readonly ReservedIp[] =>
  [...cloud.reservedIps.values()].filter((ip) => ip.version === version)

export function existingIp(cloud: DigitalOcean, version: 4 | 6, address = ''): ReservedIp {
  const ip = cloud.reservedIps.get(address)
  if (ip?.version !== version) throw notFound()
  return ip
}

/** From now on the address leads to the droplet, and no longer to the one before. */
export function lead(cloud: DigitalOcean, ip: ReservedIp, droplet: Droplet | undefined): void {
  const before = cloud.droplets.get(ip.dropletId ?? Number.NaN)
  before?.server.otherAddresses.delete(ip.address)
  ip.dropletId = droplet?.id
  droplet?.server.otherAddresses.add(ip.address)
}

/** A droplet that is gone leaves its addresses to the account. */
export function releaseIps({ reservedIps: all }: DigitalOcean, { id, server }: Droplet): void {
  for (const ip of all.values()) {
    if (ip.dropletId !== id) continue
    ip.dropletId = undefined
    server.otherAddresses.delete(ip.address)
  }
}
