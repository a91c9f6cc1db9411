import { type DigitalOcean, timeText } from './cloud.ts'
import { dropletWire } from './droplet-wire.ts'
import { type Json, type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { unprocessable } from './refusal.ts'
import { existingIp, ipsOf, type ReservedIp } from './reserved-ip.ts'
import { checkUnlocked } from './reserved-ip-actions.ts'
import { giveUp, regionNamed, reserve } from './reserved-ip-create.ts'

export const reservedIpv6: Operations<`reservedIPv6_${string}`> = {
  reservedIPv6_list: operation((cloud, call) =>
    page(cloud, call, 'reserved_ipv6s', ipsOf(cloud, 6), (ip) => wire(cloud, ip)),
  ),

  reservedIPv6_create: operation<{ readonly region_slug: string }>((cloud, { body }) => ({
    reserved_ipv6: common(reserve(cloud, 6, regionNamed(cloud, body.region_slug))),
  })),

  reservedIPv6_get: operation((cloud, { path }) => ({
    reserved_ipv6: wire(cloud, existingIp(cloud, 6, path.reserved_ipv6)),
  })),

  reservedIPv6_delete: operation((cloud, { path }) => {
    const ip = existingIp(cloud, 6, path.reserved_ipv6)
    checkUnlocked(ip)
    if (ip.dropletId !== undefined)
      throw unprocessable('The reserved IPv6 is assigned to a Droplet. Please unassign it first.')
    giveUp(cloud, ip)
    return undefined
  }),
}

const common = ({ address, region, createdAt }: ReservedIp) => ({
  ip: address,
  region_slug: region.slug,
  reserved_at: timeText(createdAt),
})

function wire(cloud: DigitalOcean, ip: ReservedIp): Json {
  const droplet = cloud.droplets.get(ip.dropletId ?? Number.NaN)
  return { ...common(ip), droplet: droplet ? dropletWire(cloud, droplet) : null }
}
