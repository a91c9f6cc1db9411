import type { Centre } from '../centre/centre.ts'
import type { Creation } from './client-token.ts'
import type { Image } from './image.ts'
import type { SnapshotImport } from './import-snapshot.ts'
import type { Instance } from './instance.ts'
import type { InstanceType } from './instance-types.ts'
import type { KeyPair } from './key-pair-store.ts'
import type { Network } from './network/network.ts'
import type { Input } from './parameters.ts'
import type { PlacementGroup } from './placement-group.ts'
import type { SkewCode } from './skew.ts'
import type { Snapshot } from './snapshot.ts'
import type { SpotRequest } from './spot-request.ts'
import type { Volume } from './volume.ts'
import type { XmlFields } from './xml.ts'
import type { Zone } from './zones.ts'

export interface Limits {
  /** Instances that may exist at a time; more is `InstanceLimitExceeded`. */
  readonly instances?: number | undefined
  /** vCPUs that may run at a time; more is `VcpuLimitExceeded`. */
  readonly vcpus?: number | undefined
  /** Volumes that may exist at a time, those of instances among them; more is `VolumeLimitExceeded`. */
  readonly volumes?: number | undefined
  /** Snapshots that may exist at a time; more is `SnapshotLimitExceeded`. */
  readonly snapshots?: number | undefined
  /** More is `SecurityGroupLimitExceeded`. */
  readonly securityGroups?: number | undefined
  /** Inbound or outbound, of IPv4 or IPv6; more is `RulesPerSecurityGroupLimitExceeded`. */
  readonly rulesPerSecurityGroup?: number | undefined
  /** Elastic IP addresses; more is `AddressLimitExceeded`. */
  readonly addresses?: number | undefined
  /** The default one among them, and as many internet gateways; more is `VpcLimitExceeded` or `InternetGatewayLimitExceeded`. */
  readonly vpcs?: number | undefined
  /** Spot instances that may run at a time; more is `MaxSpotInstanceCountExceeded`. */
  readonly spotInstances?: number | undefined
  /** More is `PlacementGroupLimitExceeded`. */
  readonly placementGroups?: number | undefined
  /** By instance type, how many fit into the data centre; more is `InsufficientInstanceCapacity`. */
  readonly capacity?: Readonly<Record<string, number>> | undefined
}

/** What a launch with a client token made, so that the same request again makes nothing. */
interface Launch {
  readonly request: string
  readonly reservationId: string
  readonly instanceIds: readonly string[]
}

/** EC2's view of the data centre. */
export interface Ec2 {
  readonly centre: Centre
  readonly region: string
  /** The same cloud in another region; undefined for what is no region. */
  readonly regionAt: (name: string) => Ec2 | undefined
  readonly accountId: string
  readonly zones: readonly Zone[]
  /** The public ones and the account's own, those that it deregistered among them. */
  readonly images: Map<string, Image>
  readonly types: ReadonlyMap<string, InstanceType>
  readonly instances: Map<string, Instance>
  readonly keyPairs: Map<string, KeyPair>
  readonly network: Network
  readonly volumes: Map<string, Volume>
  readonly snapshots: Map<string, Snapshot>
  /** By name. */
  readonly placementGroups: Map<string, PlacementGroup>
  readonly spotRequests: Map<string, SpotRequest>
  readonly snapshotImports: Map<string, SnapshotImport>
  readonly launches: Map<string, Launch>
  /** By action and client token, what was made of other kinds. */
  readonly creations: Map<string, Creation>
  readonly limits: Limits
  readonly consistencyMs: number
  readonly skewCode: SkewCode | undefined
  /** The most items in an answer that was not asked to be paged. */
  readonly pageSize: number
}

/** What is left to do when a request has been found right: nothing has changed before, so a dry run stops here. */
export type Effect = () => XmlFields | Promise<XmlFields>

export type Action = (ec2: Ec2, input: Input) => Effect

/** `I` describes, by wire name, the fields of the action's table entry that it reads. */
export function action<I>(run: (ec2: Ec2, input: I) => Effect): Action {
  // The table has checked names and types before an action sees them; `I` says the same to the compiler.
  return (ec2, input) => run(ec2, input as I)
}

/** A resource that was just made is not found for a while, as in the real API. */
export const isVisible = (ec2: Ec2, createdAt: number): boolean =>
  ec2.centre.clock.now() - createdAt >= ec2.consistencyMs

export interface FilterInput {
  readonly Name?: string
  readonly Value?: readonly string[]
}
