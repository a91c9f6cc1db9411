import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import { CloudError } from '../errors.ts'
import { failure, once, testClient } from '../testing/operations.ts'
import { scriptedTransport } from '../testing/scripted-transport.ts'
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
