import { monitorEventLoopDelay } from 'node:perf_hooks'

/** How long the event loop was kept from its timers, in milliseconds. */
export interface Turns {
  /** At most, with what the system did meanwhile: on a computer that has other work it gives the processor to others. */
  readonly waitedMs: number
  /** At most, by the time that the thread itself computed: what the program did. */
  readonly busyMs: number
  /** One of 1,000 was longer. */
  readonly rareMs: number
}

const everyMs = 2

/** Watches the event loop of this thread until it is told to stop. */
export function watchTurns(): () => Turns {
  const delays = monitorEventLoopDelay({ resolution: everyMs })
  const busy: number[] = []
  let last = computed()
  const timer = setInterval(() => {
    const now = computed()
    busy.push(now - last)
    last = now
  }, everyMs)
  delays.enable()
  return () => {
    clearInterval(timer)
    delays.disable()
    busy.sort((one, other) => one - other)
    const rareMs = busy[Math.floor(busy.length * 0.999)] ?? 0
    return { waitedMs: delays.max / 1e6, busyMs: busy.at(-1) ?? 0, rareMs }
  }
}

/** Of this thread where Node can tell; before Node 23.9 of all threads of the process. */
function computed(): number {
  const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage()
  return (user + system) / 1000
}
