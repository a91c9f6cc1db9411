import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { regionNames } from '../ec2/zones.ts'
import { passingFolder } from '../passing-folder.ts'
import type { Random } from '../random.ts'
import type { S3, S3Credentials, S3Options } from './cloud.ts'
import { loadState } from './storage/loaded-state.ts'
import { createPieces } from './storage/pieces.ts'
import { noRecords, openRecords } from './storage/records.ts'

export interface S3Setting {
  readonly clock: Clock
  readonly random: Random
  readonly region: string
  readonly credentials: readonly S3Credentials[]
  readonly folder?: string | undefined
  readonly pageSize?: number | undefined
}

/** The most bytes of a piece that stays in memory where nothing is kept. */
const largestInMemory = 1024 * 1024

/** The most that any answer holds, whatever is asked for. */
const largestPage = 1_000
const largestBucketPage = 10_000

/** Throws where another program has the folder. */
export function createS3(setting: S3Setting): { readonly s3: S3; readonly close: () => Promise<void> } {
  const { clock, random, region, credentials, folder, pageSize = Number.POSITIVE_INFINITY } = setting
  const accountId = '123456789012'
  const store = folder === undefined ? passingStore() : keptStore(folder)
  const { records, loaded } = store
  const s3: S3 = {
    clock,
    random,
    region,
    isRegion: (name) => name === region || regionNames.some((known) => known === name),
    accountId,
    ownerId: createHash('sha256').update(accountId).digest('hex'),
    credentials,
    buckets: new Map(),
    pieces: store.pieces,
    records,
    sequence: 1,
    pageSize: Math.min(pageSize, largestPage),
    bucketPageSize: Math.min(pageSize, largestBucketPage),
  }
  loadState(s3, loaded)
  if (folder !== undefined) store.pieces.sweep()
  return { s3, close: async () => store.close() }
}

function passingStore() {
  const folder = passingFolder('cloud-emulators-objects')
  const made = () => {
    folder.make()
    return folder.path
  }
  const pieces = createPieces({ folder: made, inMemory: largestInMemory })
  return { pieces, records: noRecords, loaded: [], close: folder.remove }
}

function keptStore(folder: string) {
  const { records, loaded } = openRecords(folder)
  const bytes = join(folder, 'pieces')
  mkdirSync(bytes, { recursive: true })
  return { pieces: createPieces({ folder: () => bytes, inMemory: 0 }), records, loaded, close: records.close }
}

/** Those that `local.s3` has: the account's, or temporary ones, which have a token and another kind of key. */
export const s3Credentials = (account: S3Credentials, { sessionToken }: S3Options = {}): S3Credentials =>
  sessionToken
    ? {
        accessKeyId: account.accessKeyId.replace('AKIA', 'ASIA'),
        secretAccessKey: `emulatedSecret${randomBytes(20).toString('base64').slice(0, 26)}`,
        sessionToken: `emulatedToken${randomBytes(60).toString('base64')}`,
      }
    : account
