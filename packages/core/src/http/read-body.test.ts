import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import { failure, idempotent, once, operation, testClient } from '../testing/operations.ts'
import { type Scripted, scriptedTransport } from '../testing/scripted-transport.ts'

const mebibyte = 1024 * 1024
const size = operation({ class: 'idempotent' }, { read: ({ body }) => String(body.byteLength) })

const setup = (...script: readonly Scripted[]) => {
  const transport = scriptedTransport(script)
  return { transport, client: testClient({ clock: virtualClock({ auto: true }), transport }) }
}

async function* mebibytes(count: number, then: () => void = () => {}): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < count; sent++) {
    then()
    yield new Uint8Array(mebibyte)
  }
}

describe('the body of an answer', () => {
  it('is put together from its chunks', async () => {
    async function* chunks() {
      yield Buffer.from('ein ')
      yield Buffer.from([0xc3])
      yield Buffer.from([0xa4])
    }
    expect(await setup({ body: chunks() }).client.call(once)).toBe('ein ä')
  })

  it('may be empty', async () => {
    async function* none() {}
    expect(await setup({ status: 204, body: none() }).client.call(once)).toBe('')
  })

  it('may be as large as the cap', async () => {
    expect(await setup({ body: mebibytes(16) }).client.call(size)).toBe(String(16 * mebibyte))
  })

  it('is given up as soon as it is larger', async () => {
    let chunks = 0
    const { client, transport } = setup({ body: mebibytes(400, () => chunks++) })
    expect(await failure(client.call(size))).toMatchObject({
      code: 'protocol',
      status: 200,
      outcome: 'unknown',
      retryable: false,
      message: 'test DoThing: The answer is larger than 16777216 bytes',
    })
    expect([chunks, transport.discarded(), transport.requests.length]).toEqual([17, 1, 1])
  })

  it('is not begun where it says that it is larger', async () => {
    let chunks = 0
    const { client, transport } = setup({
      headers: { 'content-length': String(16 * mebibyte + 1) },
      body: mebibytes(17, () => chunks++),
    })
    expect(await failure(client.call(size))).toMatchObject({ code: 'protocol' })
    expect([chunks, transport.discarded()]).toEqual([0, 1])
  })

  it.each(['gzip', 'br', 'zstd', 'deflate'])('is refused where it is %s, unasked', async (encoding) => {
    const { client, transport } = setup({ headers: { 'content-encoding': encoding }, body: 'x' })
    expect(await failure(client.call(idempotent))).toMatchObject({
      code: 'protocol',
      outcome: 'unknown',
      message: `test DoThing: The answer is encoded as ${encoding}, unasked`,
    })
    expect(transport.discarded()).toBe(1)
  })

  it('of a HEAD is none, whatever is said of its encoding and its length', async () => {
    async function* none() {}
    const headers = { 'content-encoding': 'gzip', 'content-length': String(40 * mebibyte) }
    const asked = { request: { method: 'HEAD', path: '/things', headers: {} } }
    const { client } = setup({ headers, body: none() })
    expect(await client.call(operation({ class: 'read' }, asked))).toBe('')
  })

  it('is read where it says that it is not encoded', async () => {
    expect(await setup({ headers: { 'content-encoding': 'identity' }, body: 'x' }).client.call(once)).toBe(
      'x',
    )
  })

  it('that breaks in whatever way of a transport is a lost answer', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half')
      throw new TypeError('terminated')
    }
    const { client, transport } = setup({ body: broken() })
    expect(await failure(client.call(once))).toMatchObject({
      code: 'network',
      outcome: 'unknown',
      retryable: true,
      cause: expect.objectContaining({ message: 'terminated' }),
    })
    expect(transport.discarded()).toBe(1)
    const again = setup({ body: broken() }, { body: 'whole' })
    expect(await again.client.call(idempotent)).toBe('whole')
  })
})
