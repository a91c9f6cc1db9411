import type { ErrorCode } from '@cloud/core'
import { describe, expect, it } from 'vitest'
import { codeOf, readGoogleError, readTokenError } from './errors.ts'

const reply = (status: number, body: object | string) => ({
  status,
  headers: {},
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
})

const reasons: Readonly<Partial<Record<ErrorCode, readonly string[]>>> = {
  'rate-limited': [
    'rateLimitExceeded',
    'userRateLimitExceeded',
    'RATE_LIMIT_EXCEEDED',
    'CONCURRENT_OPERATIONS_QUOTA_EXCEEDED',
    'RESOURCE_OPERATION_RATE_EXCEEDED',
  ],
  quota: ['quotaExceeded', 'QUOTA_EXCEEDED', 'LIMIT_EXCEEDED', 'dailyLimitExceeded'],
  capacity: [
    'ZONE_RESOURCE_POOL_EXHAUSTED',
    'ZONE_RESOURCE_POOL_EXHAUSTED_WITH_DETAILS',
    'REGION_RESOURCE_POOL_EXHAUSTED',
    'RESOURCE_POOL_EXHAUSTED',
    'insufficientCapacity',
    'STOCKOUT',
  ],
  'already-exists': ['alreadyExists', 'RESOURCE_ALREADY_EXISTS', 'duplicate'],
  'not-found': ['notFound', 'RESOURCE_NOT_FOUND', 'PROJECT_NOT_FOUND', 'NETWORK_NOT_FOUND'],
  precondition: ['conditionNotMet', 'CONDITION_NOT_MET'],
  conflict: [
    'resourceNotReady',
    'RESOURCE_NOT_READY',
    'resourceInUseByAnotherResource',
    'RESOURCE_IN_USE_BY_ANOTHER_RESOURCE',
    'IP_IN_USE_BY_ANOTHER_RESOURCE',
    'operationInProgress',
  ],
  forbidden: [
    'forbidden',
    'accessNotConfigured',
    'insufficientPermissions',
    'PERMISSION_DENIED',
    'PERMISSIONS_ERROR',
  ],
  unauthorized: ['authError', 'UNAUTHENTICATED', 'ACCESS_TOKEN_EXPIRED'],
  unavailable: ['backendError', 'internalError', 'INTERNAL_ERROR', 'SERVICE_UNAVAILABLE_FOR_LOCATION'],
  invalid: [
    'invalid',
    'badRequest',
    'required',
    'INVALID_FIELD_VALUE',
    'INVALID_USAGE',
    'UNSUPPORTED_OPERATION',
  ],
}

describe.each(Object.entries(reasons))('%s is', (code, all) => {
  it.each(all)('%s', (reason) => expect(codeOf(reason)).toBe(code))
})

describe('an error of an API', () => {
  it('has the reason of its first cause', () => {
    const errors = [{ message: 'No.', domain: 'global', reason: 'notFound' }]
    expect(readGoogleError(reply(404, { error: { code: 404, message: 'No.', errors } }))).toMatchObject({
      code: 'not-found',
      providerCode: 'notFound',
      message: 'No.',
    })
  })

  it('of the newer form has the reason of its details, or its status', () => {
    const details = [{ '@type': 'x' }, { reason: 'RATE_LIMIT_EXCEEDED' }]
    const error = { code: 429, message: 'Slow.', status: 'RESOURCE_EXHAUSTED', details }
    expect(readGoogleError(reply(429, { error }))).toMatchObject({ code: 'rate-limited' })
    const plain = { code: 403, message: 'No.', status: 'PERMISSION_DENIED' }
    expect(readGoogleError(reply(403, { error: plain }))).toMatchObject({ code: 'forbidden' })
  })

  it('of a token that is not taken asks for another', () => {
    const errors = [{ message: 'Login Required.', reason: 'required' }]
    const facts = readGoogleError(reply(401, { error: { message: 'Login Required.', errors } }))
    expect(facts).toMatchObject({ code: 'unauthorized', expired: true })
  })

  it('of what is not ready for a moment may be repeated', () => {
    const errors = [{ reason: 'resourceNotReady' }]
    expect(readGoogleError(reply(400, { error: { errors } }))).toMatchObject({
      code: 'conflict',
      retryable: true,
    })
  })

  it('of a form that is unknown tells nothing but its status', () => {
    for (const body of [{}, [], { error: 'x' }, { error: null }, 'null'])
      expect(readGoogleError(reply(500, body))).toEqual({})
  })
})

it('an error of a token endpoint that is down is none of the credentials', () => {
  expect(readTokenError(reply(503, { error: 'unavailable' }))).not.toHaveProperty('code')
  expect(readTokenError(reply(401, { error: 'invalid_client' }))).toMatchObject({ code: 'unauthorized' })
  expect(readTokenError(reply(400, []))).toEqual({})
})
