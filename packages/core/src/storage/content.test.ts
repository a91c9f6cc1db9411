import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Content } from '../contract/storage-objects.ts'
import { release, type Source, sourceOf } from './content.ts'

const text = 'grüße 🚀'
const bytes = Buffer.from(text)

async function* chunks(): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, 3)
  yield new Uint8Array(0)
  yield bytes.subarray(3)
}

async function readAll(source: Source, signal?: AbortSignal): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const chunk of source.open(signal)) parts.push(chunk)
  return Buffer.concat(parts)
}

const sorts: Record<string, () => Content> = {
  'a string': () => text,
  bytes: () => bytes,
  'a Blob': () => new Blob([bytes]),
  'a web stream': () => new Blob([bytes]).stream(),
  'a Node stream': () => Readable.from(chunks()),
  'a generator': () => chunks(),
}
const streams = ['a web stream', 'a Node stream', 'a generator'] as const

describe('sourceOf', () => {
  it.each(Object.entries(sorts))('gives the bytes of %s', async (_, make) => {
    expect(await readAll(sourceOf(make(), bytes.length))).toEqual(bytes)
    expect(await readAll(sourceOf(make()))).toEqual(bytes)
  })

  it('knows the size of what is not a stream, and that it can be read again', async () => {
    for (const make of [sorts['a string'], sorts.bytes, sorts['a Blob']]) {
      const source = sourceOf(make?.() ?? '')
      expect([source.sizeBytes, source.repeatable]).toEqual([bytes.length, true])
      await readAll(source)
      expect(await readAll(source)).toEqual(bytes)
    }
  })

  it.each(streams)('reads %s once', async (name) => {
    const source = sourceOf(sorts[name]?.() ?? '')
    expect([source.sizeBytes, source.repeatable]).toEqual([undefined, false])
    await readAll(source)
    await expect(async () => readAll(source)).rejects.toMatchObject({ code: 'invalid' })
  })

  it.each(streams)('refuses %s that is shorter or longer than was told', async (name) => {
    for (const size of [bytes.length - 1, bytes.length + 1]) {
      await expect(readAll(sourceOf(sorts[name]?.() ?? '', size))).rejects.toMatchObject({ code: 'invalid' })
    }
  })

  it('gives not all that was told of content that goes on after it', async () => {
    let given = 0
    await expect(async () => {
      for await (const chunk of sourceOf(chunks(), 3).open()) given += chunk.length
    }).rejects.toMatchObject({ code: 'invalid' })
    expect(given).toBe(0)
  })

  it('refuses content in memory that is not as long as was told, at once', () => {
    for (const content of [text, bytes, new Blob([bytes])])
      expect(() => sourceOf(content, 3)).toThrow(expect.objectContaining({ code: 'invalid' }))
    expect(() => sourceOf('', -1)).toThrow(expect.objectContaining({ code: 'invalid' }))
    expect(() => sourceOf('', 1.5)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })

  it.each([7, null, undefined, [1], {}, new Map()])('refuses %j, which is no content', (content) => {
    expect(() => sourceOf(content as never)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })

  it('refuses chunks that are no bytes', async () => {
    await expect(readAll(sourceOf(Readable.from(['text'])))).rejects.toMatchObject({ code: 'invalid' })
  })

  it('throws what the content throws', async () => {
    const failure = new Error('the tape tore')
    async function* torn(): AsyncGenerator<Uint8Array> {
      yield bytes
      throw failure
    }
    await expect(readAll(sourceOf(torn()))).rejects.toBe(failure)
  })
})

describe('What gives content is told to end', () => {
  /** Streams that give one chunk and then none for ever, and whether they were ended. */
  const stuck = {
    'a web stream': () => {
      const ended = Promise.withResolvers<void>()
      let given = false
      const content = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          if (!given) controller.enqueue(bytes)
          const over: Promise<void> = given ? new Promise(() => {}) : Promise.resolve()
          given = true
          return over
        },
        cancel: () => ended.resolve(),
      })
      return { content, ended: ended.promise }
    },
    'a Node stream': () => {
      const ended = Promise.withResolvers<void>()
      const content = new Readable({
        read() {},
        destroy: (_, done) => {
          ended.resolve()
          done(null)
        },
      })
      content.push(bytes)
      return { content, ended: ended.promise }
    },
    'an iterable': () => {
      const ended = Promise.withResolvers<void>()
      const given = [bytes]
      const next = async (): Promise<IteratorResult<Uint8Array>> => {
        const value = given.shift()
        return value ? { done: false, value } : new Promise(() => {})
      }
      const finish = async (): Promise<IteratorResult<Uint8Array>> => {
        ended.resolve()
        return { done: true, value: undefined }
      }
      return {
        content: { [Symbol.asyncIterator]: () => ({ next, return: finish }) },
        ended: ended.promise,
      }
    },
  }

  it.each(Object.entries(stuck))('when the signal aborts: %s', async (_, make) => {
    const { content, ended } = make()
    const reason = new Error('changed my mind')
    const cancel = new AbortController()
    const reading = readAll(sourceOf(content), cancel.signal)
    await pause(5)
    cancel.abort(reason)
    await expect(reading).rejects.toBe(reason)
    await ended
  })

  it.each(Object.entries(stuck))('when nobody wants more of it: %s', async (_, make) => {
    const { content, ended } = make()
    for await (const chunk of sourceOf(content).open()) {
      expect(chunk).toEqual(bytes)
      break
    }
    await ended
  })

  it.each(Object.entries(stuck))('when it was never read: %s', async (_, make) => {
    const { content, ended } = make()
    release(content)
    await ended
  })
})
