import { performance } from 'node:perf_hooks'
import type { Clock } from './clock.ts'

export interface VirtualClock extends Clock {
  /** Moves time on by `ms`, running what falls due in order; between two timers, promises and loopback I/O settle. */
  readonly advance: (ms: number) => Promise<void>
}

export interface VirtualClockOptions {
  /** Milliseconds since 1970; default: the real time of the call. */
  readonly start?: number | undefined
  /** Jump to the next timer whenever the event loop has been quiet for a few real milliseconds. Default false. */
  readonly auto?: boolean | undefined
}

interface Timer {
  readonly at: number
  readonly run: () => void
}

const quietMs = 4
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
        () => timers.size > 0,
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

/** Calls `run` after each stretch of `quietMs` in which the event loop did next to nothing, for as long as `wanted` holds. */
function watchQuiet(run: () => void, wanted: () => boolean): () => void {
  let watching = false
  const look = () => {
    const before = performance.eventLoopUtilization()
    setTimeout(() => {
      const { active } = performance.eventLoopUtilization(before)
      if (active < quietMs / 4) run()
      watching = wanted()
      if (watching) look()
    }, quietMs)
  }
  return () => {
    if (watching) return
    watching = true
    look()
  }
}
