import { describe, expect, it } from 'vitest'
import { CloudError } from '../errors.ts'
import { failure, once, read } from '../testing/operations.ts'
import { span } from './span.ts'

const failing = (error: unknown) =>
  span('ec2', async () => {
    throw error
  })

describe('an error that comes out of a call', () => {
  it('names the provider and the operation', async () => {
    const error = new CloudError('Gone', { code: 'not-found', status: 404, requestId: 'r', cause: 'c' })
    const named = await failure(failing(error)(read))
    expect(named).toMatchObject({
      code: 'not-found',
      provider: 'ec2',
      operation: 'DoThing',
      message: 'ec2 DoThing: Gone',
      status: 404,
      requestId: 'r',
      cause: 'c',
    })
    expect(error).not.toHaveProperty('provider')
  })

  it('always tells the outcome of a write, and never one of a read', async () => {
    for (const outcome of ['applied', 'not-applied', 'unknown'] as const) {
      const error = new CloudError('x', { code: 'failed', outcome })
      expect(await failure(failing(error)(once))).toMatchObject({ outcome })
      expect(await failure(failing(error)(read))).not.toHaveProperty('outcome')
    }
    const silent = new CloudError('x', { code: 'failed' })
    expect(await failure(failing(silent)(once))).toMatchObject({ outcome: 'unknown' })
  })

  it('keeps the name of a call within this one', async () => {
    const inner = new CloudError('sts AssumeRole: no', {
      code: 'forbidden',
      provider: 'sts',
      operation: 'AssumeRole',
    })
    expect(await failure(failing(inner)(once))).toMatchObject({
      message: 'sts AssumeRole: no',
      provider: 'sts',
      operation: 'AssumeRole',
      outcome: 'unknown',
    })
  })

  it('is left alone where it is none of ours', async () => {
    const bug = new TypeError('no such member')
    expect(await failure(failing(bug)(once))).toBe(bug)
  })
})
