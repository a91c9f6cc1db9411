import { defaultLimits } from './account.ts'
import type { DigitalOcean } from './cloud.ts'
import { forgetResource } from './project.ts'
import { takePublicV4 } from './public-address.ts'
import { unprocessable } from './refusal.ts'
import type { Region } from './region-catalogue.ts'
import { ipsOf, lead, type ReservedIp, resourceType } from './reserved-ip.ts'
import { urnOf } from './urn.ts'

/** Reserves an address in a region. Throws a `Refusal` where the account may have no more, or there are no more. */
export function reserve(cloud: DigitalOcean, version: 4 | 6, region: Region): ReservedIp {
  const { reservedIpLimit = defaultLimits.reservedIps } = cloud.options
  if (ipsOf(cloud, version).length >= reservedIpLimit)
    throw unprocessable('You have reached the limit of reserved IPs for your account')
  const address = version === 4 ? takePublicV4(cloud) : cloud.centre.publicV6Addresses.take()
  const ip: ReservedIp = {
    address,
    version,
    number: version === 4 ? v4Number(address) : cloud.newNumber(),
    region,
    createdAt: cloud.centre.clock.now(),
    dropletId: undefined,
    locked: false,
  }
  cloud.reservedIps.set(address, ip)
  cloud.actions.begin({
    type: 'reserve_ip',
    resourceType: resourceType(ip),
    resourceId: ip.number,
    region: region.slug,
    ms: 0,
  })
  return ip
}

/** As the API numbers addresses: the four bytes, the first one highest. */
const v4Number = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

export function giveUp(cloud: DigitalOcean, ip: ReservedIp): void {
  lead(cloud, ip, undefined)
  forgetResource(cloud, urnOf('floatingip', ip.address))
  cloud.reservedIps.delete(ip.address)
  const { publicAddresses, publicV6Addresses } = cloud.centre
  const pool = ip.version === 4 ? publicAddresses : publicV6Addresses
  pool.giveBack(ip.address)
}

export function regionNamed({ regions }: DigitalOcean, slug: string): Region {
  const region = regions.find((one) => one.slug === slug && one.available)
  if (!region) throw unprocessable('You specified an invalid region for the reserved IP.')
  return region
}
