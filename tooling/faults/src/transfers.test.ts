import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { UploadHandle } from '@cloud/core/storage'
import { type Fault, type LocalCloud, startCloud, virtualClock } from '@cloud/emulators'
import { type S3, storage } from '@cloud/s3'
import nock from 'nock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  before,
  large,
  newPlace,
  type Place,
  strays,
  type Transfer,
  transfers,
} from './transfers/transfers.ts'

const root = mkdtempSync(join(tmpdir(), 'transfers-'))
let local: LocalCloud
let driver: S3
let places = 0

nock.restore()
beforeAll(async () => {
  const clock = virtualClock({ auto: true })
  local = await startCloud({ clock })
  driver = storage({ ...local.s3, clock })
})
afterAll(async () => {
  await local.close()
  rmSync(root, { recursive: true })
})

/** A bucket and a folder in which a transfer is about to be made. */
async function placeFor(transfer: Transfer): Promise<Place> {
  places += 1
  const place = newPlace(driver, `place-${places}`, root)
  await driver.createBucket({ name: place.bucket })
  await transfer.given(place)
  return place
}

/** Two in each transfer: as many as every operation is tried again after. */
const faults: readonly (readonly [string, ...Omit<Fault, 'operation'>[]])[] = [
  [
    'a reply that is lost, and a 503',
    { kind: 'reset-after', count: 1 },
    { kind: 'status', status: 503, count: 1 },
  ],
  [
    'a request that is lost, and half a reply',
    { kind: 'reset-before', count: 1 },
    { kind: 'half-body', count: 1 },
  ],
]

/** Nothing tells whether it was begun: it is not asked for again. */
const begins = 'CreateMultipartUpload'
const hits = (transfer: Transfer) => transfer.operations.map((operation) => ({ operation }))

describe.each(transfers)('$name', (transfer) => {
  const { name, run, target, content = large } = transfer

  it.each(hits(transfer).filter(({ operation }) => operation !== begins))(
    'bears what is lost of $operation, brings all of it over and leaves nothing else',
    async ({ operation }) => {
      const place = await placeFor(transfer)
      for (const [what, ...all] of faults) {
        await transfer.given(place)
        for (const fault of all) local.faults.add({ ...fault, operation })
        await run(place)
        local.faults.clear()
        expect((await target(place)).equals(content), what).toBe(true)
        expect(await strays(place), what).toEqual([])
      }
    },
  )

  it.each(hits(transfer))(
    'that $operation refuses for good leaves what was there, and is whole the next time',
    async ({ operation }) => {
      const place = await placeFor(transfer)
      const remove = local.faults.add({ kind: 'error', code: 'AccessDenied', operation })
      await expect(run(place)).rejects.toMatchObject({ code: 'forbidden' })
      remove()
      expect(String(await target(place))).toBe(before)
      expect(await strays(place)).toEqual([])
      await run(place)
      expect((await target(place)).equals(content)).toBe(true)
    },
  )

  it('whose process is killed leaves what was there, and goes on byte for byte', async () => {
    const place = await placeFor(transfer)
    const operation = transfer.operations.at(-1) ?? ''
    await killedAt(operation, name, place)
    expect(String(await target(place))).toBe(before)
    const handle = `${place.folder}.handle`
    const resume = existsSync(handle) ? (JSON.parse(readFileSync(handle, 'utf8')) as UploadHandle) : undefined
    await run(place, { resume })
    expect((await target(place)).equals(content)).toBe(true)
    expect(await strays(place)).toEqual([])
  }, 60_000)
})

it('an upload that may have begun, and whose answer is lost, leaves what was there', async () => {
  const [transfer] = transfers
  if (transfer === undefined) throw new Error('There is no upload')
  const place = await placeFor(transfer)
  local.faults.add({ kind: 'reset-after', operation: begins, count: 1 })
  await expect(transfer.run(place)).rejects.toMatchObject({ code: 'network', outcome: 'unknown' })
  expect(String(await transfer.target(place))).toBe(before)
})

/** Makes a transfer in a process of its own, which is killed when an operation of it hangs. */
async function killedAt(operation: string, name: string, { bucket, folder }: Place): Promise<void> {
  const remove = local.faults.add({ kind: 'stall', operation })
  const seen = () => local.requests.filter((one) => one.operation === operation).length
  const sofar = seen()
  const program = fileURLToPath(new URL('transfers/program.ts', import.meta.url))
  const args = ['--conditions=@cloud/source', program, JSON.stringify(local.s3), name, bucket, folder]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(child, 'exit')
  while (seen() === sofar && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20))
  child.kill('SIGKILL')
  await ended
  remove()
  expect(child.signalCode).toBe('SIGKILL')
}
