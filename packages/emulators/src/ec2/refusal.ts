/** An error that the API answers with: its code, its words, and the HTTP status that EC2 gives it. */
export class Refusal extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status: number = statusOf(code)) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.status = status
  }
}

const statuses: Readonly<Record<string, number>> = {
  AuthFailure: 401,
  DryRunOperation: 412,
  InsufficientInstanceCapacity: 500,
  InternalError: 500,
  MissingAuthenticationToken: 403,
  InvalidSignatureException: 403,
  RequestInTheFuture: 403,
  RequestLimitExceeded: 503,
  RequestTimeTooSkewed: 403,
  ServiceUnavailable: 503,
  SignatureDoesNotMatch: 403,
  Unavailable: 503,
  UnauthorizedOperation: 403,
}

export const statusOf = (code: string): number => statuses[code] ?? 400

export const missing = (parameter: string): Refusal =>
  new Refusal('MissingParameter', `The request must contain the parameter ${parameter}`)

export const invalidValue = (message: string): Refusal => new Refusal('InvalidParameterValue', message)
