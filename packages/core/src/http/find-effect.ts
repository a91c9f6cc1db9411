import type { Clock } from '../clock.ts'
import type { CallOptions } from '../contract/call.ts'
import { abortable, sleep } from './abortable.ts'
import type { CallContext, Repeat } from './operation.ts'

/** What a look for the effect of a lost request told: the effect; that there is none; or nothing, since it failed itself. */
export type Effect<T> = { readonly value: T } | 'none' | 'open'

/** Looks whether a request whose answer was lost took effect after all, where its operation says how. */
export async function findEffect<T>(
  repeat: Repeat<T>,
  context: CallContext,
  clock: Clock,
): Promise<Effect<T>> {
  if (repeat.class === 'named') return look(repeat.find, context, clock)
  if (repeat.class !== 'lookup') return 'open'
  let effect: Effect<T> = 'open'
  for (const pauseMs of repeat.pausesMs) {
    if (clock.elapsed() + pauseMs >= context.deadline) return 'open'
    try {
      await sleep(pauseMs, clock, context.signal)
    } catch {
      return 'open'
    }
    effect = await look(repeat.find, context, clock)
    if (effect !== 'none') return effect
  }
  return effect
}

async function look<T>(
  find: (call: CallOptions) => Promise<T | undefined>,
  context: CallContext,
  clock: Clock,
): Promise<Effect<T>> {
  if (context.signal.aborted) return 'open'
  try {
    const value = await abortable(find(callWithin(context, clock)), context.signal)
    return value === undefined ? 'none' : { value }
  } catch {
    return 'open'
  }
}

/** What is left of a call, for a call inside of it. */
export function callWithin(context: CallContext, clock: Clock): CallOptions {
  return { signal: context.signal, timeoutMs: Math.ceil(Math.max(0, context.deadline - clock.elapsed())) }
}
