import { type Action, action, type Ec2 } from './action.ts'
import { newId } from './new-id.ts'
import { invalidValue, Refusal } from './refusal.ts'
import { sharedWithNobody } from './sharing.ts'
import type { Snapshot } from './snapshot.ts'
import { snapshotFields } from './snapshot-wire.ts'
import { readTagSpecifications, storeTags, type TagInput, type TagSpecification } from './tag-input.ts'
import { findUsableVolume, type Volume } from './volume.ts'
import { refuseSnapshots } from './volume-limits.ts'
import { concurrentSnapshots } from './volume-spec.ts'
import { refuseUnused } from './without-effect.ts'

interface CreateInput {
  readonly VolumeId: string
  readonly Description?: string
  readonly Location?: 'regional' | 'local'
  readonly TagSpecification?: readonly TagSpecification[]
}

export const createSnapshot: Action = action<CreateInput>((ec2, input) => {
  refuseUnused(input, input.Location === 'local' ? ['OutpostArn', 'Location'] : ['OutpostArn'])
  const volume = findUsableVolume(ec2, input.VolumeId)
  const tags = readTagSpecifications(input.TagSpecification, ['snapshot']).get('snapshot')
  const description = readDescription(input.Description)
  if (volume.state === 'creating') {
    throw new Refusal('IncorrectState', `Volume '${volume.id}' is in the 'creating' state.`)
  }
  refuseConcurrent(ec2, volume)
  refuseSnapshots(ec2, 1)
  return () => snapshotFields(ec2, snapshotOf(ec2, volume, description, tags))
})

export function readDescription(text = ''): string {
  if (text.length > 255) throw invalidValue('The description is limited to 255 characters')
  return text
}

function refuseConcurrent(ec2: Ec2, { id, spec }: Volume): void {
  const pending = [...ec2.snapshots.values()].filter(
    ({ volumeId, state }) => volumeId === id && state === 'pending',
  )
  if (pending.length < concurrentSnapshots(spec.type)) return
  throw new Refusal(
    'ConcurrentSnapshotLimitExceeded',
    `Maximum allowed in-progress snapshots for the volume '${id}' exceeded.`,
  )
}

/** A snapshot of what the volume is at the moment; it takes `actionMs`. */
export const snapshotOf = (
  ec2: Ec2,
  { id, spec, kmsKeyId, content }: Volume,
  description: string,
  tags?: readonly TagInput[],
): Snapshot =>
  makeSnapshot(
    ec2,
    { volumeId: id, sizeGiB: spec.sizeGiB, kmsKeyId, content, description, ms: ec2.centre.times.actionMs },
    tags,
  )

type NewSnapshot = Omit<Snapshot, 'id' | 'startedAt' | 'state' | 'sharing'>

export function makeSnapshot(ec2: Ec2, made: NewSnapshot, tags: readonly TagInput[] = []): Snapshot {
  const { clock } = ec2.centre
  const snapshot: Snapshot = {
    ...made,
    id: newId(ec2, 'snap'),
    startedAt: clock.now(),
    state: 'pending',
    sharing: sharedWithNobody,
  }
  ec2.snapshots.set(snapshot.id, snapshot)
  storeTags(ec2, snapshot.id, tags)
  clock.after(made.ms, () => {
    snapshot.state = 'completed'
  })
  return snapshot
}
