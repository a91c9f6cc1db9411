import type {
  BulkDelete,
  CopyObjects,
  MultipartUploads,
  ObjectTags,
  SignedUrls,
  Storage,
  Versions,
} from '@cloud/core'
import type { StorageConformanceOptions } from '../options.ts'
import { memoryBuckets } from './memory-buckets.ts'
import { type MemoryCloud, memoryCloud, withClock } from './memory-cloud.ts'
import { bodyFaults } from './memory-contents.ts'
import { memoryObjects } from './memory-objects.ts'
import {
  memoryBulkDelete,
  memoryCopies,
  memorySignedUrls,
  memoryTags,
  sendSigned,
} from './memory-storage-abilities.ts'
import { memoryUploads, minPartBytes } from './memory-uploads.ts'
import { memoryVersions } from './memory-versions.ts'

export type MemoryStorage = Storage &
  CopyObjects &
  BulkDelete &
  SignedUrls &
  MultipartUploads &
  Versions &
  ObjectTags

/** A driver of storage with all abilities, on a {@link memoryCloud}. */
export function memoryStorage(cloud: MemoryCloud, token: string = cloud.token): MemoryStorage {
  return {
    ...memoryBuckets(cloud, token),
    ...memoryObjects(cloud, token),
    ...memoryUploads(cloud, token),
    ...memoryCopies(cloud, token),
    ...memoryBulkDelete(cloud, token),
    ...memorySignedUrls(cloud),
    ...memoryVersions(cloud, token),
    ...memoryTags(cloud, token),
    ...withClock(cloud),
  }
}

/** The suite's options for a cloud in memory; `change` makes another driver of the good one. */
export function memoryStorageOptions(
  change: (driver: MemoryStorage, cloud: MemoryCloud) => Storage = (driver) => driver,
): StorageConformanceOptions {
  const cloud = memoryCloud()
  return {
    name: 'storage in memory',
    driver: () => change(memoryStorage(cloud), cloud),
    wrongCredentials: () => change(memoryStorage(cloud, 'another token'), cloud),
    requests: cloud.requests,
    slow: cloud.slow,
    outage: cloud.outage,
    losePut: () => cloud.lose('PutObject'),
    loseComplete: () => cloud.lose('CompleteMultipartUpload'),
    cutBody: () => void bodyFaults(cloud).set('cut', true),
    corruptBody: () => void bodyFaults(cloud).set('corrupt', true),
    sendSigned: (request, content) => sendSigned(cloud, request, content),
    minPartBytes,
    secrets: () => [cloud.token],
    clock: cloud.clock,
  }
}
