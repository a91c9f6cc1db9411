import { setDefaultCACertificates } from 'node:tls'
import { undiciTransport } from '@cloud/core'
import {
  type FaultProxy,
  type LocalCloud,
  type RequestHead,
  startCloud,
  startFaultProxy,
  type VirtualClock,
  virtualClock,
  type WireFault,
} from '@cloud/emulators'
import { type Wiretap, wiretap } from './attempts.ts'
import type { MatrixFault } from './fault.ts'
import type { DriverEntry } from './operation.ts'

/** A cloud of its own for one cell, with a driver that reaches it through a proxy, in virtual time. */
export interface World<D extends object> {
  readonly clock: VirtualClock
  readonly local: LocalCloud
  readonly driver: D
  readonly tap: Wiretap
  readonly inject: (fault: MatrixFault, operation: string) => void
  readonly clear: () => void
  readonly close: () => Promise<void>
}

/** The time that a call has: as much as unless told otherwise, but no longer than one needs to see that nothing comes. */
export const timeOf = ({ hits }: MatrixFault): number =>
  hits.some(({ answer }) => answer === 'none') ? 15_000 : 120_000

/** A provider that is busy with a change is so for longer than all quick retries take, whatever their jitter. */
const times = { actionMs: 450 }

export async function openWorld<D extends object>(
  entry: DriverEntry<D>,
  { tls, timeoutMs, seed }: { readonly tls: boolean; readonly timeoutMs: number; readonly seed: number },
): Promise<World<D>> {
  const clock = virtualClock({ auto: true })
  const local = await startCloud({ clock, seed, times })
  loaded ??= load(local.ec2.endpoint)
  await loaded
  const proxy = await startFaultProxy({ target: entry.endpoint(local), seed, tls, clock })
  trust(proxy.ca)
  const tap = wiretap(clock)
  const { transport, trace } = tap
  const driver = entry.connect(local, { endpoint: proxy.endpoint, clock, transport, trace, timeoutMs })
  return {
    clock,
    local,
    driver,
    tap,
    inject: (fault, operation) => inject({ local, proxy }, fault, operation),
    clear: () => {
      local.faults.clear()
      proxy.faults.clear()
    },
    close: async () => {
      await tap.transport.close()
      trust(proxy.ca, false)
      await proxy.close()
      await local.close()
    },
  }
}

function inject(
  { local, proxy }: { readonly local: LocalCloud; readonly proxy: FaultProxy },
  { reach, faults, wire }: MatrixFault,
  operation: string,
): void {
  const only = reach === 'everything' ? {} : { operation }
  for (const fault of faults) local.faults.add({ ...fault, ...only })
  if (reach === 'looks') blind(proxy, wire, operation)
  else for (const fault of wire) proxy.faults.add({ ...fault, ...only })
}

/** The first fault hits the operation, and the others what is read after it. */
function blind({ faults }: FaultProxy, [first, ...looks]: readonly WireFault[], operation: string): void {
  let begun = false
  const begin = () => {
    begun = true
    return true
  }
  if (first) faults.add({ ...first, operation, match: begin })
  for (const look of looks) faults.add({ ...look, match: (request) => begun && isRead(request) })
}

/** Of the APIs whose every request is a form: EC2's family, and CloudStack. */
const readingCommand = /(?:^|&)(?:Action=(?:Describe|Get)|command=(?:list|query|get))/

/** What Compute Engine asks for by POST, since it is told more than fits into a query. */
const readingMethod = /\/(?:getHealth|listInstances|listManagedInstances)(?:\?|$)/

/** As each API tells: by the method, or by the name of the action. */
const isRead = ({ method, path, body }: RequestHead) =>
  method === 'GET' || method === 'HEAD' || readingMethod.test(path) || readingCommand.test(body)

let loaded: Promise<void> | undefined

/** What the transport loads at its first request takes real time, in which virtual time would run away. */
async function load(origin: string): Promise<void> {
  const transport = undiciTransport()
  const request = { origin, path: '/', method: 'GET', headers: {} }
  const { discard } = await transport.send(request, { signal: new AbortController().signal })
  discard()
  await transport.close()
}

/** The authorities of the proxies that are open: the production transport is what is tried, and it trusts what the process does. */
const trusted = new Set<string>()

function trust(ca: string | undefined, yes = true): void {
  if (ca === undefined) return
  if (yes) trusted.add(ca)
  else trusted.delete(ca)
  setDefaultCACertificates([...trusted])
}

export const pass = (clock: VirtualClock, ms: number): Promise<void> =>
  new Promise((resolve) => clock.after(ms, resolve))
