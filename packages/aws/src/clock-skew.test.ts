import { type HttpReply, type HttpRequest, systemClock, type Transport } from '@cloud/core'
import { describe, expect, it } from 'vitest'
import { awsClient } from './client.ts'

const theirs = Date.UTC(2026, 0, 31, 12)
const reply = (status: number, body: string): HttpReply => ({
  status,
  headers: { date: new Date(theirs).toUTCString() },
  body: (async function* () {
    yield Buffer.from(body)
  })(),
  discard: () => {},
})

/** A client whose clock is off by `aheadMs`, of a service that refuses what is not signed at noon. */
const setup = (code: string, aheadMs: number, taken = '20260131T120000Z') => {
  const sent: (string | undefined)[] = []
  const transport: Transport = {
    send: async ({ headers }: HttpRequest) => {
      const date = headers['x-amz-date']
      sent.push(`${date} ${/(?<=Credential=AKID\/)\d+/.exec(headers.authorization ?? '')}`)
      return date === taken
        ? reply(200, 'ok')
        : reply(403, `<Response><Errors><Error><Code>${code}</Code></Error></Errors></Response>`)
    },
    close: async () => {},
  }
  const client = awsClient({
    factory: 'compute',
    service: { name: 'ec2', id: 'EC2' },
    errors: [],
    options: {
      region: 'eu-west-1',
      credentials: { accessKeyId: 'AKID', secretAccessKey: 's' },
      transport,
      clock: { ...systemClock, now: () => theirs + aheadMs },
    },
  })
  const call = () =>
    client.call({
      name: 'RunInstances',
      repeat: { class: 'once' },
      request: { method: 'POST', path: '/', headers: {} },
      read: ({ body }) => Buffer.from(body).toString(),
    })
  return { call, sent }
}

const day = 86_400_000

describe('a clock that is off', () => {
  it.each(['AuthFailure', 'RequestExpired', 'RequestTimeTooSkewed', 'SignatureDoesNotMatch'])(
    'is corrected for a refusal with %s, in the date and in the scope of the signature',
    async (code) => {
      for (const [aheadMs, first] of [
        [-day, '20260130T120000Z 20260130'],
        [-600_000, '20260131T115000Z 20260131'],
        [600_000, '20260131T121000Z 20260131'],
        [day, '20260201T120000Z 20260201'],
      ] as const) {
        const { call, sent } = setup(code, aheadMs)
        for (let calls = 0; calls < 3; calls++) expect(await call()).toBe('ok')
        const right = '20260131T120000Z 20260131'
        expect(sent).toEqual([first, right, right, right])
      }
    },
  )

  it('is not blamed for a wrong key', async () => {
    const { call, sent } = setup('SignatureDoesNotMatch', 2000, 'never')
    const error = await call().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'unauthorized', outcome: 'not-applied' })
    expect(error).not.toHaveProperty('hint')
    expect(sent).toHaveLength(1)
  })

  it('is told where correcting it does not help', async () => {
    const { call, sent } = setup('SignatureDoesNotMatch', day, 'never')
    expect(await call().catch((thrown: unknown) => thrown)).toMatchObject({
      code: 'unauthorized',
      hint: "the clock here is 86400 s ahead of the provider's",
    })
    expect(sent).toHaveLength(2)
  })

  it('is not corrected for another refusal', async () => {
    const { call, sent } = setup('UnauthorizedOperation', day)
    expect(await call().catch((thrown: unknown) => thrown)).toMatchObject({ code: 'forbidden' })
    expect(sent).toHaveLength(1)
  })
})
