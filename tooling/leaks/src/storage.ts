import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { download, upload } from '@cloud/core/storage'
import type { Fault } from '@cloud/emulators'
import { type S3, type S3Options, storage } from '@cloud/s3'
import { listening } from './clouds.ts'
import { echoServer } from './echo-server.ts'
import type { World } from './world.ts'

const bucket = 'secrets'
const at = { bucket, key: 'one' }

/** Object storage: its keys, what signs requests and links, and a key of the caller's that objects are encrypted with. */
export async function useStorage(world: World): Promise<void> {
  const { local, things, trace, learn } = world
  const options = { ...local.s3, trace, transport: listening(learn), retry: { baseMs: 1, throttleBaseMs: 1 } }
  const driver = storage(options)
  const [client] = Object.getOwnPropertySymbols(driver)
  things.push(['driver s3', driver], ['client s3', client && Reflect.get(driver, client)])
  await driver.createBucket({ name: bucket })
  const own = ownKey(world)
  things.push(['s3 written', await driver.putObject(at, 'content', { native: own })])
  things.push(['s3 object', await driver.getObject(at, { native: own })])
  things.push(['s3 content', await driver.readObject(at, { native: own })])
  things.push(
    ['s3 listing', driver.listObjects(bucket)],
    ['s3 page', await driver.listObjects(bucket).toArray()],
  )
  await signLinks(world, driver)
  await failStorage(world, driver)
  await failTransfers(world, driver)
  await failStorageByEcho(world, options)
  await options.transport.close()
}

/** S3 takes it in Base64, with its MD5 beside, in headers of each request. */
function ownKey({ inputs, learn }: World): { readonly customerKey: { readonly key: Uint8Array } } {
  const key = createHash('sha256').update(inputs['object key']).digest()
  learn('object key', key)
  learn('object key', createHash('md5').update(key).digest())
  return { customerKey: { key } }
}

/** A link is given to whom it is for; nothing else tells its signature. */
async function signLinks({ learn, things, fails }: World, driver: S3): Promise<void> {
  for (const method of ['GET', 'PUT'] as const) {
    const { url } = await driver.signUrl(at, { method })
    learn('request signature', new URL(url).searchParams.get('X-Amz-Signature') ?? '')
  }
  things.push(['driver s3 that signed', driver])
  await fails('s3 a link that cannot be', () => driver.signUrl(at, { method: 'GET', expiresInMs: 1 }))
}

const refusals = [
  'AccessDenied',
  'InvalidRequest',
  'SignatureDoesNotMatch',
  'NoSuchBucket',
  'PreconditionFailed',
  'SlowDown',
  'InternalError',
]

const mishaps: Readonly<Record<string, Omit<Fault, 'operation'>>> = {
  'status 503': { kind: 'status', status: 503 },
  'status 418': { kind: 'status', status: 418 },
  'a lost request': { kind: 'reset-before' },
  'a lost reply': { kind: 'reset-after' },
  'no answer': { kind: 'stall' },
}

/** Every failure of a write whose key is secret, and of its read. */
async function failStorage(world: World, driver: S3): Promise<void> {
  const { local, fails } = world
  const [native, call] = [ownKey(world), { timeoutMs: 300 }]
  const faults = [
    ...refusals.map((code) => [code, { kind: 'error', code }] as const),
    ...Object.entries(mishaps),
  ]
  for (const [name, fault] of faults) {
    const removes = ['PutObject', 'GetObject'].map((operation) => local.faults.add({ ...fault, operation }))
    await fails(`s3 put ${name}`, () => driver.putObject(at, 'content', { native }, call))
    await fails(`s3 read ${name}`, () => driver.readObject(at, { native }, call))
    for (const remove of removes) remove()
  }
  await fails('s3 without its key', () => driver.readObject(at))
  const short = { customerKey: { key: native.customerKey.key.subarray(1) } }
  await fails('s3 a short key', () => driver.putObject(at, 'content', { native: short }))
}

/** What a transfer tells of how it failed: its handle, what became of the parts. */
async function failTransfers(world: World, driver: S3): Promise<void> {
  const { local, fails } = world
  const folder = mkdtempSync(join(tmpdir(), 'leaks-'))
  const native = ownKey(world)
  const content = Buffer.alloc(6 * 1024 * 1024)
  for (const operation of ['CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload']) {
    const remove = local.faults.add({ kind: 'error', code: 'AccessDenied', operation })
    await fails(`s3 upload ${operation}`, () =>
      upload(driver, at, content, { partSizeBytes: 5 * 1024 * 1024, onFailure: 'keep', native }),
    )
    remove()
  }
  await fails('s3 download', () => download(driver, { bucket, key: 'none' }, join(folder, 'file')))
  rmSync(folder, { recursive: true })
}

/** A server that gives back what it was sent, and keys that it does not know. */
async function failStorageByEcho(world: World, options: S3Options): Promise<void> {
  const { fails, inputs, things, learn, local } = world
  const { origin, close } = await echoServer()
  const native = ownKey(world)
  const credentials = { ...local.s3.credentials, sessionToken: inputs['session token'] }
  const transport = listening(learn)
  try {
    for (const path of ['aws', 'page', 'garbage']) {
      const driver = storage({
        ...options,
        endpoint: `${origin}/${path}`,
        credentials,
        transport,
        retry: { attempts: 1 },
      })
      await fails(`s3 echo ${path}`, () => driver.putObject(at, 'content', { native }))
      const { url } = await driver.signUrl(at, { method: 'GET' })
      learn('request signature', new URL(url).searchParams.get('X-Amz-Signature') ?? '')
      things.push([`s3 with a session token ${path}`, driver])
    }
    await fails('s3 a session token', () =>
      storage({ ...options, credentials })
        .listBuckets()
        .toArray(),
    )
  } finally {
    await transport.close()
    await close()
  }
}
