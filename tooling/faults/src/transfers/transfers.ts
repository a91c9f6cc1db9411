import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  contentOf,
  copyBetween,
  download,
  syncDirectory,
  type UploadHandle,
  upload,
} from '@cloud/core/storage'
import type { S3 } from '@cloud/s3'

const mib = 1024 * 1024
export const key = 'large'
/** Two parts, the second of a few bytes. */
export const large: Buffer = Buffer.alloc(5 * mib + 77, 'what is brought over, ')
/** More than the 8 MiB of a part of a sync. */
const inParts = Buffer.alloc(8 * mib + 77, 'what is brought over in parts, ')
export const before = 'what was there before'

/** Where a transfer is made: a bucket and a folder of its own. */
export interface Place {
  readonly driver: S3
  readonly bucket: string
  readonly folder: string
}

/** What an upload in parts goes on by. */
export interface Kept {
  readonly resume?: UploadHandle | undefined
  readonly onStart?: (handle: UploadHandle) => void
}

export interface Transfer {
  readonly name: string
  /** The operations of S3 that it takes: each of them is hit. */
  readonly operations: readonly string[]
  readonly given: (place: Place) => Promise<unknown>
  readonly run: (place: Place, kept?: Kept) => Promise<unknown>
  /** What is brought over; `large` unless given. */
  readonly content?: Buffer
  /** What is at the target. */
  readonly target: (place: Place) => Promise<Buffer>
}

const partSizeBytes = 5 * mib
const file = ({ folder }: Place) => join(folder, key)
const object = ({ bucket }: Place) => ({ bucket, key })
const source = ({ bucket }: Place) => ({ bucket, key: 'source' })

async function stored({ driver, ...place }: Place): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of contentOf(driver, object({ driver, ...place }))) chunks.push(chunk)
  return Buffer.concat(chunks)
}

export const transfers: readonly Transfer[] = [
  {
    name: 'upload',
    operations: ['CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload'],
    given: async (place) => {
      await place.driver.putObject(object(place), before)
      writeFileSync(file(place), large)
    },
    run: (place, kept) =>
      upload(place.driver, object(place), { path: file(place) }, { partSizeBytes, ...kept }),
    target: stored,
  },
  {
    name: 'download',
    operations: ['HeadObject', 'GetObject'],
    given: async (place) => {
      await upload(place.driver, object(place), large, { partSizeBytes })
      writeFileSync(file(place), before)
    },
    run: (place) => download(place.driver, object(place), file(place), { partSizeBytes, concurrency: 1 }),
    target: async (place) => readFileSync(file(place)),
  },
  {
    name: 'copyBetween',
    operations: ['HeadObject', 'GetObject', 'UploadPart', 'CompleteMultipartUpload'],
    given: async (place) => {
      await place.driver.putObject(object(place), before)
      await upload(place.driver, source(place), large, { partSizeBytes })
    },
    // Another driver, since one copies within itself by a request of its own.
    run: ({ driver, ...place }, kept) =>
      copyBetween(
        { driver: { ...driver }, object: source({ driver, ...place }) },
        { driver, object: object({ driver, ...place }) },
        { partSizeBytes, ...kept },
      ),
    target: stored,
  },
  {
    name: 'syncDirectory up',
    operations: ['ListObjectsV2', 'PutObject'],
    given: async (place) => {
      await place.driver.putObject(object(place), before)
      writeFileSync(file(place), large)
    },
    run: ({ driver, bucket, folder }) => syncDirectory(driver, { direction: 'up', folder, bucket }),
    target: stored,
  },
  {
    name: 'syncDirectory up of a file in parts',
    operations: ['CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload'],
    given: async (place) => {
      await place.driver.putObject(object(place), before)
      writeFileSync(file(place), inParts)
    },
    content: inParts,
    run: ({ driver, bucket, folder }) =>
      syncDirectory(driver, { direction: 'up', folder, bucket, journal: `${folder}.journal` }),
    target: stored,
  },
  {
    name: 'syncDirectory down',
    operations: ['ListObjectsV2', 'HeadObject', 'GetObject'],
    given: async (place) => {
      await upload(place.driver, object(place), large, { partSizeBytes })
      writeFileSync(file(place), before)
    },
    run: ({ driver, bucket, folder }) => syncDirectory(driver, { direction: 'down', folder, bucket }),
    target: async (place) => readFileSync(file(place)),
  },
]

/** Files that nobody asked for, and uploads that are not over. */
export async function strays({ driver, bucket, folder }: Place): Promise<readonly string[]> {
  const uploads = await driver.listMultipartUploads(bucket).toArray()
  const files = readdirSync(folder).filter((name) => name !== key)
  return [...uploads.map((one) => `an upload of ${one.key}`), ...files]
}

export function newPlace(driver: S3, bucket: string, root: string): Place {
  const folder = join(root, bucket)
  mkdirSync(folder)
  return { driver, bucket, folder }
}
