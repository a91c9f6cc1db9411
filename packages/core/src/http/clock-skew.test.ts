import { startCloud, virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { sigv4Signer } from '../signing/sigv4.ts'
import { failure, once, operation, testClient } from '../testing/operations.ts'
import { type Scripted, scriptedTransport } from '../testing/scripted-transport.ts'
import { createClient } from './client.ts'
import type { HttpRequest } from './messages.ts'
import type { ErrorFacts } from './operation.ts'
import type { ReadError } from './parse.ts'
import { undiciTransport } from './undici-transport.ts'

const minute = 60_000
const day = 1440 * minute
const skews = [
  ['a day behind', -day],
  ['10 minutes behind', -10 * minute],
  ['10 minutes ahead', 10 * minute],
  ['a day ahead', day],
] as const

const theirs = Date.UTC(2026, 0, 31, 23, 59, 30)
const refused = (date: string | undefined, facts: ErrorFacts = {}): Scripted => ({
  status: 403,
  headers: date === undefined ? {} : { date },
  body: JSON.stringify({
    code: 'unauthorized',
    providerCode: 'SignatureDoesNotMatch',
    dated: true,
    ...facts,
  }),
})
const httpDate = (ms: number) => new Date(ms).toUTCString()

/** A client whose requests carry the date that they are signed with, and whose clock is off by `aheadMs`. */
const setup = (
  aheadMs: number,
  script: Parameters<typeof scriptedTransport>[0],
  refresh?: () => void,
  setBackMs = () => 0,
) => {
  const transport = scriptedTransport(script)
  const time = virtualClock({ start: theirs + aheadMs, auto: true })
  const clock = { ...time, now: () => time.now() - setBackMs() }
  const client = createClient({
    provider: 'test',
    sign: async (draft, { date }) => ({ ...draft, origin: 'https://a', headers: { date: String(date) } }),
    refresh,
    readError: ({ body }) => (body.length > 0 ? JSON.parse(Buffer.from(body).toString()) : {}),
    options: { transport, clock, retry: { attempts: 1 } },
  })
  return {
    client,
    clock,
    transport,
    dates: () => transport.requests.map(({ headers }) => Number(headers.date)),
  }
}

/** Takes what is signed within five minutes of its own time. */
const strict = (now: () => number) => (request: HttpRequest) =>
  Math.abs(Number(request.headers.date) - now()) < 5 * minute ? { body: 'ok' } : refused(httpDate(now()))

describe('a clock that is off', () => {
  it.each(skews)(
    'by being %s costs one more request, and none from then on, whatever the repeat class',
    async (_name, ms) => {
      const { client, clock, dates } = setup(
        ms,
        strict(() => clock.now() - ms),
      )
      for (let call = 0; call < 3; call++) expect(await client.call(once)).toBe('ok')
      expect(dates()).toEqual([theirs + ms, theirs, theirs, theirs])
    },
  )

  it('is corrected for its client alone', async () => {
    const [one, other] = [
      setup(
        day,
        strict(() => theirs),
      ),
      setup(
        day,
        strict(() => theirs),
      ),
    ]
    await one.client.call(once)
    await other.client.call(once)
    expect(other.dates()).toEqual([theirs + day, theirs])
  })

  it('is corrected for all calls that it fails at the same time', async () => {
    const { client, transport } = setup(
      -day,
      strict(() => theirs),
    )
    await Promise.all(Array.from({ length: 5 }, () => client.call(once)))
    expect(transport.requests).toHaveLength(10)
  })

  it('that is set right later is followed', async () => {
    let setBackMs = 0
    const { client, dates } = setup(
      -day,
      strict(() => theirs),
      undefined,
      () => setBackMs,
    )
    await client.call(once)
    setBackMs = -day
    expect(await client.call(once)).toBe('ok')
    expect(dates()).toEqual([theirs - day, theirs, theirs + day, theirs])
  })

  it('and is still refused is told, with how much it is off', async () => {
    for (const [ms, hint] of [
      [-day, "the clock here is 86400 s behind the provider's"],
      [10 * minute, "the clock here is 600 s ahead of the provider's"],
    ] as const) {
      const { client, transport } = setup(ms, () => refused(httpDate(theirs)))
      expect(await failure(client.call(once))).toMatchObject({
        code: 'unauthorized',
        outcome: 'not-applied',
        hint,
        details: { clockAheadMs: ms },
      })
      expect(transport.requests).toHaveLength(2)
      // From then on it is the key, and no clock, that is wrong.
      await failure(client.call(once))
      expect(transport.requests).toHaveLength(3)
    }
  })

  it('is one thing, and credentials that ran out are another: each is mended once', async () => {
    let refreshed = 0
    const script = [
      refused(httpDate(theirs), { expired: true }),
      refused(httpDate(theirs), { expired: true }),
    ]
    const { client, dates } = setup(day, [...script, { body: 'ok' }], () => {
      refreshed += 1
    })
    expect(await client.call(once)).toBe('ok')
    expect([refreshed, dates()]).toEqual([1, [theirs + day, theirs, theirs]])
  })
})

describe('a signature that is refused for something else', () => {
  it.each([
    ['whose clock is right', 0, httpDate(theirs)],
    ['whose clock is off by a minute', minute, httpDate(theirs)],
    ['whose answer has no date', day, undefined],
    ['whose answer has a date that is none', day, '2026-01-31'],
  ])('%s is not sent again, and no clock is blamed', async (_what, ms, date) => {
    const { client, transport } = setup(ms, () => refused(date))
    const error = await failure(client.call(once))
    expect(error).toMatchObject({ code: 'unauthorized' })
    expect(error).not.toHaveProperty('hint')
    expect(transport.requests).toHaveLength(1)
  })

  it('for which the driver knows that no date matters is not sent again', async () => {
    const { client, transport } = setup(day, () => refused(httpDate(theirs), { dated: false }))
    const error = await failure(client.call(once))
    expect(error).not.toHaveProperty('details')
    expect(transport.requests).toHaveLength(1)
  })
})

describe('the emulator of EC2, which takes dates within five minutes', () => {
  it('answers all calls of a client whose clock is off, after one correction', async () => {
    const cloud = await startCloud()
    const transport = undiciTransport()
    try {
      const { endpoint, region, credentials } = cloud.ec2
      const signer = sigv4Signer({ region, service: 'ec2' })
      const describe = operation(
        { class: 'read' },
        {
          request: {
            method: 'POST',
            path: '/',
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: 'Action=DescribeRegions&Version=2016-11-15',
          },
        },
      )
      const readError: ReadError = ({ body }) => ({
        code: 'unauthorized',
        providerCode: /<Code>(.*?)</.exec(Buffer.from(body).toString())?.[1],
        dated: true,
      })
      for (const [, ms] of skews) {
        const attempts: unknown[] = []
        const client = testClient(
          {
            clock: { ...systemClock, now: () => Date.now() + ms },
            transport,
            trace: ({ status }) => attempts.push(status),
          },
          {
            readError,
            sign: async (draft, { date }) => {
              const request = { ...draft, origin: endpoint }
              return { ...request, headers: signer(request, credentials, date) }
            },
          },
        )
        for (let call = 0; call < 3; call++) expect(await client.call(describe)).toContain('<regionName>')
        expect(attempts.slice(1)).toEqual([200, 200, 200])
        expect(attempts[0]).toBeGreaterThanOrEqual(400)
      }
    } finally {
      await transport.close()
      await cloud[Symbol.asyncDispose]()
    }
  })
})
