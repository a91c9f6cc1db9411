import type { CloudStack } from './cloud.ts'
import type { Fields } from './command.ts'
import { foundVisible } from './found.ts'
import { ownerWire } from './owner.ts'
import type { PublicIp } from './public-ip.ts'
import { tagsWire } from './tag.ts'
import type { VirtualMachine } from './virtual-machine.ts'

export interface Stickiness {
  readonly id: string
  readonly name: string
  readonly method: string
  readonly description: string
  readonly params: Readonly<Record<string, string>>
}

export interface HealthCheck {
  readonly id: string
  readonly description: string
  readonly path: string
  readonly timeoutSeconds: number
  readonly intervalSeconds: number
  readonly healthy: number
  readonly unhealthy: number
}

export interface Member {
  readonly machine: VirtualMachine
  readonly address: string
}

/** A load balancing rule: a port of a public address, and the machines that share what comes there. */
export interface Balancer {
  readonly id: string
  name: string
  description: string
  algorithm: string
  protocol: string
  readonly ip: PublicIp
  readonly networkId: string
  readonly publicPort: number
  readonly privatePort: number
  readonly cidrs: readonly string[]
  members: readonly Member[]
  stickiness: Stickiness | undefined
  healthCheck: HealthCheck | undefined
  /** A rule without members is kept, and not yet applied. */
  state: 'Add' | 'Active'
  readonly createdAt: number
  readonly projectId: string | undefined
}

export const existingBalancer = (cloud: CloudStack, parameter: string, id: string | undefined): Balancer =>
  foundVisible(cloud, cloud.balancers, parameter, id)

export function balancerWire(cloud: CloudStack, balancer: Balancer): Fields {
  const { id, name, ip, cidrs } = balancer
  return {
    id,
    name,
    description: balancer.description,
    publicipid: ip.id,
    publicip: ip.address,
    publicport: String(balancer.publicPort),
    privateport: String(balancer.privatePort),
    algorithm: balancer.algorithm,
    protocol: balancer.protocol,
    networkid: balancer.networkId,
    cidrlist: cidrs.join(','),
    ...ownerWire(cloud, balancer.projectId),
    state: balancer.state,
    zoneid: ip.zone.id,
    zonename: ip.zone.name,
    fordisplay: true,
    tags: tagsWire(cloud, id),
  }
}
