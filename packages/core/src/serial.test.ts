import { describe, expect, it } from 'vitest'
import { serial } from './serial.ts'

describe('serial', () => {
  it('runs calls of one key in turn, also after one that failed, and others at once', async () => {
    const run = serial()
    const events: string[] = []
    const call = (key: string | undefined, name: string, fails = false) =>
      run(
        key,
        async () => {
          events.push(`${name} begins`)
          await new Promise((resolve) => setTimeout(resolve, 5))
          events.push(`${name} ends`)
          if (fails) throw new Error(name)
          return name
        },
        {},
      )
    const calls = [call('k', 'one', true), call('k', 'two'), call('other', 'three'), call(undefined, 'four')]
    const ends = await Promise.allSettled(calls)
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
    expect(events.indexOf('one ends')).toBeLessThan(events.indexOf('two begins'))
    expect(events.indexOf('three begins')).toBeLessThan(events.indexOf('one ends'))
    expect(events.indexOf('four begins')).toBeLessThan(events.indexOf('one ends'))
  })

  it('lets go of a call that ends while it waits, and keeps the others in their order', async () => {
    const run = serial()
    const first = Promise.withResolvers<string>()
    const ended = new AbortController()
    const calls = [
      run('k', () => first.promise, {}),
      run('k', async () => 'never', { signal: ended.signal }),
      run('k', async () => 'last', {}),
    ]
    ended.abort(new Error('too late'))
    await expect(calls[1]).rejects.toThrow('too late')
    expect(await Promise.race([calls[2], Promise.resolve('waits')])).toBe('waits')
    first.resolve('first')
    expect(await Promise.all([calls[0], calls[2]])).toEqual(['first', 'last'])
  })
})
