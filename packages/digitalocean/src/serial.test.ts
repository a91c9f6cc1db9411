import { describe, expect, it } from 'vitest'
import { serial } from './serial.ts'

describe('serial', () => {
  it('runs calls of one key in turn, also after one that failed, and others at once', async () => {
    const run = serial()
    const events: string[] = []
    const call = (key: string | undefined, name: string, fails = false) =>
      run(key, async () => {
        events.push(`${name} begins`)
        await new Promise((resolve) => setTimeout(resolve, 5))
        events.push(`${name} ends`)
        if (fails) throw new Error(name)
        return name
      })
    const calls = [call('k', 'one', true), call('k', 'two'), call('other', 'three'), call(undefined, 'four')]
    const ends = await Promise.allSettled(calls)
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
    expect(events.indexOf('one ends')).toBeLessThan(events.indexOf('two begins'))
    expect(events.indexOf('three begins')).toBeLessThan(events.indexOf('one ends'))
    expect(events.indexOf('four begins')).toBeLessThan(events.indexOf('one ends'))
  })
})
