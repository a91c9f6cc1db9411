import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../../options.ts'
import { startCloud } from '../../start-cloud.ts'
import { lackOf, runProgram } from '../../testing/program.ts'

const lack = await lackOf('s3cmd')
const long = 120_000
const folder = mkdtempSync(join(tmpdir(), 's3cmd-test-'))
const config = join(folder, 'config')
const file = (name: string) => join(folder, name)
let local: LocalCloud

beforeAll(async () => {
  local = await startCloud()
  const { host } = new URL(local.s3.endpoint)
  const { accessKeyId, secretAccessKey } = local.s3.credentials
  const lines = {
    access_key: accessKeyId,
    secret_key: secretAccessKey,
    host_base: host,
    host_bucket: host,
    bucket_location: local.s3.region,
    use_https: 'False',
    multipart_chunk_size_mb: '5',
  }
  const text = Object.entries(lines).map(([name, value]) => `${name} = ${value}\n`)
  writeFileSync(config, `[default]\n${text.join('')}`)
})
afterAll(async () => {
  await local.close()
  rmSync(folder, { recursive: true })
})

const s3cmd = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await runProgram('s3cmd', ['-c', config, ...args], { LANG: 'C.UTF-8' })
  if (code !== 0) throw new Error(stderr)
  return stdout
}

const bucket = 's3://s3cmd-bucket'

describe.skipIf(lack)(`s3cmd${lack ? ` (skipped: ${lack})` : ''}`, () => {
  test.each(['plain.txt', 'a+b & ü.txt', '😀/p%2Fq.txt'])(
    'puts, lists, reads and removes %j',
    async (key) => {
      if (!local.inventory().s3.buckets[0]) await s3cmd('mb', bucket)
      writeFileSync(file('small'), 'hello')
      await s3cmd('put', file('small'), `${bucket}/${key}`, '--add-header=x-amz-meta-a:b')
      expect(await s3cmd('ls', '--recursive', bucket)).toContain(`${bucket}/${key}\n`)
      await s3cmd('get', '--force', `${bucket}/${key}`, file('back'))
      expect(readFileSync(file('back'), 'utf8')).toBe('hello')
      expect(await s3cmd('info', `${bucket}/${key}`)).toContain('x-amz-meta-a: b')
      await s3cmd('rm', `${bucket}/${key}`)
      expect(await s3cmd('ls', '--recursive', bucket)).toBe('')
    },
    long,
  )

  test(
    'uploads in parts, copies, and removes everything',
    async () => {
      const bytes = randomBytes(11 * 1024 ** 2)
      writeFileSync(file('large'), bytes)
      await s3cmd('put', file('large'), `${bucket}/large`)
      await s3cmd('cp', `${bucket}/large`, `${bucket}/copied`)
      await s3cmd('get', '--force', `${bucket}/copied`, file('back'))
      expect(bytes.equals(readFileSync(file('back')))).toBe(true)
      expect(local.requests.some(({ operation }) => operation === 'CompleteMultipartUpload')).toBe(true)
      await s3cmd('rb', '--recursive', '--force', bucket)
      expect(local.inventory().s3).toEqual({ buckets: [], storedBytes: 0 })
    },
    long,
  )
})
