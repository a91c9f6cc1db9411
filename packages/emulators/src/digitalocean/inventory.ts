import { type DigitalOcean, timeText } from './cloud.ts'
import { type Droplet, statusOf } from './droplet.ts'
import { protectedDroplets } from './firewall.ts'
import { balancedDroplets } from './load-balancer.ts'
import { volumesOf } from './volume.ts'

export interface InventoryDroplet {
  readonly id: number
  readonly name: string
  readonly status: 'new' | 'active' | 'off'
  readonly size: string
  /** The image's slug, or its number where it has none. */
  readonly image: string
  readonly region: string
  /** RFC 3339. */
  readonly createdAt: string
  /** The machine answers on port 22. */
  readonly booted: boolean
  readonly publicIp?: string
  readonly privateIp?: string
  readonly publicIpv6?: string
  readonly tags: readonly string[]
  readonly volumes: readonly string[]
  /** OpenSSH public key lines. */
  readonly hostKeys: readonly string[]
  /** What the serial console has shown so far; the API has no call for it. */
  readonly console: string
  /** What went wrong when the simulation last switched the machine. */
  readonly problem?: string
}

/** What exists at DigitalOcean, whatever the API shows of it at the moment. Droplets that were destroyed are not in it. */
export interface DigitalOceanInventory {
  readonly droplets: readonly InventoryDroplet[]
  readonly sshKeys: readonly { readonly id: number; readonly name: string; readonly fingerprint: string }[]
  readonly images: readonly { readonly id: number; readonly name: string; readonly type: string }[]
  readonly volumes: readonly {
    readonly id: string
    readonly name: string
    readonly region: string
    readonly sizeGiB: number
    readonly dropletId?: number
  }[]
  readonly volumeSnapshots: readonly {
    readonly id: string
    readonly name: string
    readonly volumeId: string
  }[]
  readonly vpcs: readonly {
    readonly id: string
    readonly name: string
    readonly region: string
    readonly range: string
    readonly default: boolean
  }[]
  readonly firewalls: readonly {
    readonly id: string
    readonly name: string
    /** Those named one by one and those that come by a tag. */
    readonly dropletIds: readonly number[]
  }[]
  readonly reservedIps: readonly {
    readonly address: string
    readonly region: string
    readonly dropletId?: number
  }[]
  readonly loadBalancers: readonly {
    readonly id: string
    readonly name: string
    readonly region: string
    readonly ip: string
    readonly dropletIds: readonly number[]
  }[]
  readonly certificates: readonly { readonly id: string; readonly name: string }[]
  readonly projects: readonly { readonly id: string; readonly name: string; readonly default: boolean }[]
  readonly tags: readonly string[]
}

export function digitaloceanInventory(cloud: DigitalOcean): DigitalOceanInventory {
  return {
    droplets: [...cloud.droplets.values()].map((one) => droplet(cloud, one)),
    sshKeys: [...cloud.sshKeys.values()].map(({ id, name, fingerprint }) => ({ id, name, fingerprint })),
    images: [...cloud.images.values()]
      .filter((image) => !image.public)
      .map(({ id, name, type }) => ({ id, name, type })),
    volumes: [...cloud.volumes.values()].map(({ id, name, region, sizeGiB, dropletId }) => ({
      id,
      name,
      region: region.slug,
      sizeGiB,
      ...(dropletId !== undefined && { dropletId }),
    })),
    volumeSnapshots: [...cloud.volumeSnapshots.values()].map(({ id, name, volumeId }) => ({
      id,
      name,
      volumeId,
    })),
    vpcs: [...cloud.vpcs.values()].map((vpc) => ({
      id: vpc.id,
      name: vpc.name,
      region: vpc.region,
      range: vpc.range,
      default: vpc.default,
    })),
    firewalls: [...cloud.firewalls.values()].map((firewall) => ({
      id: firewall.id,
      name: firewall.name,
      dropletIds: [...protectedDroplets(cloud, firewall)],
    })),
    reservedIps: [...cloud.reservedIps.values()].map(({ address, region, dropletId }) => ({
      address,
      region: region.slug,
      ...(dropletId !== undefined && { dropletId }),
    })),
    loadBalancers: [...cloud.loadBalancers.values()].map((balancer) => ({
      id: balancer.id,
      name: balancer.name,
      region: balancer.region.slug,
      ip: balancer.ip,
      dropletIds: balancedDroplets(cloud, balancer),
    })),
    certificates: [...cloud.certificates.values()].map(({ id, name }) => ({ id, name })),
    projects: [...cloud.projects.values()].map((one) => ({
      id: one.id,
      name: one.name,
      default: one.default,
    })),
    tags: cloud.tags.names(),
  }
}

function droplet(cloud: DigitalOcean, one: Droplet): InventoryDroplet {
  const { id, name, server, size, image, region, ipv6 } = one
  return {
    id,
    name,
    status: statusOf(one),
    size: size.slug,
    image: image.slug ?? String(image.id),
    region: region.slug,
    createdAt: timeText(server.createdAt),
    booted: server.booted,
    ...(server.publicAddress && { publicIp: server.publicAddress }),
    ...(server.privateAddress && { privateIp: server.privateAddress }),
    ...(ipv6 && { publicIpv6: ipv6 }),
    tags: cloud.tags.of('droplet', id),
    volumes: volumesOf(cloud, id).map((volume) => volume.id),
    hostKeys: server.machine.hostKeys(),
    console: server.machine.console(),
    ...(server.problem && { problem: server.problem.message }),
  }
}
