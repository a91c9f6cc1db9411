import { afterAll, describe, it } from 'vitest'
import { cloudError, samples } from '../leak-samples.ts'

const { privateKey, secretKey, token } = samples

describe('an error', () => {
  it('thrown and caught, with a secret in its message', async () => {
    await Promise.reject(cloudError(`refused: ${secretKey}`)).catch(() => {})
  })
  it('never thrown, with a secret deep in its cause', () => {
    cloudError('refused', { cause: new Error('below', { cause: { request: new Map([['key', token]]) } }) })
  })
  it('with the bytes of a key in its details', () => {
    cloudError('refused', { details: { key: Buffer.from(privateKey) } })
  })
  it('with nothing to hide', () => {
    cloudError('refused', { details: { id: 'i-1' } })
  })
})

describe('an error of a hook', () => {
  it('runs after its tests', () => {})
  afterAll(() => {
    cloudError(`refused: ${token}`)
  })
})
