import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

// Each start of it takes a second of Python: what takes many keys is given them all at once.
describe.skipIf(lack)(`s3cmd${lack ? ` (skipped: ${lack})` : ''}`, () => {
  const files: Readonly<Record<string, Buffer>> = {
    'plain.txt': Buffer.from('hello'),
    'a+b & ü.txt': Buffer.from('odd'),
    '😀/p%2Fq.txt': Buffer.from('encoded'),
    'large.bin': randomBytes(11 * 1024 ** 2),
  }
  const names = Object.keys(files)
  const uris = names.map((name) => `${bucket}/${name}`)

  test(
    'puts, lists, describes and reads files of odd names, in parts where they are large',
    async () => {
      mkdirSync(file('from/😀'), { recursive: true })
      mkdirSync(file('to'))
      for (const [name, bytes] of Object.entries(files)) writeFileSync(file(`from/${name}`), bytes)
      await s3cmd('mb', bucket)
      await s3cmd('put', '--recursive', file('from/'), bucket, '--add-header=x-amz-meta-a:b')
      const listed = (await s3cmd('ls', '--recursive', bucket)).trimEnd().split('\n')
      expect(listed.map((line) => line.slice(line.indexOf('s3://')))).toEqual(uris.toSorted())
      expect((await s3cmd('info', ...uris)).match(/x-amz-meta-a: +b/g)).toHaveLength(names.length)
      await s3cmd('get', '--recursive', bucket, file('to/'))
      for (const [name, bytes] of Object.entries(files))
        expect(bytes.equals(readFileSync(file(`to/${name}`)))).toBe(true)
      expect(local.requests.some(({ operation }) => operation === 'CompleteMultipartUpload')).toBe(true)
    },
    long,
  )

  test(
    'copies, and removes some and then everything',
    async () => {
      await s3cmd('cp', `${bucket}/large.bin`, `${bucket}/copied`)
      await s3cmd('rm', ...uris)
      const [left] = local.inventory().s3.buckets
      expect(left?.objects.map(({ key, size }) => [key, size])).toEqual([['copied', 11 * 1024 ** 2]])
      await s3cmd('rb', '--recursive', '--force', bucket)
      expect(local.inventory().s3).toEqual({ buckets: [], storedBytes: 0 })
    },
    long,
  )
})
