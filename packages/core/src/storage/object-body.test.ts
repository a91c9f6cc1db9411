import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { summing } from './checksums.ts'
import { type BodyParts, objectBody } from './object-body.ts'

const hello = [Buffer.from('hel'), Buffer.from('lo')]

/** A body of these chunks, and how often its connection was given up. */
function body(chunks: readonly Uint8Array[], parts: Partial<BodyParts> = {}) {
  const seen = { discarded: 0, asked: 0 }
  async function* giving(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) {
      seen.asked += 1
      yield chunk
    }
  }
  const discard = () => {
    seen.discarded += 1
  }
  const length = Buffer.concat(chunks).length
  return { seen, stream: objectBody({ chunks: giving(), length, discard, ...parts }) }
}

const text = (stream: ReadableStream<Uint8Array>) => new Response(stream).text()

function crcOf(content: string): string {
  const sum = summing('crc32')
  sum?.update(Buffer.from(content))
  return sum?.value() ?? ''
}

describe('objectBody', () => {
  it('gives what comes, and asks for nothing before it is wanted', async () => {
    const { stream, seen } = body(hello)
    await pause(5)
    expect(seen.asked).toBe(0)
    expect(await text(stream)).toBe('hello')
    expect(seen.discarded).toBe(0)
  })

  it('holds the content to its checksum', async () => {
    const right = body(hello, { checksum: { algorithm: 'crc32', value: crcOf('hello') } })
    expect(await text(right.stream)).toBe('hello')
    const wrong = body(hello, { checksum: { algorithm: 'crc32', value: crcOf('hullo') } })
    await expect(text(wrong.stream)).rejects.toMatchObject({ code: 'integrity', retryable: true })
  })

  it('looks at no checksum that it cannot compute', async () => {
    const { stream } = body(hello, { checksum: { algorithm: 'crc64nvme', value: 'AAAAAAAAAAA=' } })
    expect(await text(stream)).toBe('hello')
  })

  it('fails with network where the content ends too early, and gives its connection up', async () => {
    const { stream, seen } = body(hello, { length: 6 })
    await expect(text(stream)).rejects.toMatchObject({ code: 'network', retryable: true })
    expect(seen.discarded).toBe(1)
  })

  it('fails with protocol where there is more than was promised', async () => {
    await expect(text(body(hello, { length: 4 }).stream)).rejects.toMatchObject({ code: 'protocol' })
  })

  it('fails with network, and the cause, where the transport threw', async () => {
    const failure = new Error('reset')
    async function* torn(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('hel')
      throw failure
    }
    const { stream } = body([], { chunks: torn(), length: 5 })
    await expect(text(stream)).rejects.toMatchObject({ code: 'network', retryable: true, cause: failure })
  })

  it('fails with aborted when the signal does, also in the middle of a chunk', async () => {
    const cancel = new AbortController()
    const reason = new Error('changed my mind')
    const chunks = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) }
    const { stream, seen } = body([], { chunks, length: 5, signal: cancel.signal })
    const reading = text(stream)
    await pause(5)
    cancel.abort(reason)
    await expect(reading).rejects.toMatchObject({ code: 'aborted', cause: reason })
    expect(seen.discarded).toBe(1)
    const late = body(hello, { signal: cancel.signal })
    await expect(text(late.stream)).rejects.toMatchObject({ code: 'aborted' })
  })

  it('gives its connection up when it is cancelled, and does not listen to the signal any more', async () => {
    const cancel = new AbortController()
    const { stream, seen } = body(hello, { signal: cancel.signal })
    const reader = stream.getReader()
    await reader.read()
    await reader.cancel()
    cancel.abort()
    expect(seen.discarded).toBe(1)
  })
})
