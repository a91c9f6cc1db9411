import type { Clock } from '../clock.ts'
import type { CallOptions } from '../contract/call.ts'
import { abortable, sleep } from './abortable.ts'
import { leftMs } from './deadline.ts'
import type { CallContext, Effect, Find, Repeat } from './operation.ts'

type Looked<T, C extends string> = Extract<Repeat<T>, { readonly class: C }>

/** The repeat class of what the provider refuses to make twice under one name: `find` tells whether the first took effect. */
export function named<T>(find: Find<T>): Looked<T, 'named'> {
  return { class: 'named', effect: (context, clock) => look(find, context, clock) }
}

/**
 * The repeat class of what a repeat would make again. `find` is asked after each of `pausesMs`, since what was made may show late. Only
 * when each look found nothing the request is sent a second time, and then `settle` sees to it that the first does not stand beside it,
 * and may give another result.
 */
export function lookup<T>(find: Find<T>, pausesMs: readonly number[], settle?: Find<T>): Looked<T, 'lookup'> {
  const effect = async (context: CallContext, clock: Clock): Promise<Effect<T>> => {
    let found: Effect<T> = 'open'
    for (const pauseMs of pausesMs) {
      if (clock.elapsed() + pauseMs >= context.deadline) return 'open'
      try {
        await sleep(pauseMs, clock, context.signal)
      } catch {
        return 'open'
      }
      found = await look(find, context, clock)
      if (found !== 'none') return found
    }
    return found
  }
  return { class: 'lookup', effect, settle }
}

async function look<T>(find: Find<T>, context: CallContext, clock: Clock): Promise<Effect<T>> {
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
  return { signal: context.signal, timeoutMs: leftMs(context.deadline, clock) }
}
