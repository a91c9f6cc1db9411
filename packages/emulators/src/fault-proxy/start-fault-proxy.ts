import { randomInt } from 'node:crypto'
import { type Clock, endingClock, systemClock } from '../clock.ts'
import { createPlan } from '../fault-plan.ts'
import { createRandom } from '../random.ts'
import { makeIdentities } from './certificates.ts'
import { checkWireFault } from './check.ts'
import { checkProxyOptions } from './check-options.ts'
import { type Entrance, openEntrance } from './entrance.ts'
import { isEarly } from './kinds.ts'
import { outages } from './outages.ts'
import type { ProxiedRequest } from './proxied-request.ts'
import type { WireFault } from './wire-fault.ts'

export interface FaultProxyOptions {
  /** Where requests go on to: `http://127.0.0.1:8080`. Its path, if it has one, is not used. */
  readonly target: string
  /** Makes chances, jitter and sizes the same in every run. Default: random, and told by the proxy. */
  readonly seed?: number | undefined
  /** Speak TLS to the client, with a certificate that `ca` vouches for. Default false. */
  readonly tls?: boolean | undefined
  /** Of every delay and date. Default: the system's. */
  readonly clock?: Clock | undefined
}

export interface WireFaults {
  /**
   * The first fault added that fits a request, or a new connection, hits it. One that strikes new connections also ends those that are
   * idle, so that the next request needs a new one. Returns a function that removes the fault. Throws a `TypeError` that says what would
   * be right for what is no fault.
   */
  readonly add: (fault: WireFault) => () => void
  readonly clear: () => void
}

export interface FaultProxy extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, or `https` with `tls`. */
  readonly endpoint: string
  /** PEM of the authority to trust, with `tls`. */
  readonly ca?: string
  readonly seed: number
  readonly faults: WireFaults
  /** How many connections were accepted so far. */
  readonly connections: number
  /** What was asked so far, oldest first, the last 10,000; grows as requests come. */
  readonly requests: readonly ProxiedRequest[]
  /** Ends every connection and wait. May be called again. */
  readonly close: () => Promise<void>
}

/**
 * Starts a proxy on a free loopback port, between a client and the HTTP server at `target`, that lets requests through unchanged until a
 * fault is added. Rejects with a `TypeError` for options that it does not have.
 *
 * ```ts
 * await using proxy = await startFaultProxy({ target: local.ec2.endpoint })
 * proxy.faults.add({ kind: 'reset-before-reply', operation: 'RunInstances', count: 1 })
 * const ec2 = compute({ ...local.ec2, endpoint: proxy.endpoint })
 * ```
 */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  checkProxyOptions(options)
  const { target, seed = randomInt(2 ** 32), tls = false } = options
  const clock = endingClock(options.clock ?? systemClock)
  const random = createRandom(seed)
  const plan = createPlan<WireFault>(random)
  const identities = tls ? makeIdentities() : undefined
  const entrance = await openEntrance({ target: new URL(target), clock, random, identities, plan })
  let closing: Promise<void> | undefined
  const close = () => {
    clock.end()
    closing ??= entrance.close()
    return closing
  }
  return {
    endpoint: `${tls ? 'https' : 'http'}://127.0.0.1:${entrance.port}`,
    ...(identities && { ca: identities.ca }),
    seed,
    faults: faultsOf(entrance, plan, { tls, clock }),
    get connections() {
      return entrance.connections.count()
    },
    requests: entrance.requests,
    close,
    [Symbol.asyncDispose]: close,
  }
}

interface Setting {
  readonly tls: boolean
  readonly clock: Clock
}

function faultsOf(
  entrance: Entrance,
  plan: ReturnType<typeof createPlan<WireFault>>,
  { tls, clock }: Setting,
): WireFaults {
  const down = outages(entrance, clock)
  return {
    add: (fault) => {
      checkWireFault(fault, tls)
      if (fault.kind === 'down') return down.begin(fault.ms)
      if (isEarly(fault.kind)) entrance.connections.endIdle()
      return plan.add(fault)
    },
    clear: () => {
      plan.clear()
      down.endAll()
    },
  }
}
