import {
  type CallOptions,
  type Clock,
  CloudError,
  type ErrorCode,
  isCloudError,
  type Page,
} from '@cloud/core'
import { type Client, type HasClient, withClient } from '@cloud/core/driver'
import { instantClock } from './instant-clock.ts'

/** A cloud without a wire: it counts requests, takes its time, knows one token and gives pages of two. */
export interface MemoryCloud {
  readonly token: string
  readonly stateMs: number
  readonly clock: Clock
  readonly requests: () => number
  /** Lets every answer from now on take `ms` longer. */
  readonly slow: (ms: number) => void
  /** From now on answers nothing else than that it is unavailable, or no longer. */
  readonly outage: (on: boolean) => void
  /** Loses the answer to the next request for this operation. */
  readonly lose: (operation: string) => void
  /** One request: waits, checks the token, then runs `effect`, whose {@link refuse}d errors become the driver's. */
  readonly request: <T>(request: Request, effect: () => T) => Promise<T>
  /** Ids are never given twice. */
  readonly nextId: (prefix: string) => string
  /** A place for the parts to keep their records, by name. */
  readonly records: <T>(name: string) => Map<string, T>
}

export interface Request {
  readonly operation: string
  readonly token: string
  readonly writes?: boolean
  readonly call?: CallOptions | undefined
}

/** The part of a driver by which the waits of core know the cloud's time. */
export function withClock({ clock }: MemoryCloud): HasClient {
  return withClient({ clock } as Client)
}

/** The cloud says no: nothing was done. */
export function refuse(code: ErrorCode, message: string): CloudError {
  return new CloudError(message, { code, provider: 'memory' })
}

/** Makes an empty cloud whose state changes take `stateMs`. */
export function memoryCloud(stateMs = 20): MemoryCloud {
  const tables = new Map<string, Map<string, never>>()
  const clock = instantClock()
  let received = 0
  let latencyMs = 1
  let ids = 0
  let isOut = false
  let losing: string | undefined
  const cloud: MemoryCloud = {
    token: 'memory-token-7f3a',
    stateMs,
    clock,
    requests: () => received,
    slow: (ms) => {
      latencyMs = 1 + ms
    },
    outage: (on) => {
      isOut = on
    },
    lose: (operation) => {
      losing = operation
    },
    request: async ({ operation, token, writes = false, call = {} }, effect) => {
      const failed = (code: ErrorCode, outcome: 'not-applied' | 'unknown', cause?: unknown) =>
        new CloudError(`${operation}: ${code}`, {
          code,
          provider: 'memory',
          operation,
          cause,
          outcome: writes ? outcome : undefined,
          retryable: code === 'unavailable',
        })
      if (call.signal?.aborted) throw failed('aborted', 'not-applied', call.signal.reason)
      received += 1
      const ended = await answered(latencyMs, call, clock)
      if (ended !== undefined)
        throw failed(ended, 'unknown', ended === 'aborted' ? call.signal?.reason : undefined)
      if (isOut) throw failed('unavailable', 'not-applied')
      if (token !== cloud.token) throw failed('unauthorized', 'not-applied')
      try {
        const answer = effect()
        if (operation !== losing) return answer
        losing = undefined
        throw failed('network', 'unknown')
      } catch (error) {
        throw isCloudError(error, 'network') ? error : named(error, operation, writes)
      }
    },
    nextId: (prefix) => {
      ids += 1
      return `${prefix}-${String(ids).padStart(6, '0')}`
    },
    records: (name) => {
      const table = tables.get(name) ?? new Map<string, never>()
      tables.set(name, table)
      return table
    },
  }
  return cloud
}

/** Waits for the answer; says what ended the wait before it came. */
function answered(
  latencyMs: number,
  { signal, timeoutMs = 120_000 }: CallOptions,
  clock: Clock,
): Promise<'aborted' | 'timeout' | undefined> {
  return new Promise((resolve) => {
    const aborted = () => {
      cancel()
      resolve('aborted')
    }
    const cancel = clock.after(Math.min(latencyMs, timeoutMs), () => {
      signal?.removeEventListener('abort', aborted)
      resolve(latencyMs > timeoutMs ? 'timeout' : undefined)
    })
    signal?.addEventListener('abort', aborted, { once: true })
  })
}

function named(error: unknown, operation: string, writes: boolean): unknown {
  if (!(error instanceof CloudError)) return error
  const { code, message, provider } = error
  return new CloudError(message, { code, provider, operation, outcome: writes ? 'not-applied' : undefined })
}

/** The page of two after the item `after`, which may have come to match no longer, or be gone. */
export function pageOf<T extends { readonly id: string }>(
  all: readonly T[],
  matches: (item: T) => boolean,
  after: string | undefined,
): Page<T> {
  const rest = all.slice(positionAfter(all, after)).filter(matches)
  const items = rest.slice(0, 2)
  const last = items.at(-1)
  return rest.length > 2 && last ? { items, next: `after ${last.id}` } : { items }
}

/** Where the items after this one begin. Ids that the cloud gave grow, so that this is known of those that are gone too. */
function positionAfter(all: readonly { readonly id: string }[], after: string | undefined): number {
  if (after === undefined) return 0
  const id = /^after (.+)$/.exec(after)?.[1]
  const at = all.findIndex((one) => one.id === id)
  if (at >= 0) return at + 1
  if (id === undefined || !/^[a-z]+-\d{6}$/.test(id)) throw refuse('invalid', 'there is no such page')
  const next = all.findIndex((one) => one.id.length === id.length && one.id > id)
  return next < 0 ? all.length : next
}
