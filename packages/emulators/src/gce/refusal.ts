/** An error that the API answers with: the reason, which is what clients look at, its words, and the HTTP status that Google gives it. */
export class Refusal extends Error {
  readonly reason: string
  readonly status: number

  constructor(reason: string, message: string, status: number = statuses[reason] ?? 400) {
    super(message)
    this.name = 'Refusal'
    this.reason = reason
    this.status = status
  }
}

const statuses: Readonly<Record<string, number>> = {
  alreadyExists: 409,
  authError: 401,
  backendError: 503,
  badRequest: 400,
  conditionNotMet: 412,
  forbidden: 403,
  insufficientPermissions: 403,
  internalError: 500,
  invalid: 400,
  invalidParameter: 400,
  notFound: 404,
  parseError: 400,
  quotaExceeded: 403,
  rateLimitExceeded: 403,
  required: 400,
  resourceInUseByAnotherResource: 400,
  resourceNotReady: 400,
}

/** The words of `google.rpc.Code` for HTTP statuses. */
const words: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ALREADY_EXISTS',
  412: 'FAILED_PRECONDITION',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
}

export const rpcCode = (status: number): string => words[status] ?? 'UNKNOWN'

/** A member of the request holds what it cannot: `field` is the path from the body's root, `value` what it holds. */
export const invalidField = (field: string, value: unknown, why: string): Refusal =>
  new Refusal('invalid', `Invalid value for field 'resource.${field}': '${shownValue(value)}'. ${why}`)

const shownValue = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value)

export const requiredField = (field: string): Refusal =>
  new Refusal('required', `Required field 'resource.${field}' not specified`)

/** `path` is the resource's, from `projects/` on. */
export const notFound = (path: string): Refusal =>
  new Refusal('notFound', `The resource '${path}' was not found`)

export const notReady = (path: string): Refusal =>
  new Refusal('resourceNotReady', `The resource '${path}' is not ready`)

export const alreadyExists = (path: string): Refusal =>
  new Refusal('alreadyExists', `The resource '${path}' already exists`)

/** `noun` as the API's sentence has it: disk, network, subnetwork. */
export const inUse = (noun: string, path: string, by: string): Refusal =>
  new Refusal(
    'resourceInUseByAnotherResource',
    `The ${noun} resource '${path}' is already being used by '${by}'`,
  )
