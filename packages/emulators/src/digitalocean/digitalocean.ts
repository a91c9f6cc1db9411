import type { Centre } from '../centre/centre.ts'
import type { Random } from '../random.ts'
import { createActionLog } from './action-log.ts'
import type { DigitalOcean, DigitalOceanOptions } from './cloud.ts'
import type { Droplet } from './droplet.ts'
import { releaseDroplet } from './firewall.ts'
import { publicImages } from './image-catalogue.ts'
import { releaseFromBalancers } from './load-balancer.ts'
import { balancerFrontend } from './load-balancer-frontend.ts'
import { addProject } from './project.ts'
import { regions } from './region-catalogue.ts'
import { releaseIps } from './reserved-ip.ts'
import { sizes } from './size-catalogue.ts'
import { createTagRegister } from './tag-register.ts'
import { defaultVpc } from './vpc.ts'

interface Parts {
  readonly centre: Centre
  readonly token: string
  readonly options?: DigitalOceanOptions | undefined
  readonly consistencyMs?: number | undefined
  readonly pageSize?: number | undefined
}

export function createDigitalOcean(parts: Parts): DigitalOcean {
  const { centre, token, options = {}, consistencyMs = 0, pageSize = 1_000 } = parts
  let number = 400_000_000
  const newNumber = () => {
    number += 1 + Math.floor(centre.random.next() * 1_000)
    return number
  }
  const newUuid = () => uuid(centre.random)
  const leaving = new Map<string, Droplet>()
  centre.onGone(({ id, privateAddress }, gone) => {
    const droplet = leaving.get(id)
    if (gone !== 'terminated' || !droplet) return
    leaving.delete(id)
    if (privateAddress) droplet.vpc.addresses.giveBack(privateAddress)
  })
  const cloud: DigitalOcean = {
    centre,
    token,
    accountId: newUuid(),
    teamId: newUuid(),
    regions,
    sizes,
    images: new Map(publicImages.map((image) => [image.id, image])),
    sshKeys: new Map(),
    droplets: new Map(),
    volumes: new Map(),
    volumeSnapshots: new Map(),
    vpcs: new Map(),
    firewalls: new Map(),
    reservedIps: new Map(),
    loadBalancers: new Map(),
    certificates: new Map(),
    projects: new Map(),
    tags: createTagRegister(),
    actions: createActionLog(centre.clock, newNumber),
    options,
    consistencyMs,
    pageSize,
    newNumber,
    newUuid,
    leaving,
    destructions: new Map(),
    onDropletGone: new Set(),
  }
  furnish(cloud)
  centre.balancing.add((host, port) => balancerFrontend(cloud, host, port))
  return cloud
}

/** What an account has from the start, and what holds on to its droplets. */
function furnish(cloud: DigitalOcean): void {
  for (const region of cloud.regions) if (region.available) defaultVpc(cloud, region)
  addProject(cloud, {
    name: 'first-project',
    description: 'Update your project information under Settings',
    purpose: 'Just trying out DigitalOcean',
    environment: 'Development',
    default: true,
  })
  for (const letGo of [releaseDroplet, releaseFromBalancers, releaseIps])
    cloud.onDropletGone.add((droplet) => letGo(cloud, droplet))
}

/** Of version 4, from the cloud's own chance, so that a seed repeats it. */
function uuid({ hex, next }: Random): string {
  const variant = '89ab'.charAt(Math.floor(next() * 4))
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`
}
