import type { CloudStack } from './cloud.ts'
import { foundVisible } from './found.ts'
import type { Volume } from './volume.ts'

export interface Snapshot {
  readonly id: string
  readonly name: string
  /** As it was; it may be gone since. */
  readonly volume: Volume
  readonly sizeBytes: number
  /** The zones that have it, by id. */
  readonly zones: Set<string>
  state: 'Creating' | 'BackingUp' | 'BackedUp' | 'Error'
  readonly createdAt: number
  readonly projectId: string | undefined
}

export const existingSnapshot = (cloud: CloudStack, parameter: string, id: string | undefined): Snapshot =>
  foundVisible(cloud, cloud.snapshots, parameter, id)

export function removeSnapshot(cloud: CloudStack, { id }: Snapshot): void {
  cloud.snapshots.delete(id)
  cloud.removed.add(id)
  cloud.tags.forget(id)
}
