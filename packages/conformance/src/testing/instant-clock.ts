import type { Clock } from '@cloud/core'

interface Timer {
  readonly at: number
  readonly run: () => void
}

/**
 * Time that costs none: whenever the program has nothing left to do, it jumps to the next timer. Good for what waits for timers alone; who
 * waits for a socket or a thread would see time run away.
 */
export function instantClock(): Clock {
  const timers = new Set<Timer>()
  let time = Date.now()
  let turning = false
  const turn = () => {
    turning = false
    let next: Timer | undefined
    for (const timer of timers) if (next === undefined || timer.at < next.at) next = timer
    if (next === undefined) return
    timers.delete(next)
    time = Math.max(time, next.at)
    next.run()
    watch()
  }
  const watch = () => {
    if (turning || timers.size === 0) return
    turning = true
    setImmediate(turn)
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
  }
}
