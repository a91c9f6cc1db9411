import type { Centre } from '../centre/centre.ts'
import type { AclItem, AclList } from './acl-list.ts'
import type { AffinityGroup } from './affinity-group.ts'
import type { AsyncJobs } from './async-jobs.ts'
import type { Balancer } from './balancer.ts'
import type { FirewallRule } from './firewall-rule.ts'
import type { ForwardingRule } from './forwarding-rules.ts'
import type { Iso } from './iso.ts'
import type { KeyPair } from './key-pair.ts'
import type { Network } from './network.ts'
import type { Project } from './project.ts'
import type { PublicIp } from './public-ip.ts'
import type { SecurityGroup } from './security-group.ts'
import type { ServiceOffering } from './service-offerings.ts'
import type { Keys } from './signature.ts'
import type { Snapshot } from './snapshot.ts'
import type { TagRegister } from './tag.ts'
import type { Template } from './template.ts'
import type { VirtualMachine } from './virtual-machine.ts'
import type { Volume } from './volume.ts'
import type { Vpc } from './vpc.ts'
import type { CustomerGateway, VpnConnection, VpnGateway } from './vpn.ts'
import type { Zone } from './zones.ts'

/** What the account may have; more is error 535. */
export interface CloudStackLimits {
  /** Default 1,000. */
  readonly instances?: number | undefined
  /** Root disks count. Default 1,000. */
  readonly volumes?: number | undefined
  /** Of the account's own. Default 1,000. */
  readonly templates?: number | undefined
  /** Default 1,000. */
  readonly snapshots?: number | undefined
  /** Public ones; those that networks take for themselves count. Default 1,000. */
  readonly addresses?: number | undefined
  /** Default 1,000. */
  readonly networks?: number | undefined
  /** Default 1,000. */
  readonly vpcs?: number | undefined
  /** Of all machines together. Default: no limit. */
  readonly cpus?: number | undefined
  /** Of all machines together. Default: no limit. */
  readonly memoryMiB?: number | undefined
}

export interface CloudStackOptions {
  /** Of the endpoint, on 127.0.0.1. Default: a free one. */
  readonly port?: number | undefined
  /** Which zone `local.cloudstack` names; both are served. Default 'basic', whose nodes have public addresses and security groups. */
  readonly zone?: 'basic' | 'advanced' | undefined
  readonly limits?: CloudStackLimits | undefined
  /** By the name of a service offering, how many virtual machines fit into the data centre; more is error 533. */
  readonly capacity?: Readonly<Record<string, number>> | undefined
}

export interface Account {
  readonly id: string
  readonly name: string
  readonly domainId: string
  readonly domain: string
  readonly userId: string
  readonly user: string
}

/** CloudStack's view of the data centre. */
export interface CloudStack {
  readonly centre: Centre
  readonly keys: Keys
  readonly account: Account
  readonly zones: ReadonlyMap<string, Zone>
  readonly serviceOfferings: ReadonlyMap<string, ServiceOffering>
  readonly templates: Map<string, Template>
  readonly isos: Map<string, Iso>
  /** By owner and name. */
  readonly keyPairs: Map<string, KeyPair>
  readonly networks: Map<string, Network>
  readonly vpcs: Map<string, Vpc>
  readonly aclLists: Map<string, AclList>
  readonly aclItems: Map<string, AclItem>
  /** The list of tiers that name none. */
  readonly denyAclId: string
  readonly vpnGateways: Map<string, VpnGateway>
  readonly customerGateways: Map<string, CustomerGateway>
  readonly vpnConnections: Map<string, VpnConnection>
  readonly publicIps: Map<string, PublicIp>
  readonly firewallRules: Map<string, FirewallRule>
  readonly egressRules: Map<string, FirewallRule>
  readonly forwardingRules: Map<string, ForwardingRule>
  readonly balancers: Map<string, Balancer>
  readonly securityGroups: Map<string, SecurityGroup>
  readonly affinityGroups: Map<string, AffinityGroup>
  readonly projects: Map<string, Project>
  readonly tags: TagRegister
  readonly virtualMachines: Map<string, VirtualMachine>
  readonly volumes: Map<string, Volume>
  readonly snapshots: Map<string, Snapshot>
  readonly jobs: AsyncJobs
  readonly options: CloudStackOptions
  readonly consistencyMs: number
  /** The most items on any page. */
  readonly pageSize: number
  readonly newId: () => string
  /** A number that nothing else has, larger than those before it. */
  readonly newNumber: () => number
  /** The ids of what is gone: lists that name one are empty, where an id that never was is an error. */
  readonly removed: Set<string>
  /** Called with each machine that is expunged, when it is out of the lists: what refers to it lets go. */
  readonly onMachineGone: Set<(machine: VirtualMachine) => void>
}

/** A resource that was just made is not found for a while. */
export const isVisible = (cloud: CloudStack, createdAt: number): boolean =>
  cloud.centre.clock.now() - createdAt >= cloud.consistencyMs

/** To the second and with the zone, as the API writes times. */
export const timeText = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, '+0000')
