import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import { CloudError } from '../errors.ts'
import { failure, operation, read, testClient } from '../testing/operations.ts'
import { type Scripted, scriptedTransport } from '../testing/scripted-transport.ts'
import type { Sign } from './sign.ts'
import type { Trace, TraceEvent } from './trace.ts'

const setup = (script: readonly Scripted[], trace?: Trace, sign?: Sign) => {
  const events: TraceEvent[] = []
  const clock = virtualClock({ start: 0, auto: true })
  const transport = scriptedTransport(script)
  const tell: Trace = (event) => {
    events.push(event)
    return trace?.(event)
  }
  return { events, transport, client: testClient({ clock, transport, trace: tell }, sign && { sign }) }
}

describe('trace', () => {
  it('is told of every attempt', async () => {
    const lost = new CloudError('lost', { code: 'network', retryable: true, outcome: 'unknown' })
    const { client, events } = setup([{ status: 503 }, { fails: lost }, { body: 'ok' }])
    await client.call(read)
    const attempt = {
      callId: expect.any(String),
      provider: 'test',
      operation: 'DoThing',
      method: 'POST',
      url: 'https://api.example.com/things',
      durationMs: 0,
    }
    expect(events).toEqual([
      { ...attempt, attempt: 1, status: 503 },
      { ...attempt, attempt: 2, error: 'network' },
      { ...attempt, attempt: 3, status: 200 },
    ])
  })

  it('holds no query, no header and no body', async () => {
    const { client, events } = setup(
      [{ headers: { 'set-cookie': 's3cret' }, body: 's3cret' }],
      undefined,
      async (draft) => ({
        ...draft,
        origin: 'https://api.example.com',
        path: '/a%3Fb?X-Amz-Signature=s3cret&x=/y?s3cret\ns3cret',
        headers: { authorization: 's3cret' },
        body: 's3cret',
      }),
    )
    await client.call(read)
    expect(events[0]?.url).toBe('https://api.example.com/a%3Fb')
    expect(JSON.stringify(events)).not.toContain('s3cret')
  })

  it('tells the time until the headers came', async () => {
    const clock = virtualClock({ start: 0 })
    const events: TraceEvent[] = []
    const transport = scriptedTransport([{ body: 'ok' }])
    const slow: typeof transport.send = async (...args) => {
      await new Promise<void>((resolve) => clock.after(250, resolve))
      return transport.send(...args)
    }
    const client = testClient({
      clock,
      transport: { ...transport, send: slow },
      trace: (event) => events.push(event),
    })
    const call = client.call(read)
    await clock.advance(250)
    await call
    expect(events[0]?.durationMs).toBe(250)
  })

  it('cannot fail the call that it watches', async () => {
    const { client, events } = setup([{ body: 'ok' }], () => {
      throw new Error('no space left on device')
    })
    expect(await client.call(read)).toBe('ok')
    expect(events).toHaveLength(1)
  })

  it('cannot fail it later either, where it answers with a promise', async () => {
    const { client, events } = setup([{ body: 'ok' }, { status: 404 }], async () => {
      throw new Error('no space left on device')
    })
    expect(await client.call(read)).toBe('ok')
    expect(await failure(client.call(read))).toMatchObject({ code: 'not-found' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(events).toHaveLength(2)
  })

  it('is not waited for', async () => {
    const { client } = setup([{ body: 'ok' }], () => new Promise<void>(() => {}))
    expect(await client.call(read)).toBe('ok')
  })

  it('is not told of a call that sent nothing', async () => {
    const { client, events } = setup([], undefined, async () => {
      throw new CloudError('no credentials', { code: 'unauthorized' })
    })
    await failure(client.call(operation({ class: 'once' })))
    expect(events).toEqual([])
  })
})
