import { type Channel, channel } from 'node:diagnostics_channel'
import type { Clock } from './clock.ts'
import { type ErrorCode, isCloudError } from './errors.ts'

/** Publishes on a channel of `node:diagnostics_channel` what `make` makes; where nobody listens, nothing is made. */
export function publish(name: string, make: () => object): void {
  const to = channel(name)
  if (to.hasSubscribers) to.publish(make())
}

/** Adds a message of some work to those of its start and its end. */
export type Say = (make: () => object) => void

/**
 * Does `work`, and publishes when it starts and when it ends: with `about`, the time that it took and, where it failed, the `error`'s code.
 * All messages of one piece of work have the same `id`.
 */
export function traced<T>(
  name: string,
  clock: Clock,
  about: () => object,
  work: (say: Say) => Promise<T>,
  ended?: (value: T) => object,
): Promise<T> {
  const to = channel(name)
  return to.hasSubscribers ? published(to, clock, about, work, ended) : work(() => {})
}

async function published<T>(
  to: Channel,
  clock: Clock,
  about: () => object,
  work: (say: Say) => Promise<T>,
  ended?: (value: T) => object,
): Promise<T> {
  const common = { id: crypto.randomUUID(), ...about() }
  const say: Say = (make) => to.publish({ ...common, ...make() })
  const started = clock.elapsed()
  const end = (more?: object) => say(() => ({ event: 'end', durationMs: clock.elapsed() - started, ...more }))
  say(() => ({ event: 'start' }))
  try {
    const value = await work(say)
    end(ended?.(value))
    return value
  } catch (error) {
    end(errorOf(error))
    throw error
  }
}

export const errorOf = (error: unknown): { readonly error: ErrorCode } => ({
  error: isCloudError(error) ? error.code : 'unknown',
})
