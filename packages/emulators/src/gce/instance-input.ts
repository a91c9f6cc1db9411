import type { DiskInput } from './disk.ts'
import type { Labels } from './labels.ts'
import type { MetadataInput } from './metadata.ts'

export interface AttachedDiskInput {
  readonly source?: string
  readonly boot?: boolean
  readonly autoDelete?: boolean
  readonly deviceName?: string
  readonly mode?: string
  readonly type?: string
  readonly interface?: string
  readonly diskSizeGb?: string | number
  readonly initializeParams?: Omit<DiskInput, 'name' | 'sizeGb' | 'type' | 'sourceDisk'> & {
    readonly diskName?: string
    readonly diskSizeGb?: string | number
    readonly diskType?: string
  }
}

export interface AccessConfigInput {
  readonly type?: string
  readonly name?: string
  readonly natIP?: string
  readonly networkTier?: string
}

export interface NetworkInterfaceInput {
  readonly network?: string
  readonly subnetwork?: string
  readonly networkIP?: string
  readonly accessConfigs?: readonly AccessConfigInput[]
  readonly stackType?: string
  readonly nicType?: string
}

/** The members of an instance in a request that are judged; the others are kept and shown. */
export interface InstanceInput {
  readonly name?: string
  readonly description?: string
  readonly machineType?: string
  readonly hostname?: string
  readonly disks?: readonly AttachedDiskInput[]
  readonly networkInterfaces?: readonly NetworkInterfaceInput[]
  readonly metadata?: MetadataInput
  readonly labels?: Labels
  readonly tags?: { readonly items?: readonly string[] }
  readonly serviceAccounts?: readonly { readonly email?: string; readonly scopes?: readonly string[] }[]
  readonly scheduling?: SchedulingInput
  readonly guestAccelerators?: readonly {
    readonly acceleratorType?: string
    readonly acceleratorCount?: number
  }[]
  readonly shieldedInstanceConfig?: Readonly<Record<string, boolean>>
  readonly canIpForward?: boolean
  readonly deletionProtection?: boolean
  readonly minCpuPlatform?: string
  readonly resourcePolicies?: readonly string[]
}

export interface SchedulingInput {
  readonly onHostMaintenance?: string
  readonly automaticRestart?: boolean
  readonly preemptible?: boolean
  readonly provisioningModel?: string
  readonly instanceTerminationAction?: string
}
