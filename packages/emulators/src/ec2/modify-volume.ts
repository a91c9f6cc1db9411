import { type Action, action, type Ec2 } from './action.ts'
import { invalidValue, Refusal } from './refusal.ts'
import { findUsableVolume, type Volume, type VolumeModification } from './volume.ts'
import { modificationFields } from './volume-modifications.ts'
import { readSpec, type VolumeSpec, type VolumeType } from './volume-spec.ts'

interface ModifyInput {
  readonly VolumeId: string
  readonly Size?: number
  readonly VolumeType?: VolumeType
  readonly Iops?: number
  readonly Throughput?: number
  readonly MultiAttachEnabled?: boolean
}

export const modifyVolume: Action = action<ModifyInput>((ec2, input) => {
  const volume = findUsableVolume(ec2, input.VolumeId)
  if (volume.state === 'creating') {
    throw new Refusal('IncorrectState', `Volume '${volume.id}' is in the 'creating' state.`)
  }
  refuseSoon(ec2, volume)
  const target = targetOf(volume, input)
  return () => ({ volumeModification: modificationFields(ec2, volume, begin(ec2, volume, target)) })
})

/** https://docs.aws.amazon.com/ebs/latest/userguide/modify-volume-requirements.html */
const mostInADay = 4
const dayMs = 24 * 3_600_000

function refuseSoon(ec2: Ec2, { id, modifications }: Volume): void {
  const last = modifications.at(-1)
  if (last && last.state !== 'completed') {
    throw new Refusal(
      'IncorrectModificationState',
      `Cannot modify volume ${id}, currently in modification state ${last.state.toUpperCase()}.`,
    )
  }
  const now = ec2.centre.clock.now()
  if (modifications.filter(({ startedAt }) => now - startedAt < dayMs).length < mostInADay) return
  throw new Refusal(
    'VolumeModificationRateExceeded',
    `You've reached the maximum modification rate per volume limit of ${mostInADay} in 24 hours: ${id}`,
  )
}

function targetOf({ spec, attachments }: Volume, input: ModifyInput): VolumeSpec {
  const { Size, VolumeType: type = spec.type, Iops, Throughput, MultiAttachEnabled } = input
  if ([Size, input.VolumeType, Iops, Throughput, MultiAttachEnabled].every((one) => one === undefined)) {
    throw new Refusal('InvalidParameterCombination', 'No modification of the volume is specified.')
  }
  if (Size !== undefined && Size < spec.sizeGiB) {
    throw invalidValue('New size cannot be smaller than existing size')
  }
  if (MultiAttachEnabled !== undefined && MultiAttachEnabled !== spec.multiAttach && attachments.length > 0) {
    throw new Refusal('IncorrectState', 'Multi-attach can be changed only while the volume is not attached.')
  }
  // gp2's figure follows from the size, and another type begins at its own defaults, of which io1 and io2 share 3,000.
  const kept = type === spec.type && type !== 'gp2' ? spec : undefined
  const provisioned = type === 'io1' || type === 'io2' ? 3_000 : undefined
  return readSpec({
    type,
    sizeGiB: Size ?? spec.sizeGiB,
    iops: Iops ?? kept?.iops ?? provisioned,
    throughputMiBps: Throughput ?? kept?.throughputMiBps,
    multiAttach: MultiAttachEnabled ?? spec.multiAttach,
  })
}

/** The volume is what it comes to be when it begins to be optimized, and can be used all the time. */
function begin({ centre: { clock, times } }: Ec2, volume: Volume, target: VolumeSpec): VolumeModification {
  const modification: VolumeModification = {
    startedAt: clock.now(),
    original: volume.spec,
    target,
    state: 'modifying',
    endedAt: undefined,
  }
  volume.modifications = [...volume.modifications, modification]
  clock.after(times.actionMs, () => {
    modification.state = 'optimizing'
    volume.spec = target
  })
  clock.after(2 * times.actionMs, () => {
    modification.state = 'completed'
    modification.endedAt = clock.now()
  })
  return modification
}
