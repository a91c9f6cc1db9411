import type { Ec2 } from './action.ts'
import type { BlockDevice } from './block-devices.ts'
import type { Image } from './image.ts'
import type { InstanceType } from './instance-types.ts'
import {
  defaultMetadata,
  type MetadataInput,
  type MetadataOptions,
  readMetadata,
} from './metadata-options.ts'
import { invalidValue, missing, Refusal } from './refusal.ts'

/** What a launch says of how its instances run, by wire name. */
export interface SettingsInput {
  readonly MetadataOptions?: MetadataInput
  readonly HibernationOptions?: { readonly Configured?: boolean }
  readonly CreditSpecification?: { readonly CpuCredits: string }
  readonly CpuOptions?: {
    readonly CoreCount?: number
    readonly ThreadsPerCore?: number
    readonly AmdSevSnp?: string
    readonly NestedVirtualization?: string
  }
  readonly EbsOptimized?: boolean
  readonly CapacityReservationSpecification?: {
    readonly CapacityReservationPreference?: ReservationPreference
    readonly CapacityReservationTarget?: {
      readonly CapacityReservationId?: string
      readonly CapacityReservationResourceGroupArn?: string
    }
  }
  readonly LaunchTemplate?: { readonly LaunchTemplateId?: string; readonly LaunchTemplateName?: string }
  readonly IamInstanceProfile?: { readonly Arn?: string; readonly Name?: string }
}

type ReservationPreference = 'open' | 'none' | 'capacity-reservations-only'

export interface Cpu {
  readonly cores: number
  readonly threadsPerCore: number
}

export interface Settings {
  readonly metadata: MetadataOptions
  readonly hibernation: boolean
  readonly credits: string | undefined
  readonly cpu: Cpu
  readonly ebsOptimized: boolean
  readonly reservationPreference: ReservationPreference
  readonly iamProfile: string | undefined
}

interface Hardware {
  readonly image: Image
  readonly type: InstanceType
  readonly disks: readonly BlockDevice[]
}

export function readSettings(ec2: Ec2, input: SettingsInput, hardware: Hardware): Settings {
  refuseUnknown(input)
  const { image, type } = hardware
  return {
    metadata: readMetadata(input.MetadataOptions ?? {}, defaultMetadata(image)),
    hibernation: readHibernation(input, hardware),
    credits: readCredits(input, type),
    cpu: readCpu(input, type),
    ebsOptimized: readEbsOptimized(input, type),
    reservationPreference: input.CapacityReservationSpecification?.CapacityReservationPreference ?? 'open',
    iamProfile: readProfile(ec2, input),
  }
}

/** The account has no launch templates and no capacity reservations. */
function refuseUnknown({
  LaunchTemplate: template,
  CapacityReservationSpecification: wanted,
}: SettingsInput): void {
  if (template) {
    const { LaunchTemplateId: id, LaunchTemplateName: name } = template
    if ((id === undefined) === (name === undefined)) {
      throw new Refusal(
        'InvalidParameterCombination',
        'Either a launch template ID or a name must be specified',
      )
    }
    throw id === undefined
      ? new Refusal(
          'InvalidLaunchTemplateName.NotFoundException',
          `The specified launch template, with template name ${name}, does not exist.`,
        )
      : new Refusal(
          'InvalidLaunchTemplateId.NotFound',
          `The specified launch template, with ID ${id}, does not exist.`,
        )
  }
  const target = wanted?.CapacityReservationTarget
  if (target?.CapacityReservationId !== undefined) {
    throw new Refusal(
      'InvalidCapacityReservationId.NotFound',
      `The capacity reservation ID '${target.CapacityReservationId}' does not exist`,
    )
  }
  if (target || wanted?.CapacityReservationPreference === 'capacity-reservations-only') {
    throw new Refusal('ReservationCapacityExceeded', 'There is no capacity reservation that the request fits')
  }
}

export const defaultCpu = ({ vcpus, threadsPerCore }: InstanceType): Cpu => ({
  cores: vcpus / threadsPerCore,
  threadsPerCore,
})

function readCpu({ CpuOptions: given }: SettingsInput, type: InstanceType): Cpu {
  const usual = defaultCpu(type)
  if (!given) return usual
  if (given.AmdSevSnp !== undefined || given.NestedVirtualization !== undefined) {
    throw new Refusal('UnsupportedOperation', 'The emulated cloud has CPU options of cores and threads alone')
  }
  const { CoreCount: cores, ThreadsPerCore: threadsPerCore } = given
  if (cores === undefined || threadsPerCore === undefined) {
    throw missing('CpuOptions.CoreCount and CpuOptions.ThreadsPerCore')
  }
  if (type.hypervisor === 'xen') {
    throw new Refusal('InvalidParameterCombination', `CpuOptions are not supported for ${type.name}`)
  }
  if (cores < 1 || cores > usual.cores) {
    throw invalidValue(`CpuOptions: ${type.name} has 1 to ${usual.cores} cores, and not ${cores}`)
  }
  if (threadsPerCore < 1 || threadsPerCore > usual.threadsPerCore) {
    throw invalidValue(`CpuOptions: ${type.name} has 1 to ${usual.threadsPerCore} threads per core`)
  }
  return { cores, threadsPerCore }
}

function readCredits({ CreditSpecification: given }: SettingsInput, type: InstanceType): string | undefined {
  // Only the oldest of the burstable families does not spend more than it has earned.
  const usual = type.hypervisor === 'xen' ? 'standard' : 'unlimited'
  if (!given) return type.burstable ? usual : undefined
  if (!type.burstable) {
    throw new Refusal(
      'InvalidParameterCombination',
      `The CreditSpecification parameter is not supported for the ${type.name} instance type`,
    )
  }
  if (given.CpuCredits !== 'standard' && given.CpuCredits !== 'unlimited') {
    throw invalidValue(`Value (${given.CpuCredits}) for parameter CpuCredits is invalid`)
  }
  return given.CpuCredits
}

function readEbsOptimized({ EbsOptimized: wanted }: SettingsInput, type: InstanceType): boolean {
  if (wanted && type.hypervisor === 'xen') {
    throw new Refusal(
      'InvalidParameterCombination',
      `EBS-optimized instances are not supported for your requested configuration (${type.name}).`,
    )
  }
  return wanted ?? false
}

const mostHibernatedMiB = 150 * 1_024

/** Whether instances of the type may be hibernated at all. */
export const canHibernate = ({ memoryMiB, currentGeneration }: InstanceType): boolean =>
  currentGeneration && memoryMiB <= mostHibernatedMiB

function readHibernation(
  { HibernationOptions: given }: SettingsInput,
  { image, type, disks }: Hardware,
): boolean {
  if (!given?.Configured) return false
  const root = disks.find(({ device }) => device === image.rootDevice)
  const [problem] = [
    ...(canHibernate(type) ? [] : [`The instance type ${type.name} does not support hibernation`]),
    ...(root?.kmsKeyId === undefined ? ['The root volume must be encrypted'] : []),
    ...((root?.spec.sizeGiB ?? 0) * 1_024 < type.memoryMiB
      ? ['The root volume must have room for the memory of the instance']
      : []),
  ]
  if (problem !== undefined) throw new Refusal('UnsupportedHibernationConfiguration', `${problem}.`)
  return true
}

function readProfile({ accountId }: Ec2, { IamInstanceProfile: profile }: SettingsInput): string | undefined {
  if (!profile) return undefined
  const { Arn: arn, Name: name = '' } = profile
  if (arn !== undefined && profile.Name !== undefined) {
    throw new Refusal('InvalidParameterCombination', 'An instance profile is named by its ARN or by its name')
  }
  if (arn !== undefined && !/^arn:aws[\w-]*:iam::\d{12}:instance-profile\/.+$/.test(arn)) {
    throw invalidValue(
      `Value (${arn}) for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN`,
    )
  }
  if (arn === undefined && !/^[\w+=,.@-]{1,128}$/.test(name)) {
    throw invalidValue(
      `Value (${name}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name`,
    )
  }
  return arn ?? `arn:aws:iam::${accountId}:instance-profile/${name}`
}
