import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { CloudError, changed, invalid, isCloudError } from './errors.ts'

const otherCopy = async (): Promise<typeof import('./errors.ts')> => {
  const path = './errors.ts?other-copy'
  return import(path)
}

const whole = {
  code: 'capacity',
  provider: 'ec2',
  operation: 'RunInstances',
  status: 500,
  requestId: 'req-1',
  providerCode: 'InsufficientInstanceCapacity',
  retryable: true,
  outcome: 'not-applied',
  hint: 'try another zone',
  details: { zone: 'a' },
} as const

describe('CloudError', () => {
  it('is an Error that carries what it was given', () => {
    const cause = new TypeError('socket')
    const error = new CloudError('No room', { ...whole, cause })
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({ ...whole, name: 'CloudError', message: 'No room' })
    expect(error.cause).toBe(cause)
    expect(error.stack).toContain('errors.test.ts')
  })

  it('leaves out what it was not given, but tells that it is not retryable', () => {
    const error = new CloudError('Gone', { code: 'not-found', hint: undefined })
    expect(Object.keys(error).sort()).toEqual(['code', 'name', 'retryable'])
    expect(error.retryable).toBe(false)
    expect('cause' in error).toBe(false)
  })

  it('becomes JSON with its message and without stack and cause', () => {
    const error = new CloudError('No room', { ...whole, cause: { password: 'x' } })
    expect(JSON.parse(JSON.stringify(error))).toEqual({ ...whole, name: 'CloudError', message: 'No room' })
  })

  it('shows its code when it is printed', () => {
    expect(inspect(new CloudError('Gone', { code: 'not-found' }))).toContain("code: 'not-found'")
  })
})

describe('isCloudError', () => {
  it('knows errors of this copy and of another one', async () => {
    const other = await otherCopy()
    expect(other.CloudError).not.toBe(CloudError)
    const theirs = new other.CloudError('theirs', { code: 'quota' })
    const ours = new CloudError('ours', { code: 'quota' })
    expect(theirs).not.toBeInstanceOf(CloudError)
    expect([isCloudError(theirs), other.isCloudError(ours)]).toEqual([true, true])
  })

  it('compares the code when it is given one', () => {
    const error = new CloudError('Gone', { code: 'not-found' })
    expect(isCloudError(error, 'not-found')).toBe(true)
    expect(isCloudError(error, 'conflict')).toBe(false)
  })

  it.each([
    undefined,
    null,
    'not-found',
    { code: 'not-found' },
    new Error('not-found'),
    Object.assign(new Error('x'), { name: 'CloudError', code: 'not-found' }),
  ])('refuses %o', (value) => {
    expect(isCloudError(value)).toBe(false)
  })
})

describe('changed', () => {
  it('gives a copy and leaves the original as it was', () => {
    const cause = new Error('cause')
    const error = new CloudError('No room', { ...whole, cause })
    const copy = changed(error, { message: 'Still no room', outcome: 'unknown', requestId: undefined })
    const { requestId, ...kept } = whole
    expect(copy).not.toBe(error)
    expect(copy.toJSON()).toEqual({
      ...kept,
      name: 'CloudError',
      outcome: 'unknown',
      message: 'Still no room',
    })
    expect(copy.cause).toBe(cause)
    expect(error.toJSON()).toEqual({ ...whole, name: 'CloudError', message: 'No room' })
    expect(requestId).toBe('req-1')
  })

  it('keeps the message unless it is given one, and takes a new cause', () => {
    const copy = changed(new CloudError('Gone', { code: 'not-found' }), { cause: 'why' })
    expect(copy.message).toBe('Gone')
    expect(copy.cause).toBe('why')
  })

  it('takes an error of another copy', async () => {
    const { CloudError: Theirs } = await otherCopy()
    const copy = changed(new Theirs('theirs', { ...whole, cause: 1 }), { code: 'quota' })
    expect(copy).toBeInstanceOf(CloudError)
    expect(copy.toJSON()).toEqual({ ...whole, code: 'quota', name: 'CloudError', message: 'theirs' })
    expect(copy.cause).toBe(1)
  })
})

describe('invalid', () => {
  it('says what is wrong and what would be right, and that nothing was done', () => {
    expect(invalid('max is -1', 'a whole number from 0', { max: -1 }).toJSON()).toEqual({
      name: 'CloudError',
      message: 'max is -1: a whole number from 0',
      code: 'invalid',
      outcome: 'not-applied',
      retryable: false,
      hint: 'a whole number from 0',
      details: { max: -1 },
    })
    expect(invalid('The script is empty').message).toBe('The script is empty')
  })
})
