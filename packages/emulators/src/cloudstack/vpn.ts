import type { CloudStack } from './cloud.ts'
import { foundVisible } from './found.ts'
import type { PublicIp } from './public-ip.ts'
import { forget } from './resource-jobs.ts'
import type { Vpc } from './vpc.ts'

/** The end of a VPN at a VPC: its source address. */
export interface VpnGateway {
  readonly id: string
  readonly vpc: Vpc
  readonly ip: PublicIp
  readonly createdAt: number
  readonly projectId: string | undefined
}

/** The end at whoever is connected. */
export interface CustomerGateway {
  readonly id: string
  readonly name: string
  /** An address, or a name. */
  readonly gateway: string
  /** Joined by commas. */
  readonly cidrs: string
  readonly presharedKey: string
  readonly ikePolicy: string
  readonly espPolicy: string
  /** Seconds. */
  readonly ikeLifetime: number
  readonly espLifetime: number
  readonly ikeVersion: string
  readonly deadPeerDetection: boolean
  readonly forcedEncapsulation: boolean
  readonly splitConnections: boolean
  readonly createdAt: number
  readonly projectId: string | undefined
}

export interface VpnConnection {
  readonly id: string
  readonly gateway: VpnGateway
  readonly customer: CustomerGateway
  readonly passive: boolean
  state: 'Pending' | 'Connected' | 'Disconnected'
  readonly createdAt: number
  readonly projectId: string | undefined
}

export const existingVpnGateway = (
  cloud: CloudStack,
  parameter: string,
  id: string | undefined,
): VpnGateway => foundVisible(cloud, cloud.vpnGateways, parameter, id)

export const existingCustomerGateway = (
  cloud: CloudStack,
  parameter: string,
  id: string | undefined,
): CustomerGateway => foundVisible(cloud, cloud.customerGateways, parameter, id)

/** What goes with a VPC that is deleted. */
export function removeVpnsOf(cloud: CloudStack, vpc: Vpc): void {
  for (const { id, gateway } of cloud.vpnConnections.values())
    if (gateway.vpc === vpc) forget(cloud, cloud.vpnConnections, id)
  for (const gateway of cloud.vpnGateways.values())
    if (gateway.vpc === vpc) forget(cloud, cloud.vpnGateways, gateway.id)
}
