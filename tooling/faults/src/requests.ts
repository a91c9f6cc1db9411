import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { RequestMessage } from '@cloud/core'
import type { DriverEntry, MatrixOperation } from './operation.ts'
import { openWorld, pass } from './world.ts'

/** A request, and when it was sent on the clock of its cloud, which stands still unless somebody waits. */
export interface SentRequest {
  readonly name: string
  readonly atMs: number
}

/** The name of each operation of a driver, and the requests that one call of it makes. */
export type RequestTable = Readonly<Record<string, string>>

/** Those that an operation makes, in the order in which they are sent, which the driver's own trace does not tell. */
const sending = new AsyncLocalStorage<(name: string) => void>()

subscribe('cloud:request', (message) => {
  const { event, operation } = message as RequestMessage
  if (event === 'start') sending.getStore()?.(operation)
})

/** Signing in, which whatever comes first does once for all. */
const signingIn = ['token']

/** Long enough for whatever made the given to come to its end. */
const settleMs = 8_000

/** The requests of one call that meets no fault, on a cloud of its own, in virtual time. */
async function requestsOf<D extends object>(
  entry: DriverEntry<D>,
  { given }: MatrixOperation<D>,
): Promise<readonly SentRequest[]> {
  const { driver, clock, tap, close } = await openWorld(entry, { tls: false, timeoutMs: 120_000, seed: 1 })
  try {
    const call = await given(driver, clock)
    await pass(clock, settleMs)
    await tap.renew()
    const sent: SentRequest[] = []
    await sending.run((name) => sent.push({ name, atMs: clock.elapsed() }), call)
    if (sent.length !== tap.sent())
      throw new Error(`${tap.sent()} were sent, and ${sent.length} were told of`)
    return sent.filter(({ name }) => !signingIn.includes(name))
  } finally {
    await close()
  }
}

/**
 * How many there are, and their names. One that was sent again after a pause is not counted, since how often a provider is asked until it is
 * done depends on how long that takes; what is sent twice at the same time is.
 */
export function tellRequests(sent: readonly SentRequest[]): string {
  const rows: { readonly name: string; readonly atMs: number; count: number }[] = []
  for (const { name, atMs } of sent) {
    const last = rows.at(-1)
    if (last?.name !== name) rows.push({ name, atMs, count: 1 })
    else if (last.atMs === atMs) last.count += 1
  }
  const names = rows.map(({ name, count }) => (count === 1 ? name : `${name} x ${count}`))
  return [rows.reduce((sum, { count }) => sum + count, 0), names.join(', ')].join(': ')
}

/** Runs every operation of a driver once, several at a time. */
export async function requestTable(entry: DriverEntry, width = 8): Promise<RequestTable> {
  const operations = [...entry.operations, ...(entry.counted ?? [])]
  const rows: [string, string][] = []
  const left = [...operations.entries()]
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [index, operation] = next
      const sent = await requestsOf(entry, operation).catch((cause) => {
        throw new Error(`${entry.name} ${operation.name} could not be counted`, { cause })
      })
      rows[index] = [operation.name, tellRequests(sent)]
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return Object.fromEntries(rows)
}

/** A line for each operation whose requests are not those of the table. */
export function unlike(reviewed: RequestTable, counted: RequestTable): readonly string[] {
  const names = [...new Set([...Object.keys(reviewed), ...Object.keys(counted)])]
  return names
    .filter((name) => reviewed[name] !== counted[name])
    .map((name) => `${name}: ${counted[name] ?? 'is gone'}\n  in the table: ${reviewed[name] ?? 'nothing'}`)
}
