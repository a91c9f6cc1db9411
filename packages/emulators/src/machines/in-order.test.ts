import { expect, test } from 'vitest'
import { inOrder } from './in-order.ts'

test('a step begins when the one before it has ended, also by an error, and idle waits for all of them', async () => {
  const seen: string[] = []
  const { run, idle } = inOrder()
  const slow = run(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    seen.push('slow')
    throw new Error('slow failed')
  })
  const quick = run(async () => seen.push('quick'))
  await expect(slow).rejects.toThrow('slow failed')
  expect(await quick).toBe(2)
  void run(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    seen.push('last')
  })
  await idle()
  expect(seen).toEqual(['slow', 'quick', 'last'])
})
