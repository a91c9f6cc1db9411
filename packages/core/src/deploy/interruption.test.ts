import { expect, it } from 'vitest'
import { interruption } from './interruption.ts'

const listeners = () => process.listenerCount('SIGINT') + process.listenerCount('SIGTERM')

it('an interruption aborts at the first signal, and has no hand in the second', () => {
  const before = listeners()
  const { signal } = interruption()
  expect(listeners()).toBe(before + 2)
  process.emit('SIGTERM', 'SIGTERM')
  expect(signal.reason).toMatchObject({ message: 'The process was told to end: SIGTERM' })
  expect(listeners()).toBe(before)
})

it('an interruption that is over listens to nothing', () => {
  const before = listeners()
  {
    using over = interruption(['SIGINT'])
    expect([over.signal.aborted, listeners()]).toEqual([false, before + 1])
  }
  expect(listeners()).toBe(before)
})
