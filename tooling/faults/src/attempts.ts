import { systemClock, type Trace, type TraceEvent, type Transport, undiciTransport } from '@cloud/core'
import type { Clock } from '@cloud/emulators'

/** One request of a call, and when its answer began or it failed, on the cell's clock. */
export interface Attempt {
  readonly operation: string
  readonly startedAt: number
  readonly endedAt: number
}

/** What a driver sends, seen from below it and told by itself. */
export interface Wiretap {
  readonly transport: Transport
  readonly trace: Trace
  readonly attempts: Attempt[]
  /** How many requests the transport was given. */
  readonly sent: () => number
  /** Ends all connections, so that the next request needs a new one, and forgets what was seen. */
  readonly renew: () => Promise<void>
}

export function wiretap(clock: Pick<Clock, 'elapsed'> = systemClock): Wiretap {
  const attempts: Attempt[] = []
  let inner = undiciTransport()
  let sent = 0
  return {
    attempts,
    sent: () => sent,
    transport: {
      send: (request, options) => {
        sent += 1
        return inner.send(request, options)
      },
      close: () => inner.close(),
    },
    trace: ({ operation, durationMs }: TraceEvent) => {
      const endedAt = clock.elapsed()
      attempts.push({ operation, startedAt: endedAt - durationMs, endedAt })
    },
    renew: async () => {
      await inner.close()
      inner = undiciTransport()
      attempts.length = 0
      sent = 0
    },
  }
}
