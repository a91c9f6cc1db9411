import { actionLink } from './action-wire.ts'
import type { DigitalOcean } from './cloud.ts'
import { existingDroplet } from './droplet.ts'
import { dropletWire } from './droplet-wire.ts'
import { type Json, type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { assignToProject, existingProject, projectOf } from './project.ts'
import { regionWire } from './region-catalogue.ts'
import { existingIp, ipsOf, type ReservedIp } from './reserved-ip.ts'
import { assign, checkAssignable, checkUnlocked } from './reserved-ip-actions.ts'
import { giveUp, regionNamed, reserve } from './reserved-ip-create.ts'
import { urnOf } from './urn.ts'

interface ReserveInput {
  readonly droplet_id?: number
  readonly region?: string
  readonly project_id?: string
}

export const reservedIps: Operations<`reservedIPs_${string}`> = {
  reservedIPs_list: operation((cloud, call) =>
    page(cloud, call, 'reserved_ips', ipsOf(cloud, 4), (ip) => reservedIpWire(cloud, ip)),
  ),

  reservedIPs_create: operation<ReserveInput>((cloud, { body, origin }) => {
    const { droplet_id: id, region = '', project_id: project } = body
    if (id === undefined) return { reserved_ip: reserveInRegion(cloud, region, project), links: {} }
    const droplet = existingDroplet(cloud, id)
    checkAssignable(cloud, 4, droplet)
    const ip = reserve(cloud, 4, droplet.region)
    const action = assign(cloud, ip, droplet)
    return {
      reserved_ip: reservedIpWire(cloud, ip),
      links: {
        droplets: [{ id, rel: 'droplet', href: `${origin}/v2/droplets/${id}` }],
        actions: [actionLink(action, 'assign_ip', origin)],
      },
    }
  }),

  reservedIPs_get: operation((cloud, { path }) => ({
    reserved_ip: reservedIpWire(cloud, existingIp(cloud, 4, path.reserved_ip)),
  })),

  /** One that leads to a droplet is unassigned by it. */
  reservedIPs_delete: operation((cloud, { path }) => {
    const ip = existingIp(cloud, 4, path.reserved_ip)
    checkUnlocked(ip)
    giveUp(cloud, ip)
    return undefined
  }),
}

function reserveInRegion(cloud: DigitalOcean, slug: string, project: string | undefined): Json {
  const region = regionNamed(cloud, slug)
  const owner = existingProject(cloud, project)
  const ip = reserve(cloud, 4, region)
  assignToProject(cloud, owner, urnOf('floatingip', ip.address))
  return reservedIpWire(cloud, ip)
}

function reservedIpWire(cloud: DigitalOcean, ip: ReservedIp): Json {
  const droplet = cloud.droplets.get(ip.dropletId ?? Number.NaN)
  return {
    ip: ip.address,
    region: regionWire(ip.region),
    droplet: droplet ? dropletWire(cloud, droplet) : null,
    locked: ip.locked,
    project_id: projectOf(cloud, urnOf('floatingip', ip.address)).id,
  }
}
