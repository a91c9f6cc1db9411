import type { MetadataOptions } from './metadata-options.ts'
import type { VolumeType } from './volume-type.ts'

/** What `createNode` takes under `native`: of its first network interface, unless `networkInterfaces` are given, and of all else. */
export interface Ec2CreateNode
  extends Omit<Ec2LaunchInterface, 'interfaceId' | 'description' | 'deleteOnTermination'> {
  /** The name of a key pair of the region. `authorizedKeys` need none. */
  readonly keyName?: string | undefined
  /** In the order of their device indices. What is the first one's is said in it then: subnet, groups, addresses. */
  readonly networkInterfaces?: readonly Ec2LaunchInterface[] | undefined
  /** Beside what the image has, by the same name in place of it, or without it. */
  readonly blockDevices?: readonly Ec2BlockDevice[] | undefined
  readonly ebsOptimized?: boolean | undefined
  /** The name or the ARN of an instance profile of IAM. */
  readonly instanceProfile?: string | undefined
  /** A spot instance, at the on-demand price at most: `{}`. */
  readonly spot?: Ec2Spot | undefined
  readonly placement?: Ec2Placement | undefined
  /** Of the metadata service. Tokens are `required` (IMDSv2) unless this says `optional`. */
  readonly metadata?: MetadataOptions | undefined
  /** It can be hibernated: its root disk must be encrypted and have room for its memory. */
  readonly hibernation?: boolean | undefined
  /** Of the T families. Left out, the account's default. */
  readonly cpuCredits?: 'standard' | 'unlimited' | undefined
  readonly cpu?: { readonly cores: number; readonly threadsPerCore: number } | undefined
  /** A figure each minute in place of each fifth; costs. */
  readonly monitoring?: boolean | undefined
  /** `destroyNode` is a `conflict` until that is taken away. */
  readonly terminationProtection?: boolean | undefined
  /** `stopNode` is a `conflict` until that is taken away. */
  readonly stopProtection?: boolean | undefined
  /** What becomes of it when it is shut down from within. Left out, it stops. */
  readonly shutdownBehavior?: 'stop' | 'terminate' | undefined
  /** One of the three. Left out, an open one that fits is used. */
  readonly capacityReservation?: Ec2CapacityReservation | undefined
  /** One of `id` and `name`. What the node's own options say goes before it. */
  readonly launchTemplate?: Ec2LaunchTemplate | undefined
  /** ARNs of license configurations. */
  readonly licenses?: readonly string[] | undefined
}

/** A network interface that a node comes with. */
export interface Ec2LaunchInterface {
  /** One that is there; all else is its own then. */
  readonly interfaceId?: string | undefined
  /** Left out, EC2 takes the default subnet of the zone. */
  readonly subnetId?: string | undefined
  /** Left out, EC2 takes the default security group, which lets nobody in from outside. */
  readonly securityGroupIds?: readonly string[] | undefined
  readonly description?: string | undefined
  /** With a public IPv4 address, or without one. Left out, as its subnet says. Only of a node with one interface. */
  readonly publicAddress?: boolean | undefined
  /** Its first IPv4 address in the subnet. Left out, EC2 chooses. */
  readonly privateIp?: string | undefined
  /** Further ones, beside `privateIp`. */
  readonly secondaryPrivateIps?: readonly string[] | undefined
  /** How many further ones, for EC2 to choose. */
  readonly secondaryPrivateIpCount?: number | undefined
  readonly ipv6Addresses?: readonly string[] | undefined
  /** How many, for EC2 to choose. */
  readonly ipv6AddressCount?: number | undefined
  /** It goes when the node does, unless this is `false`. */
  readonly deleteOnTermination?: boolean | undefined
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-device-mapping-concepts.html */
export interface Ec2BlockDevice {
  /** As in `/dev/xvda`, which may be what the image calls its root disk, or `/dev/sdf`. */
  readonly device: string
  readonly sizeGiB?: number | undefined
  readonly type?: VolumeType | undefined
  /** Of gp3, io1 and io2; the last two need it. */
  readonly iops?: number | undefined
  /** In MiB a second; of gp3. */
  readonly throughput?: number | undefined
  readonly encrypted?: boolean | undefined
  /** A key of KMS: its id, alias or ARN; with `encrypted`. */
  readonly kmsKeyId?: string | undefined
  readonly snapshotId?: string | undefined
  /** Left out, a disk of the image goes with the node and another one stays. */
  readonly deleteOnTermination?: boolean | undefined
  /** The image's disk of this name is left out. */
  readonly noDevice?: boolean | undefined
  /** A disk of the computer that the node is on, as in `ephemeral0`. */
  readonly virtualName?: string | undefined
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-spot-instances.html */
export interface Ec2Spot {
  /** In US dollars an hour. Left out, the on-demand price. */
  readonly maxPrice?: number | undefined
  /** `persistent` asks again after an interruption. `one-time` unless given. */
  readonly type?: 'one-time' | 'persistent' | undefined
  /** What becomes of the node when EC2 wants its room back: `terminate` unless given; the others are of `persistent`. */
  readonly interruption?: 'hibernate' | 'stop' | 'terminate' | undefined
  /** RFC 3339. Until when `persistent` asks. */
  readonly validUntil?: string | undefined
}

/** Which computer it is on. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Placement.html */
export interface Ec2Placement {
  /** The name of a placement group. */
  readonly group?: string | undefined
  /** The id of one, in place of its name: of one that another account shares. */
  readonly groupId?: string | undefined
  /** Of a partition placement group, from 1. Left out, EC2 spreads nodes. */
  readonly partition?: number | undefined
  readonly tenancy?: 'default' | 'dedicated' | 'host' | undefined
  /** A dedicated host; with tenancy `host`. */
  readonly hostId?: string | undefined
  /** Of hosts that License Manager keeps, in place of `hostId`. */
  readonly hostResourceGroupArn?: string | undefined
  /** `host`: after a stop it starts on the same host. */
  readonly affinity?: 'default' | 'host' | undefined
}

export interface Ec2CapacityReservation {
  readonly preference?: 'open' | 'none' | 'capacity-reservations-only' | undefined
  readonly id?: string | undefined
  readonly resourceGroupArn?: string | undefined
}

export interface Ec2LaunchTemplate {
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** A number, `$Latest` or `$Default`, which it is unless given. */
  readonly version?: string | undefined
}
