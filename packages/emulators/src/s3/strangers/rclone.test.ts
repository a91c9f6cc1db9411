import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../../options.ts'
import { startCloud } from '../../start-cloud.ts'
import { lackOf, runProgram } from '../../testing/program.ts'

const lack = await lackOf('rclone')
const long = 120_000
const folder = mkdtempSync(join(tmpdir(), 'rclone-test-'))
let local: LocalCloud

beforeAll(async () => {
  local = await startCloud()
})
afterAll(async () => {
  await local.close()
  rmSync(folder, { recursive: true })
})

/** It reads no configuration but this. */
const rclone = async (...args: readonly string[]): Promise<string> => {
  const { region, endpoint, credentials } = local.s3
  const { code, stdout, stderr } = await runProgram(
    'rclone',
    [...args, '--retries', '1', '--low-level-retries', '1'],
    {
      RCLONE_CONFIG: join(folder, 'none'),
      RCLONE_CONFIG_CLOUD_TYPE: 's3',
      RCLONE_CONFIG_CLOUD_PROVIDER: 'Other',
      RCLONE_CONFIG_CLOUD_REGION: region,
      RCLONE_CONFIG_CLOUD_LOCATION_CONSTRAINT: region,
      RCLONE_CONFIG_CLOUD_ENDPOINT: endpoint,
      RCLONE_CONFIG_CLOUD_FORCE_PATH_STYLE: 'true',
      RCLONE_CONFIG_CLOUD_ACCESS_KEY_ID: credentials.accessKeyId,
      RCLONE_CONFIG_CLOUD_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      RCLONE_S3_UPLOAD_CUTOFF: '6M',
      RCLONE_S3_CHUNK_SIZE: '5M',
    },
  )
  if (code !== 0) throw new Error(stderr)
  return stdout
}

describe.skipIf(lack)(`rclone${lack ? ` (skipped: ${lack})` : ''}`, () => {
  test(
    'copies a folder with odd names up and down, in parts where it is large',
    async () => {
      const from = join(folder, 'from')
      mkdirSync(join(from, 'sub folder'), { recursive: true })
      const files: Readonly<Record<string, Buffer>> = {
        'small.txt': Buffer.from('hello'),
        'sub folder/a+b & ü😀.txt': Buffer.from('odd'),
        'p%2Fq.txt': Buffer.from('encoded'),
        'empty.txt': Buffer.alloc(0),
        'large.bin': randomBytes(11 * 1024 ** 2),
      }
      for (const [name, bytes] of Object.entries(files)) writeFileSync(join(from, name), bytes)
      await rclone('copy', from, 'cloud:rclone-bucket/base', '--metadata')
      const listed = await rclone('lsf', '-R', '--files-only', 'cloud:rclone-bucket/base')
      expect(listed.trim().split('\n').sort()).toEqual(Object.keys(files).sort())
      const to = join(folder, 'to')
      await rclone('copy', 'cloud:rclone-bucket/base', to)
      for (const [name, bytes] of Object.entries(files))
        expect(bytes.equals(readFileSync(join(to, name)))).toBe(true)
      expect(local.requests.some(({ operation }) => operation === 'CompleteMultipartUpload')).toBe(true)
    },
    long,
  )

  test(
    'copies in the cloud, signs a link, deletes, and removes the bucket',
    async () => {
      await rclone('copyto', 'cloud:rclone-bucket/base/small.txt', 'cloud:rclone-bucket/copied.txt')
      expect(await rclone('cat', 'cloud:rclone-bucket/copied.txt')).toBe('hello')
      const link = await rclone('link', '--expire', '1m', 'cloud:rclone-bucket/copied.txt')
      expect(await (await fetch(link.trim())).text()).toBe('hello')
      await rclone('deletefile', 'cloud:rclone-bucket/copied.txt')
      await rclone('purge', 'cloud:rclone-bucket')
      expect(local.inventory().s3).toEqual({ buckets: [], storedBytes: 0 })
    },
    long,
  )
})
