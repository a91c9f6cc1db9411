import type { Gce } from './cloud.ts'
import type { Resource } from './resource.ts'

/** An instance that was just made is not found for a while, where the cloud is eventually consistent. */
export const isVisible = ({ centre, consistencyMs }: Gce, { collection, createdAt }: Resource): boolean =>
  collection !== 'instances' || centre.clock.now() - createdAt >= consistencyMs
