import { describe, expect, it } from 'vitest'
import { replyBody } from './reply-body.ts'

const flow = () => {
  const told: string[] = []
  const tell = (what: string) => () => void told.push(what)
  return { told, pause: tell('pause'), resume: tell('resume'), abort: tell('abort') }
}
const chunk = (text: string) => Buffer.from(text)
const given = (text: string) => ({ done: false, value: chunk(text) })
const done = { done: true, value: undefined }

describe('the body of a reply', () => {
  it('answers each who asks, also before the one before has been answered', async () => {
    const { chunks, push, end } = replyBody(flow())
    const reader = chunks[Symbol.asyncIterator]()
    const asked = [reader.next(), reader.next(), reader.next(), reader.next()]
    push(chunk('a'))
    push(chunk('b'))
    end()
    expect(await Promise.all(asked)).toEqual([given('a'), given('b'), done, done])
  })

  it('fails for all who ask', async () => {
    const { chunks, fail } = replyBody(flow())
    const reader = chunks[Symbol.asyncIterator]()
    const asked = Promise.allSettled([reader.next(), reader.next()])
    const reason = new Error('lost')
    fail(reason)
    const rejected = { status: 'rejected', reason }
    expect(await asked).toEqual([rejected, rejected])
    await expect(reader.next()).rejects.toBe(reason)
  })

  it('holds the server back while 64 KiB wait for their reader, and gives each chunk once', async () => {
    const watched = flow()
    const { chunks, push, end } = replyBody(watched)
    const large = Buffer.alloc(64 * 1024)
    push(large)
    // What has left the server already still comes.
    push(chunk('a'))
    expect(watched.told).toEqual(['pause', 'pause'])
    const reader = chunks[Symbol.asyncIterator]()
    expect(await reader.next()).toEqual({ done: false, value: large })
    expect(watched.told).toEqual(['pause', 'pause', 'resume'])
    end()
    expect([await reader.next(), await reader.next()]).toEqual([given('a'), done])
    expect(watched.told).toHaveLength(3)
  })

  it('is given up once by who breaks off, and not where it has ended', async () => {
    const [half, whole] = [flow(), flow()]
    const broken = replyBody(half)
    broken.push(chunk('a'))
    for await (const _ of broken.chunks) break
    broken.discard()
    expect(half.told).toEqual(['abort'])
    const ended = replyBody(whole)
    ended.push(chunk('a'))
    ended.end()
    ended.discard()
    expect(whole.told).toEqual([])
  })
})
