import { CloudError, type Transport } from '@cloud/core'
import { describe, expect, it } from 'vitest'
import { ownDrivers } from './drivers.ts'
import type { DriverEntry } from './operation.ts'
import { openWorld } from './world.ts'

const calls = 10_000

/** What each kind of outage does to every request. */
const outages: Readonly<Record<string, Transport['send']>> = {
  'answers 503': async () => ({
    status: 503,
    headers: {},
    body: (async function* nothing() {})(),
    discard: () => {},
  }),
  'loses every answer': async () => {
    throw new CloudError('lost', { code: 'network', outcome: 'unknown', retryable: true })
  },
}

/** One operation of each class, the first of the chosen ones. */
const oneOfEach = ({ operations, chosen }: DriverEntry) =>
  [
    ...Map.groupBy(
      operations.filter(({ name }) => chosen.includes(name)),
      ({ repeat }) => repeat,
    ).values(),
  ].flatMap(([first]) => first ?? [])

/** A transport that works until the outage begins, and then counts what it is given. */
function outageOf(fail: Transport['send']) {
  let sent: number | undefined
  return {
    begin: () => {
      sent = 0
    },
    sent: () => sent,
    over: (transport: Transport): Transport => ({
      ...transport,
      send: (request, options) => {
        if (sent === undefined) return transport.send(request, options)
        sent += 1
        return fail(request, options)
      },
    }),
  }
}

/** How many of the calls failed, each of the works in turn, 500 at a time. */
async function failuresOf(works: readonly (() => Promise<unknown>)[]): Promise<number> {
  const left = Array.from({ length: calls }, (_, index) => works[index % works.length])
  let failures = 0
  while (left.length > 0) {
    const settled = await Promise.allSettled(left.splice(0, 500).map((work) => work?.()))
    failures += settled.filter(({ status }) => status === 'rejected').length
  }
  return failures
}

describe.each(ownDrivers)('$name', (entry) => {
  it.each(Object.entries(outages))(
    'makes at most 10,100 requests of 10,000 calls of every class to a provider that %s',
    async (_what, fail) => {
      const outage = outageOf(fail)
      const world = await openWorld(
        {
          ...entry,
          connect: (local, options) =>
            entry.connect(local, { ...options, transport: outage.over(options.transport) }),
        },
        { tls: false, timeoutMs: 120_000, seed: 1 },
      )
      try {
        const works: (() => Promise<unknown>)[] = []
        for (const { given } of oneOfEach(entry)) works.push(await given(world.driver, world.clock))
        expect(works).toHaveLength(new Set(entry.operations.map(({ repeat }) => repeat)).size)
        outage.begin()
        expect(await failuresOf(works)).toBe(calls)
        expect(outage.sent()).toBeGreaterThanOrEqual(calls)
        expect(outage.sent()).toBeLessThanOrEqual(10_100)
      } finally {
        await world.close()
      }
    },
    60_000,
  )
})
