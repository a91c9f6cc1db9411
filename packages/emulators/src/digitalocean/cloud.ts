import type { Centre } from '../centre/centre.ts'
import type { ActionLog } from './action-log.ts'
import type { Destruction } from './associated-resource.ts'
import type { Certificate } from './certificate.ts'
import type { Droplet } from './droplet.ts'
import type { Firewall } from './firewall.ts'
import type { Image } from './image.ts'
import type { LoadBalancer } from './load-balancer.ts'
import type { Project } from './project.ts'
import type { RateLimits } from './rate-limit.ts'
import type { Region } from './region-catalogue.ts'
import type { ReservedIp } from './reserved-ip.ts'
import type { Size } from './size-catalogue.ts'
import type { SshKey } from './ssh-key.ts'
import type { TagRegister } from './tag-register.ts'
import type { Volume, VolumeSnapshot } from './volume.ts'
import type { Vpc } from './vpc.ts'

export interface DigitalOceanOptions extends RateLimits {
  /** Of the endpoint, on 127.0.0.1. Default: a free one. */
  readonly port?: number | undefined
  /** Droplets that the account may have; more is 422. Default 1,000. */
  readonly dropletLimit?: number | undefined
  /** Volumes that the account may have; more is 403. Default 1,000. */
  readonly volumeLimit?: number | undefined
  /** Reserved IPs that the account may have, of each version; more is 422. Default 100. */
  readonly reservedIpLimit?: number | undefined
  /** By size, how many droplets fit into the data centre; more is 422. */
  readonly capacity?: Readonly<Record<string, number>> | undefined
}

/** DigitalOcean's view of the data centre. */
export interface DigitalOcean {
  readonly centre: Centre
  readonly token: string
  readonly accountId: string
  readonly teamId: string
  readonly regions: readonly Region[]
  readonly sizes: ReadonlyMap<string, Size>
  readonly images: Map<number, Image>
  readonly sshKeys: Map<number, SshKey>
  readonly droplets: Map<number, Droplet>
  readonly volumes: Map<string, Volume>
  readonly volumeSnapshots: Map<string, VolumeSnapshot>
  readonly vpcs: Map<string, Vpc>
  readonly firewalls: Map<string, Firewall>
  /** By address, of both versions. */
  readonly reservedIps: Map<string, ReservedIp>
  readonly loadBalancers: Map<string, LoadBalancer>
  readonly certificates: Map<string, Certificate>
  readonly projects: Map<string, Project>
  readonly tags: TagRegister
  readonly actions: ActionLog
  readonly options: DigitalOceanOptions
  readonly consistencyMs: number
  /** The most items on any page. */
  readonly pageSize: number
  /** A number that nothing else has, larger than those before it. */
  readonly newNumber: () => number
  readonly newUuid: () => string
  /** By the id of their server, droplets that are destroyed and whose machines are not yet gone. */
  readonly leaving: Map<string, Droplet>
  /** By the droplet's number, what was destroyed together with it. */
  readonly destructions: Map<number, Destruction>
  /** Called with each droplet that is destroyed, when it is out of the lists: what refers to it lets go. */
  readonly onDropletGone: Set<(droplet: Droplet) => void>
}

/** A resource that was just made is not found for a while, as in the real API. */
export const isVisible = (cloud: DigitalOcean, createdAt: number): boolean =>
  cloud.centre.clock.now() - createdAt >= cloud.consistencyMs

/** RFC 3339 to the second, as the API writes times. */
export const timeText = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** A number that a path or a body names a resource by; undefined for what is none, which finds nothing. */
export const numberOf = (text: string | number | undefined): number =>
  /^\d{1,15}$/.test(String(text)) ? Number(text) : Number.NaN
