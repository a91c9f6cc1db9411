import type { Clock } from '../clock.ts'
import { type CloudError, changed, isCloudError } from '../errors.ts'
import { abortable, sleep, withOutcome } from './abortable.ts'
import type { CallContext, Handler, Operation, Repeat } from './operation.ts'
import { retryBudget } from './retry-budget.ts'

export interface RetryPolicy {
  /** How often a request is sent at most: 4 times for reads and 3 times for writes unless given. 1 sends it once. */
  readonly attempts?: number | undefined
  /** Upper bound of the first back-off after a fault; it doubles with each attempt. 50 unless given. */
  readonly baseMs?: number | undefined
  /** The same after a throttle. 1,000 unless given. */
  readonly throttleBaseMs?: number | undefined
  /** Upper bound of every back-off. 20,000 unless given. */
  readonly maxMs?: number | undefined
}

/**
 * Sends again what may be sent again, with full jitter, never before a `Retry-After`, never past the deadline, within the budget.
 * A failure after an attempt whose outcome is unknown keeps that outcome, unless a later answer settles it.
 */
export function retry(policy: RetryPolicy, clock: Clock, next: Handler): Handler {
  const budget = retryBudget()
  return async (operation, context) => {
    let taken = 0
    let unknown = false
    for (let attempt = 1; ; attempt++) {
      const outcome = await settle(next(operation, { ...context, attempt }))
      if ('value' in outcome) {
        budget.succeed(taken)
        return outcome.value
      }
      const error: unknown = told(outcome.error, operation.repeat, unknown)
      unknown = isCloudError(error) && error.outcome === 'unknown'
      const found = unknown && (await findEffect(operation.repeat, context, clock))
      if (found) return found.value
      if (
        !isCloudError(error) ||
        !mayRepeat(operation.repeat, error) ||
        attempt >= attemptsOf(policy, operation)
      )
        throw error
      const delayMs = backOffMs(policy, error, attempt)
      const cost = clock.now() + delayMs < context.deadline ? budget.take(kindOf(error)) : 0
      if (cost === 0) throw error
      taken += cost
      await sleepKeeping(error, delayMs, clock, context.signal)
    }
  }
}

type Settled<T> = { readonly value: T } | { readonly error: unknown }

function settle<T>(work: Promise<T>): Promise<Settled<T>> {
  return work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
}

/** The error of this attempt in the light of the earlier ones. */
function told<T>(error: unknown, repeat: Repeat<T>, unknownBefore: boolean): unknown {
  if (!unknownBefore || !isCloudError(error)) return error
  const settles = repeat.class === 'token' && error.status !== undefined && error.outcome === 'not-applied'
  return settles && looksAtToken(error) ? error : withOutcome(error, 'unknown')
}

/**
 * Whether a refusal comes from where the provider knows the token: had the earlier attempt taken effect, it would have answered with
 * its result. Who is refused at the door, for a throttle or for credentials that expired in between, learns nothing of it.
 */
function looksAtToken({ code, retryable }: CloudError): boolean {
  return !retryable && code !== 'unauthorized' && code !== 'forbidden'
}

/** Looks once whether a named thing was made after all; a look that fails leaves the question open. */
async function findEffect<T>(
  repeat: Repeat<T>,
  context: CallContext,
  clock: Clock,
): Promise<{ readonly value: T } | undefined> {
  if (repeat.class !== 'named' || context.signal.aborted) return undefined
  const call = { signal: context.signal, timeoutMs: Math.max(0, context.deadline - clock.now()) }
  const value = await abortable(repeat.find(call), context.signal).catch(() => undefined)
  return value === undefined ? undefined : { value }
}

function mayRepeat<T>(repeat: Repeat<T>, error: CloudError): boolean {
  if (!error.retryable) return false
  return repeat.class !== 'once' || error.outcome === 'not-applied'
}

function attemptsOf(policy: RetryPolicy, operation: Operation<unknown>): number {
  return policy.attempts ?? (operation.repeat.class === 'read' ? 4 : 3)
}

const kindOf = (error: CloudError) => (error.code === 'rate-limited' ? 'throttle' : 'transient')

function backOffMs(policy: RetryPolicy, error: CloudError, attempt: number): number {
  const base = kindOf(error) === 'throttle' ? (policy.throttleBaseMs ?? 1000) : (policy.baseMs ?? 50)
  const jittered = Math.random() * Math.min(policy.maxMs ?? 20_000, base * 2 ** (attempt - 1))
  const asked = error.details?.retryAfterMs
  return Math.max(jittered, typeof asked === 'number' ? asked : 0)
}

/** A wait that is cut short rejects with the cut, and with the outcome and as the cause the failure that it followed. */
async function sleepKeeping(error: CloudError, ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, clock, signal)
  } catch (cut) {
    if (!isCloudError(cut)) throw cut
    throw changed(cut, { outcome: error.outcome, cause: cut.cause ?? error })
  }
}
