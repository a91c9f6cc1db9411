import { isIPv4 } from 'node:net'
import type { CloudStack } from './cloud.ts'
import { foundVisible } from './found.ts'
import { checkLimit } from './limits.ts'
import { noCapacity } from './refusal.ts'
import { forget } from './resource-jobs.ts'
import type { VirtualMachine } from './virtual-machine.ts'
import type { Zone } from './zones.ts'

export interface PublicIp {
  readonly id: string
  readonly address: string
  readonly zone: Zone
  /** The isolated network that it leads into, or that of a VPC once it has a use there. */
  networkId: string | undefined
  readonly vpcId: string | undefined
  /** What goes out of the network comes from this one. */
  readonly sourceNat: boolean
  staticNat: { readonly machine: VirtualMachine; readonly guest: string } | undefined
  readonly createdAt: number
  readonly projectId: string | undefined
}

export const existingIp = (cloud: CloudStack, parameter: string, id: string | undefined): PublicIp =>
  foundVisible(cloud, cloud.publicIps, parameter, id)

/** Takes a free address. Throws a `Refusal` where the account may have no more, or none is left. */
export function takeIp(
  cloud: CloudStack,
  owner: Pick<PublicIp, 'zone' | 'networkId' | 'vpcId' | 'sourceNat' | 'projectId'>,
): PublicIp {
  checkLimit(cloud, 'addresses', cloud.publicIps.size)
  const pool = cloud.centre.publicAddresses
  const address = pool.take()
  if (!isIPv4(address)) {
    pool.giveBack(address)
    throw noCapacity('Unable to find available Ip for the network: all are in use', 4320)
  }
  const ip = {
    ...owner,
    id: cloud.newId(),
    address,
    staticNat: undefined,
    createdAt: cloud.centre.clock.now(),
  }
  cloud.publicIps.set(ip.id, ip)
  return ip
}

/** The address goes back, and with it the rules on it. */
export function releaseIp(cloud: CloudStack, ip: PublicIp): void {
  stopStaticNat(cloud, ip)
  for (const things of [cloud.firewallRules, cloud.forwardingRules, cloud.balancers]) {
    for (const rule of things.values()) if (rule.ip === ip) forget(cloud, things, rule.id)
  }
  forget(cloud, cloud.publicIps, ip.id)
  cloud.centre.publicAddresses.giveBack(ip.address)
}

export function startStaticNat(
  { centre }: CloudStack,
  ip: PublicIp,
  to: NonNullable<PublicIp['staticNat']>,
): void {
  ip.staticNat = to
  if (to.machine.server) centre.servers.reserve(to.machine.server, ip.address)
}

export function stopStaticNat({ centre }: CloudStack, ip: PublicIp): void {
  const server = ip.staticNat?.machine.server
  if (server) centre.servers.unreserve(server)
  ip.staticNat = undefined
}

export const ipsOf = ({ publicIps }: CloudStack, machine: VirtualMachine): readonly PublicIp[] =>
  [...publicIps.values()].filter(({ staticNat }) => staticNat?.machine === machine)
