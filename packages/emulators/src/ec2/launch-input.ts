import type { BlockDeviceInput } from './block-devices.ts'
import type { SettingsInput } from './launch-settings.ts'
import type { LaunchNetworkInput } from './network/launch-network.ts'
import type { MarketInput } from './spot-request.ts'
import type { TagSpecification } from './tag-input.ts'
import { refuseUnused } from './without-effect.ts'

/** The parameters of a launch that the emulated cloud acts on, by wire name. */
export interface LaunchInput extends LaunchNetworkInput, SettingsInput {
  readonly ImageId?: string
  readonly InstanceType?: string
  readonly KeyName?: string
  readonly UserData?: string
  readonly ClientToken?: string
  readonly BlockDeviceMapping?: readonly BlockDeviceInput[]
  readonly TagSpecification?: readonly TagSpecification[]
  readonly Monitoring?: { readonly Enabled: boolean }
  readonly DisableApiTermination?: boolean
  readonly DisableApiStop?: boolean
  readonly InstanceInitiatedShutdownBehavior?: 'stop' | 'terminate'
  readonly InstanceMarketOptions?: MarketInput
}

/** Known to EC2, but nothing here would happen for them: taking them in silence would be a lie. */
const withoutEffect = [
  'ElasticGpuSpecification',
  'ElasticInferenceAccelerator',
  'EnclaveOptions',
  'KernelId',
  'LicenseSpecification',
  'Operator',
  'RamdiskId',
  'SecondaryInterface',
]

export function refuseWithoutEffect(input: object): void {
  refuseUnused(input, withoutEffect)
}
