import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { virtualClock } from '@cloud/emulators'
import { afterEach, describe, expect, it } from 'vitest'
import { deployNode } from './deploy/deploy-node.ts'
import { script } from './deploy/script.ts'
import { publish, traced } from './diagnostics.ts'
import { CloudError } from './errors.ts'
import { fakeCompute } from './testing/fake-compute.ts'
import { failure, once, read, testClient } from './testing/operations.ts'
import { recordingAccess } from './testing/recording-shell.ts'
import { scriptedTransport } from './testing/scripted-transport.ts'
import { waitForNode } from './wait-for-node.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

type Message = Record<string, unknown>

/** What is published on a channel until the test ends. */
const heard = (name: string): Message[] => {
  const messages: Message[] = []
  const listener = (message: unknown) => void messages.push(message as Message)
  subscribe(name, listener)
  ends.push(() => unsubscribe(name, listener))
  return messages
}
const withoutId = ({ id, ...rest }: Message) => rest
const ids = (messages: Message[]) => new Set(messages.map(({ id }) => id)).size

describe('the channel cloud:request', () => {
  it('tells the start and the end of every attempt', async () => {
    const messages = heard('cloud:request')
    const lost = new CloudError('lost', { code: 'network', retryable: true, outcome: 'unknown' })
    const transport = scriptedTransport([{ fails: lost }, { body: 'ok' }])
    await testClient({ clock: virtualClock({ auto: true }), transport }).call(read)
    const attempt = {
      callId: expect.any(String),
      provider: 'test',
      operation: 'DoThing',
      method: 'POST',
      url: 'https://api.example.com/things',
    }
    expect(messages.map(withoutId)).toEqual([
      { event: 'start', ...attempt, attempt: 1 },
      { event: 'end', ...attempt, attempt: 1, durationMs: 0, error: 'network' },
      { event: 'start', ...attempt, attempt: 2 },
      { event: 'end', ...attempt, attempt: 2, durationMs: 0, status: 200 },
    ])
    expect(messages.map(({ id }) => id === messages[0]?.id)).toEqual([true, true, false, false])
  })

  it('holds no query, no header and no body', async () => {
    const messages = heard('cloud:request')
    const secrets = {
      path: '/a?X-Amz-Signature=s3cret',
      headers: { authorization: 's3cret' },
      body: 's3cret',
    }
    const transport = scriptedTransport([{ headers: { 'set-cookie': 's3cret' }, body: 's3cret' }])
    const sign = async () => ({ method: 'POST', origin: 'https://a', ...secrets })
    await testClient({ clock: virtualClock(), transport }, { sign }).call(read)
    expect(messages).toHaveLength(2)
    expect(JSON.stringify(messages)).not.toContain('s3cret')
  })
})

describe('the channel cloud:retry', () => {
  it('tells what failed, and when it is tried again', async () => {
    const messages = heard('cloud:retry')
    const body = JSON.stringify({ providerCode: 'Slow' })
    const throttled = { status: 429, headers: { 'retry-after': '7' }, body }
    const transport = scriptedTransport([throttled, { status: 503 }, { body: 'ok' }])
    const retry = { baseMs: 0 }
    await testClient({ clock: virtualClock({ auto: true }), transport, retry }).call(read)
    const callId = expect.stringMatching(/^[0-9a-f-]{36}$/)
    const call = { callId, provider: 'test', operation: 'DoThing' }
    expect(messages).toEqual([
      { ...call, attempt: 1, delayMs: 7000, error: 'rate-limited', status: 429, providerCode: 'Slow' },
      { ...call, attempt: 2, delayMs: 0, error: 'unavailable', status: 503 },
    ])
  })

  it('joins the attempts of a call, here and on cloud:request', async () => {
    const requests = heard('cloud:request')
    const retries = heard('cloud:retry')
    const transport = scriptedTransport([{ status: 503 }, { body: 'ok' }, { body: 'ok' }])
    const client = testClient({ clock: virtualClock({ auto: true }), transport })
    await client.call(read)
    await client.call(read)
    const [first, , second, , third] = requests.map(({ callId }) => callId)
    expect([second, retries[0]?.callId]).toEqual([first, first])
    expect(third).not.toBe(first)
  })

  it('is silent about a failure that is final', async () => {
    const messages = heard('cloud:retry')
    const transport = scriptedTransport([{ status: 503 }])
    await failure(testClient({ clock: virtualClock({ auto: true }), transport }).call(once))
    expect(messages).toEqual([])
  })
})

describe('the channel cloud:wait', () => {
  it('tells each look, and how the wait ended', async () => {
    const messages = heard('cloud:wait')
    const lost = new CloudError('The token s3cret was lost', { code: 'network', retryable: true })
    const driver = fakeCompute(virtualClock({ auto: true }), ['pending', lost, 'running'])
    await waitForNode(driver, 'n-1', 'running', { intervalMs: 1000 })
    const wait = { what: 'node n-1 to be running' }
    expect(messages.map(withoutId)).toEqual([
      { ...wait, event: 'start' },
      { ...wait, event: 'look', seen: 'it is pending' },
      { ...wait, event: 'look', error: 'network' },
      { ...wait, event: 'look', seen: 'it is running' },
      { ...wait, event: 'end', durationMs: 2500 },
    ])
    expect(ids(messages)).toBe(1)
  })

  it('tells the code of a wait that failed, and a hopeless look once', async () => {
    const messages = heard('cloud:wait')
    await failure(waitForNode(fakeCompute(virtualClock(), ['error']), 'n-1', 'running'))
    expect(messages.map(({ event, error }) => [event, error])).toEqual([
      ['start', undefined],
      ['look', undefined],
      ['end', 'failed'],
    ])
  })
})

describe('the channel cloud:deploy', () => {
  const deploy = (exitCode: number) =>
    deployNode(fakeCompute(virtualClock({ auto: true })), {
      name: 'web-1',
      size: 's-1',
      image: 'i-1',
      shell: recordingAccess(([command]) => (command === 'sh' ? { exitCode, stdout: 's3cret' } : undefined)),
      steps: [script('echo s3cret'), script('curl -H "token: s3cret" https://a')],
    })

  it('tells each phase, and nothing that a script holds or prints', async () => {
    const messages = heard('cloud:deploy')
    await deploy(0)
    expect(
      messages.map(({ event, phase, status, step }) => [event, phase, status, step].join(' ').trim()),
    ).toEqual([
      'start',
      'phase create started',
      'phase create done',
      'phase running started',
      'phase running done',
      'phase shell started',
      'phase shell done',
      'phase step started 1',
      'phase step done 1',
      'phase step started 2',
      'phase step done 2',
      'end',
    ])
    expect(messages[2]).toMatchObject({ name: 'web-1', nodeId: 'n-1', atMs: 0 })
    expect(ids(messages)).toBe(1)
    expect(JSON.stringify(messages)).not.toContain('s3cret')
  })

  it('tells the code of a deployment that failed', async () => {
    const messages = heard('cloud:deploy')
    await failure(deploy(1))
    expect(messages.slice(-2).map(withoutId)).toMatchObject([
      { phase: 'step', status: 'failed', step: 1 },
      { event: 'end', error: 'failed' },
    ])
    expect(JSON.stringify(messages)).not.toContain('s3cret')
  })
})

describe('a channel that nobody listens to', () => {
  it('has nothing made for it', async () => {
    const make = () => {
      throw new Error('made for nobody')
    }
    publish('cloud:test', make)
    const work = async (say: (make: () => object) => void) => {
      say(make)
      return 'done'
    }
    expect(await traced('cloud:test', virtualClock(), make, work, make)).toBe('done')
  })
})
