import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import { CloudError } from '../errors.ts'
import { failure, idempotent, once, testClient } from '../testing/operations.ts'
import { type Scripted, scriptedTransport } from '../testing/scripted-transport.ts'
import { createClient } from './client.ts'
import type { HttpRequest } from './messages.ts'
import type { Sign } from './sign.ts'

const setup = (sign: Sign) => {
  const transport = scriptedTransport([{ body: 'ok' }])
  return { transport, client: testClient({ clock: virtualClock({ auto: true }), transport }, { sign }) }
}

describe('signing', () => {
  it('makes the request that is sent of what the operation asks', async () => {
    const { client, transport } = setup(async (draft) => ({
      ...draft,
      origin: 'https://eu.example.com',
      headers: { ...draft.headers, authorization: 'signed' },
    }))
    await client.call(once)
    expect(transport.requests).toEqual([
      {
        origin: 'https://eu.example.com',
        method: 'POST',
        path: '/things',
        headers: { authorization: 'signed' },
      },
    ])
  })

  it('that fails has sent nothing, whatever the requests for credentials came to', async () => {
    const lost = { provider: 'sts', operation: 'AssumeRole', outcome: 'unknown' } as const
    const { client, transport } = setup(async () => {
      throw new CloudError('sts AssumeRole: lost', { code: 'network', ...lost })
    })
    expect(await failure(client.call(once))).toMatchObject({
      code: 'network',
      operation: 'AssumeRole',
      outcome: 'not-applied',
    })
    expect(transport.requests).toEqual([])
  })

  it('is tried again where it may succeed later, since nothing was sent', async () => {
    let tries = 0
    const { client, transport } = setup(async (draft) => {
      tries += 1
      if (tries === 1) throw new CloudError('lost', { code: 'network', retryable: true, outcome: 'unknown' })
      return { ...draft, origin: 'https://a' }
    })
    expect(await client.call(once)).toBe('ok')
    expect([tries, transport.requests.length]).toEqual([2, 1])
  })
})

describe('credentials that the provider calls expired', () => {
  const expired = { status: 400, body: JSON.stringify({ code: 'unauthorized', expired: true }) }
  const setup = (script: readonly Scripted[], refreshes = true) => {
    const transport = scriptedTransport(script)
    const refused: (string | undefined)[] = []
    let keys = 'old'
    const refresh = ({ headers }: HttpRequest) => {
      refused.push(headers.keys)
      keys = 'new'
    }
    const client = createClient({
      provider: 'test',
      sign: async (draft) => ({ ...draft, origin: 'https://a', headers: { keys } }),
      refresh: refreshes ? refresh : undefined,
      readError: ({ body }) => JSON.parse(Buffer.from(body).toString()),
      options: { transport, clock: virtualClock({ auto: true }), retry: { attempts: 1 } },
    })
    return { client, transport, refused, sent: () => transport.requests.map(({ headers }) => headers.keys) }
  }

  it('are replaced, and the request is sent once more, whatever its class and however few its attempts', async () => {
    for (const operation of [once, idempotent]) {
      const { client, refused, sent } = setup([expired, { body: 'ok' }])
      expect(await client.call(operation)).toBe('ok')
      expect([refused, sent()]).toEqual([['old'], ['old', 'new']])
    }
  })

  it('are replaced once', async () => {
    const { client, sent } = setup([expired, expired])
    expect(await failure(client.call(once))).toMatchObject({
      code: 'unauthorized',
      outcome: 'not-applied',
      retryable: false,
      details: { expired: true },
    })
    expect(sent()).toEqual(['old', 'new'])
  })

  it('fail the call where the driver knows of no others', async () => {
    const { client, sent } = setup([expired], false)
    expect(await failure(client.call(once))).toMatchObject({
      code: 'unauthorized',
      details: { expired: true },
    })
    expect(sent()).toEqual(['old'])
  })

  it('are told from others that are refused', async () => {
    const { client, refused } = setup([{ status: 401, body: '{}' }])
    expect(await failure(client.call(once))).toMatchObject({ code: 'unauthorized' })
    expect(refused).toEqual([])
  })
})
