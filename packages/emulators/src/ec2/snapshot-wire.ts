import type { Ec2 } from './action.ts'
import type { Snapshot } from './snapshot.ts'
import { tagSet } from './tag-input.ts'
import { percent } from './volume-modifications.ts'
import type { XmlFields } from './xml.ts'

export const snapshotFields = (ec2: Ec2, snapshot: Snapshot): XmlFields => {
  const { startedAt, ms, state, kmsKeyId } = snapshot
  const complete = state === 'completed'
  return {
    snapshotId: snapshot.id,
    volumeId: snapshot.volumeId,
    status: state,
    startTime: new Date(startedAt),
    completionTime: complete ? new Date(startedAt + ms) : undefined,
    progress: progressOf(ec2, snapshot),
    ownerId: ec2.accountId,
    volumeSize: snapshot.sizeGiB,
    description: snapshot.description,
    encrypted: kmsKeyId !== undefined,
    kmsKeyId,
    storageTier: 'standard',
    transferType: 'standard',
    tagSet: tagSet(ec2, snapshot.id),
  }
}

export const progressOf = ({ centre }: Ec2, { state, startedAt, ms }: Snapshot): string =>
  `${state === 'completed' ? 100 : percent(centre.clock.now() - startedAt, ms)}%`
