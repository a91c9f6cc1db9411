import { defined } from './defined.ts'

/** What went wrong, in a closed set that is the same on every cloud. Codes may be added: switch with a default. */
export type ErrorCode =
  /** The thing that was named does not exist (or not any more, or not yet). */
  | 'not-found'
  /** A thing of that name or id exists already. */
  | 'already-exists'
  /** The input cannot be right: nothing was created or changed. */
  | 'invalid'
  /** Credentials are missing, wrong or expired. */
  | 'unauthorized'
  /** The credentials are good and may not do this. */
  | 'forbidden'
  /** The thing is in a state, or in use in a way, that does not allow this now. */
  | 'conflict'
  /** A condition that the caller set does not hold. */
  | 'precondition'
  /** A limit of the account is reached; repeating does not help. */
  | 'quota'
  /** The provider has no room for this now, here. */
  | 'capacity'
  /** Too many requests; `details.retryAfterMs` where the provider said how long to wait. */
  | 'rate-limited'
  /** The provider failed (HTTP 5xx). */
  | 'unavailable'
  /** A deadline passed: the caller's, or one of the phases of a request. */
  | 'timeout'
  /** The caller's signal; its reason is the `cause`. */
  | 'aborted'
  /** The request or the answer was lost on the way. */
  | 'network'
  /** The other side is not who it should be: TLS, or an SSH host key. */
  | 'untrusted'
  /** The answer breaks the protocol, or a limit of its size. */
  | 'protocol'
  /** Content does not match its checksum. */
  | 'integrity'
  /** The provider's operation, a command or a deployment ran and failed. */
  | 'failed'
  | 'unknown'

/** Whether a failed write took effect. */
export type Outcome = 'not-applied' | 'applied' | 'unknown'

export interface CloudErrorOptions {
  readonly code: ErrorCode
  /** The driver's provider, as in `ec2`. */
  readonly provider?: string | undefined
  /** The provider's own name of what was asked, as in `RunInstances`. */
  readonly operation?: string | undefined
  readonly status?: number | undefined
  readonly requestId?: string | undefined
  /** The provider's own error code, as in `InvalidInstanceID.NotFound`. */
  readonly providerCode?: string | undefined
  /** The same call may succeed later, unchanged. */
  readonly retryable?: boolean | undefined
  readonly outcome?: Outcome | undefined
  /** What would be right, in a sentence. */
  readonly hint?: string | undefined
  /** What only this kind of failure knows: plain data, no secrets. */
  readonly details?: Readonly<Record<string, unknown>> | undefined
  readonly cause?: unknown
}

const brand: symbol = Symbol.for('@cloud/core.CloudError')

/**
 * The one error class. Recognise it by {@link isCloudError}, never by `instanceof`: two copies of this package in one program
 * make two classes.
 */
export class CloudError extends Error {
  override readonly name = 'CloudError'
  declare readonly code: ErrorCode
  declare readonly provider?: string
  declare readonly operation?: string
  declare readonly status?: number
  declare readonly requestId?: string
  declare readonly providerCode?: string
  declare readonly retryable: boolean
  declare readonly outcome?: Outcome
  declare readonly hint?: string
  declare readonly details?: Readonly<Record<string, unknown>>

  constructor(message: string, options: CloudErrorOptions) {
    const { cause, ...known } = options
    super(message, cause === undefined ? undefined : { cause })
    Object.defineProperty(this, brand, { value: true })
    this.retryable = false
    Object.assign(this, defined(known))
  }

  /** The same fields as JSON: without the stack, and without the cause, which is somebody else's object. */
  toJSON(): Record<string, unknown> {
    return Object.fromEntries([...Object.entries(this), ['message', this.message]])
  }
}

/** Whether `value` is a {@link CloudError}, also one made by another copy of this package; with `code`, of that code. */
export function isCloudError(value: unknown, code?: ErrorCode): value is CloudError {
  if (typeof value !== 'object' || value === null || !(brand in value)) return false
  return code === undefined || (value as CloudError).code === code
}

/** An `invalid` for what a caller passed: what was wrong, and what would be right. */
export function invalid(
  message: string,
  hint?: string,
  details?: Readonly<Record<string, unknown>>,
): CloudError {
  return new CloudError(hint === undefined ? message : `${message}: ${hint}`, {
    code: 'invalid',
    outcome: 'not-applied',
    hint,
    details,
  })
}

/** A copy of an error with some of it changed: errors themselves are never changed, since several callers may hold the same one. */
export function changed(
  error: CloudError,
  changes: Partial<CloudErrorOptions> & { readonly message?: string },
): CloudError {
  const { message, cause, ...known } = error
  return new CloudError(changes.message ?? message, { ...known, cause, ...changes })
}
