import { describe, expect, it } from 'vitest'
import { CloudError } from './errors.ts'
import { keyed } from './keyed.ts'

describe('keyed', () => {
  it('tells the key where nobody knows whether there is something', () => {
    const cause = new Error('reset')
    const lost = new CloudError('lost', { code: 'network', outcome: 'unknown', details: { port: 1 }, cause })
    expect(keyed(lost, 'k-1')).toMatchObject({
      code: 'network',
      message: 'lost',
      outcome: 'unknown',
      details: { port: 1, idempotencyKey: 'k-1' },
      cause,
    })
    expect(lost.details).toEqual({ port: 1 })
  })

  it('leaves what is known as it is, and what is no error of ours', () => {
    const known = ['applied', 'not-applied', undefined] as const
    for (const error of known.map((outcome) => new CloudError('x', { code: 'failed', outcome })))
      expect(keyed(error, 'k-1')).toBe(error)
    const bug = new TypeError('no such member')
    expect(keyed(bug, 'k-1')).toBe(bug)
  })
})
