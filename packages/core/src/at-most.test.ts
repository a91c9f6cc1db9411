import { describe, expect, it } from 'vitest'
import { mapAtMost } from './at-most.ts'

describe('mapAtMost', () => {
  it('has at most so many under way, begins in order, and keeps the order of what they give', async () => {
    const begun: number[] = []
    let [now, most] = [0, 0]
    const results = await mapAtMost(3, [5, 1, 4, 2, 3, 0], async (turns) => {
      begun.push(turns)
      now += 1
      most = Math.max(most, now)
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
      now -= 1
      return turns * 10
    })
    expect(results).toEqual([50, 10, 40, 20, 30, 0])
    expect(begun).toEqual([5, 1, 4, 2, 3, 0])
    expect(most).toBe(3)
  })

  it('does nothing for nothing', async () => {
    expect(await mapAtMost(3, [], () => Promise.reject(new Error('never')))).toEqual([])
  })

  it('rejects with what the work rejects with', async () => {
    await expect(mapAtMost(2, [1], () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  })
})
