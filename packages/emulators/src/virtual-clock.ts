import { performance } from 'node:perf_hooks'
import type { Clock } from './clock.ts'

export interface VirtualClock extends Clock {
  /** Moves time on by `ms`, running what falls due in order; between two timers, promises and loopback I/O settle. */
  readonly advance: (ms: number) => Promise<void>
}

export interface VirtualClockOptions {
  /** Milliseconds since 1970; default: the real time of the call. */
  readonly start?: number | undefined
  /**
   * Jump to the next timer whenever the event loop has been quiet for a few real milliseconds; for longer before a long jump, since a
   * program that waits for another process or thread, to load a module for one, is quiet too. Default false.
   */
  readonly auto?: boolean | undefined
}

interface Timer {
  readonly at: number
  readonly run: () => void
}

const quietMs = 4
/** Of how far time would jump, as real quiet before it; and the most of that. */
const quietShare = 1 / 1000
const longestQuietMs = 150
const turnsToSettle = 12

/** A clock that stands still until it is told, or with `auto` until nothing else is left to do. */
export function virtualClock(options: VirtualClockOptions = {}): VirtualClock {
  const timers = new Set<Timer>()
  let time = options.start ?? Date.now()

  const fire = (timer: Timer) => {
    timers.delete(timer)
    time = Math.max(time, timer.at)
    timer.run()
  }
  const watch = options.auto
    ? watchQuiet(
        () => fireNext(),
        () => {
          const next = earliest(timers)
          return next && Math.min(longestQuietMs, (next.at - time) * quietShare)
        },
      )
    : () => {}
  const fireNext = () => {
    const next = earliest(timers)
    if (next) fire(next)
  }

  return {
    now: () => time,
    elapsed: () => time,
    after: (ms, run) => {
      const timer = { at: time + Math.max(0, ms), run }
      timers.add(timer)
      watch()
      return () => timers.delete(timer)
    },
    advance: async (ms) => {
      const end = time + ms
      await settle()
      for (let next = earliest(timers, end); next; next = earliest(timers, end)) {
        fire(next)
        await settle()
      }
      time = Math.max(time, end)
    },
  }
}

function earliest(timers: ReadonlySet<Timer>, until = Number.POSITIVE_INFINITY): Timer | undefined {
  let first: Timer | undefined
  for (const timer of timers) if (timer.at <= until && (!first || timer.at < first.at)) first = timer
  return first
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < turnsToSettle; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/**
 * Calls `run` after each stretch of `quietMs`, and of what `wanted` says if that is longer, in which the event loop did next to nothing;
 * for as long as `wanted` says anything.
 */
function watchQuiet(run: () => void, wanted: () => number | undefined): () => void {
  let watching = false
  let quietFor = 0
  const look = () => {
    const before = performance.eventLoopUtilization()
    setTimeout(() => {
      const { active } = performance.eventLoopUtilization(before)
      quietFor = active < quietMs / 4 ? quietFor + quietMs : 0
      if (quietFor > 0 && quietFor >= (wanted() ?? 0)) {
        quietFor = 0
        run()
      }
      watching = wanted() !== undefined
      if (watching) look()
    }, quietMs)
  }
  return () => {
    if (watching) return
    watching = true
    look()
  }
}
