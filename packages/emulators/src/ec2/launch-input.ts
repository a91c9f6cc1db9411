import type { BlockDeviceInput } from './block-devices.ts'
import type { LaunchNetworkInput } from './network/launch-network.ts'
import { Refusal } from './refusal.ts'
import type { TagSpecification } from './tag-input.ts'

/** The parameters of a launch that the emulated cloud acts on, by wire name. */
export interface LaunchInput extends LaunchNetworkInput {
  readonly ImageId?: string
  readonly InstanceType?: string
  readonly MaxCount: number
  readonly KeyName?: string
  readonly UserData?: string
  readonly ClientToken?: string
  readonly BlockDeviceMapping?: readonly BlockDeviceInput[]
  readonly TagSpecification?: readonly TagSpecification[]
  readonly Monitoring?: { readonly Enabled: boolean }
  readonly IamInstanceProfile?: { readonly Arn?: string; readonly Name?: string }
  readonly DisableApiTermination?: boolean
  readonly DisableApiStop?: boolean
  readonly InstanceInitiatedShutdownBehavior?: 'stop' | 'terminate'
  readonly EbsOptimized?: boolean
}

/** Known to EC2, but nothing here would happen for them: taking them in silence would be a lie. */
const withoutEffect = [
  'CapacityReservationSpecification',
  'CpuOptions',
  'ElasticGpuSpecification',
  'ElasticInferenceAccelerator',
  'EnclaveOptions',
  'HibernationOptions',
  'InstanceMarketOptions',
  'Ipv6Address',
  'Ipv6AddressCount',
  'KernelId',
  'LaunchTemplate',
  'LicenseSpecification',
  'Operator',
  'PrivateIpAddress',
  'RamdiskId',
  'SecondaryInterface',
]

export function refuseWithoutEffect(input: object): void {
  for (const name of withoutEffect) {
    if (name in input) {
      throw new Refusal('UnsupportedOperation', `The emulated cloud does not act on the parameter ${name}`)
    }
  }
}
