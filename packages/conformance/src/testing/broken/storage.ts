import type { BrokenStorage } from './broken.ts'
import { brokenBuckets } from './buckets.ts'
import { brokenContents } from './contents.ts'
import { brokenObjectLists } from './object-lists.ts'
import { brokenObjects } from './objects.ts'
import { brokenStorageAbilities } from './storage-abilities.ts'
import { brokenStorageCalls } from './storage-calls.ts'
import { brokenUploads } from './uploads.ts'

export const brokenStorage: readonly BrokenStorage[] = [
  ...brokenBuckets,
  ...brokenObjects,
  ...brokenContents,
  ...brokenObjectLists,
  ...brokenStorageCalls,
  ...brokenUploads,
  ...brokenStorageAbilities,
]
