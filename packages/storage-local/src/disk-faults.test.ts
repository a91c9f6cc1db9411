import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import type { MultipartUpload, Part } from '@cloud/core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { StorageLocal, storage } from './storage.ts'
import { type DiskFault, type FaultyDisk, faulty } from './testing/faulty-disk.ts'
import { newFolder } from './testing/folder.ts'

const disk = vi.hoisted(
  (): FaultyDisk => ({
    fault: undefined,
    steps: undefined,
    killed: () => {},
    orphans: new Set(),
  }),
)
vi.mock('node:fs/promises', async (original) => faulty(await original<object>(), disk))

// Two processes, as far as the driver can tell: what the first has left when it was killed is nobody's to the second.
let first: typeof storage
let second: typeof storage
beforeAll(async () => {
  // What another file of this process has loaded has the real disk, and what is loaded here is for no other file.
  vi.resetModules()
  first = (await import('./storage.ts')).storage
  vi.resetModules()
  second = (await import('./storage.ts')).storage
})
afterAll(async () => {
  vi.resetModules()
  for (const file of disk.orphans) await file.close()
})

const bucket = 'photos'
const at = { bucket, key: 'key' }

interface Write {
  readonly name: string
  /** Makes what the call needs. */
  readonly given?: (driver: StorageLocal) => Promise<unknown>
  /** With what was given, also after a start of the process. */
  readonly call: (driver: StorageLocal, given: never) => Promise<unknown>
}

async function withParts(driver: StorageLocal): Promise<{ upload: MultipartUpload; parts: Part[] }> {
  await driver.putObject(at, 'before')
  const upload = await driver.createMultipartUpload(at)
  return {
    upload,
    parts: [await driver.uploadPart(upload, 1, 'a part'), await driver.uploadPart(upload, 2, '!')],
  }
}
type WithParts = Awaited<ReturnType<typeof withParts>>

const writes: readonly Write[] = [
  { name: 'createBucket', call: (driver) => driver.createBucket({ name: 'another' }) },
  {
    name: 'deleteBucket',
    given: async (driver) => {
      await driver.createBucket({ name: 'another' })
      await driver.createMultipartUpload({ bucket: 'another', key: 'key' })
    },
    call: (driver) => driver.deleteBucket('another'),
  },
  {
    name: 'putObject over another, on a condition',
    given: (driver) => driver.putObject(at, 'before'),
    call: (driver, { etag }: { etag: string }) => driver.putObject(at, 'after', { ifMatch: etag }),
  },
  {
    name: 'deleteObject',
    given: (driver) => driver.putObject(at, 'before'),
    call: (driver) => driver.deleteObject(at),
  },
  {
    name: 'deleteObjects',
    given: (driver) => driver.putObject(at, 'before'),
    call: (driver) => driver.deleteObjects(bucket, ['key']),
  },
  {
    name: 'copyObject',
    given: async (driver) => {
      await driver.putObject(at, 'before')
      await driver.putObject({ bucket, key: 'source' }, 'after')
    },
    call: (driver) => driver.copyObject({ bucket, key: 'source' }, at),
  },
  { name: 'createMultipartUpload', call: (driver) => driver.createMultipartUpload(at) },
  {
    name: 'uploadPart over another',
    given: withParts,
    call: (driver, { upload }: WithParts) => driver.uploadPart(upload, 2, 'another part'),
  },
  {
    name: 'completeMultipartUpload',
    given: withParts,
    call: (driver, { upload, parts }: WithParts) => driver.completeMultipartUpload(upload, parts),
  },
  {
    name: 'abortMultipartUpload',
    given: withParts,
    call: (driver, { upload }: WithParts) => driver.abortMultipartUpload(upload),
  },
]

/** All that a driver tells of a folder; its content is held to its checksums. */
async function told(driver: StorageLocal): Promise<unknown> {
  const buckets = []
  for await (const { name } of driver.listBuckets()) {
    const objects: unknown[] = []
    for await (const { key } of driver.listObjects(name)) {
      const { object, body } = await driver.readObject({ bucket: name, key })
      objects.push([key, await new Response(body).text(), object.metadata])
    }
    const uploads: unknown[] = []
    for await (const upload of driver.listMultipartUploads(name)) {
      const parts = await driver.listParts(upload).toArray()
      uploads.push([upload.key, parts.map(({ partNumber, checksums }) => [partNumber, checksums])])
    }
    buckets.push({ name, objects, uploads })
  }
  return buckets
}

/** Every file and folder once the same bucket and key were written again, without the names that are made by chance. */
async function leftIn(folder: string, driver: StorageLocal): Promise<readonly string[]> {
  await driver.createBucket({ name: 'another' })
  await driver.deleteBucket('another')
  await driver.putObject(at, '')
  await driver.deleteObject(at)
  return readdirSync(folder, { recursive: true })
    .map((path) => String(path).replace(/[\da-f]{32}/, 'id'))
    .toSorted()
}

/** A folder in which a write is about to be made. */
async function prepared({ given }: Write) {
  const folder = newFolder()
  const quick = first({ folder, durable: false })
  await quick.createBucket({ name: bucket })
  const needed = (await given?.(quick)) as never
  return { folder, driver: first({ folder }), needed }
}

/** What is to be seen before and after a write, and the steps that it takes. */
async function known(write: Write) {
  const { folder, driver, needed } = await prepared(write)
  const before = await told(second({ folder, durable: false }))
  disk.steps = []
  await write.call(driver, needed)
  const steps = disk.steps
  disk.steps = undefined
  const last = second({ folder, durable: false })
  return { before, after: await told(last), steps, files: await leftIn(folder, last) }
}

/** Does a write with a fault; what it ends with, or nothing where its process was killed. */
async function faced(
  fault: DiskFault,
  { call }: Write,
  { driver, needed }: Awaited<ReturnType<typeof prepared>>,
): Promise<PromiseSettledResult<unknown> | undefined> {
  const { promise: isOver, resolve } = Promise.withResolvers<undefined>()
  Object.assign(disk, { fault, steps: [], killed: () => resolve(undefined) })
  const settled = Promise.allSettled([call(driver, needed)]).then(([result]) => result)
  const result = await Promise.race([settled, isOver])
  Object.assign(disk, { fault: undefined, steps: undefined })
  return result
}

const codes: Readonly<Record<string, string>> = { EIO: 'unavailable', ENOSPC: 'quota', EACCES: 'forbidden' }

/** The faults of a step; a full disk and missing rights show where something is made or named. All of them where runs are long. */
function faultsOf(name: string, step: number): readonly DiskFault[] {
  const makes = /^(open|mkdir|rename|copyFile|link)$|write|truncate|sync/.test(name)
  const fails = [...(makes ? ['ENOSPC'] : []), ...(name.startsWith('file.') ? [] : ['EACCES']), 'EIO'].map(
    (code): DiskFault => ({ kind: 'fails', step, code }),
  )
  const killed: DiskFault = { kind: 'killed in', step }
  if (process.env.CLOUD_RUNS)
    return [
      ...fails,
      killed,
      { kind: 'killed before', step },
      { kind: 'fails from here on', step, code: 'EIO' },
    ]
  return [...fails.slice(step % fails.length).slice(0, 1), killed]
}

async function tryCell(
  write: Write,
  fault: DiskFault,
  { before, after, files }: Awaited<ReturnType<typeof known>>,
) {
  const cell = await prepared(write)
  const { folder } = cell
  const result = await faced(fault, write, cell)
  // Time passes: a lock without a name is that of a process that has it not yet, and later of none.
  for (const lock of readdirSync(join(folder, 'b.photos', 'locks')))
    utimesSync(join(folder, 'b.photos', 'locks', lock), new Date(0), new Date(0))
  const now = await told(second({ folder, durable: false }))
  const outcome = JSON.stringify(now) === JSON.stringify(after) ? 'applied' : 'not-applied'
  if (outcome === 'not-applied') expect(now).toEqual(before)
  if (result?.status === 'fulfilled') expect(outcome).toBe('applied')
  if (result?.status === 'rejected') {
    const wanted = 'code' in fault ? codes[fault.code] : ''
    expect(result.reason).toMatchObject({ code: wanted, provider: 'storage-local' })
    expect(['unknown', outcome]).toContain(result.reason.outcome)
  }
  // Once the disk is well again who failed goes on, and else another process; then nothing is left of the first try.
  const next = fault.kind === 'fails' ? cell.driver : second({ folder, durable: false })
  if (outcome === 'not-applied') await write.call(next, cell.needed)
  const last = second({ folder, durable: false })
  if (outcome === 'not-applied') expect(await told(last)).toEqual(after)
  expect(await leftIn(folder, last)).toEqual(files)
}

describe.each(writes)('$name', (write) => {
  it('leaves what was or what is to be, and nothing else, whatever step fails or is the last one', async () => {
    const right = await known(write)
    const problems: string[] = []
    for (const [index, name] of right.steps.entries())
      for (const fault of faultsOf(name, index + 1)) {
        const cell = `${index + 1} ${name} ${fault.kind} ${'code' in fault ? fault.code : ''}`
        await tryCell(write, fault, right).catch((error: unknown) =>
          problems.push(`${cell}: ${String(error)}`),
        )
      }
    expect(problems).toEqual([])
    expect(right.steps.length).toBeGreaterThan(3)
  }, 120_000)
})
