import type { Clock } from '../clock.ts'
import { type CloudError, changed, isCloudError } from '../errors.ts'
import { sleep, withOutcome } from './abortable.ts'
import { callWithin } from './find-effect.ts'
import type { CallContext, Effect, Handler, Operation, Repeat } from './operation.ts'
import { type RetryBudget, retryBudget } from './retry-budget.ts'
import { tellRetry } from './tell-retry.ts'
import { isSpent } from './watched-body.ts'

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
export function retry(policy: RetryPolicy, clock: Clock, provider: string, next: Handler): Handler {
  const budget = retryBudget()
  return async (operation, context) => {
    const { repeat } = operation
    let taken = 0
    let unknown = false
    for (let attempt = 1; ; attempt++) {
      const outcome = await settle(next(operation, { ...context, attempt }))
      if ('value' in outcome) {
        budget.succeed(taken)
        return unknown ? settled(repeat, outcome.value, context, clock) : outcome.value
      }
      const error: unknown = told(outcome.error, repeat, unknown)
      unknown = isUnknown(error)
      const effect = unknown ? await looked(error, repeat, budget, context, clock) : 'open'
      if (typeof effect === 'object') return effect.value
      if (attempt >= attemptsOf(policy, operation) || !mayRepeat(operation, error, effect)) throw error
      const delayMs = backOffMs(policy, error, attempt)
      taken += pay(budget, error, clock.elapsed() + delayMs < context.deadline)
      tellRetry(provider, operation, { ...context, attempt }, delayMs, error)
      await sleepKeeping(error, delayMs, clock, context.signal)
    }
  }
}

/** After a repeat that succeeded, the first may have taken effect as well; where settling that fails, what was asked for is there all the same. */
async function settled<T>(repeat: Repeat<T>, value: T, context: CallContext, clock: Clock): Promise<T> {
  if (!('settle' in repeat)) return value
  try {
    return (await repeat.settle?.(callWithin(context, clock))) ?? value
  } catch (error) {
    throw withOutcome(error, 'applied')
  }
}

/**
 * What the looks for the effect of a lost request told. A call that ends before or in the middle of them says that. Looks load a provider
 * that fails as retries do, and are paid for alike; those that are answered cost nothing, nor do those that a call had no time for.
 */
async function looked<T>(
  error: unknown,
  repeat: Repeat<T>,
  budget: RetryBudget,
  context: CallContext,
  clock: Clock,
): Promise<Effect<T>> {
  if (!('effect' in repeat)) return 'open'
  const { signal } = context
  const cost = signal.aborted ? 0 : budget.take('transient')
  const effect = cost === 0 ? 'open' : await repeat.effect(context, clock)
  if (effect !== 'open') budget.succeed(cost)
  else if (signal.aborted) throw cutShort(error, signal.reason)
  return effect
}

const isUnknown = (error: unknown) => isCloudError(error) && error.outcome === 'unknown'

/** The cost of a retry; where there is no time for it, or the budget does not cover it, the failure is final. */
function pay(budget: RetryBudget, error: CloudError, inTime: boolean): number {
  const cost = inTime ? budget.take(kindOf(error)) : 0
  if (cost === 0) throw error
  return cost
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

function mayRepeat<T>(
  { repeat, request: { body } }: Operation<T>,
  error: unknown,
  effect: 'none' | 'open',
): error is CloudError {
  if (!isCloudError(error) || !error.retryable || isSpent(body)) return false
  if (error.outcome === 'not-applied' || repeat.class === 'read') return true
  return repeat.class === 'lookup' ? effect === 'none' : repeat.class !== 'once'
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

async function sleepKeeping(error: CloudError, ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, clock, signal)
  } catch (cut) {
    throw cutShort(error, cut)
  }
}

/** A wait that is cut short rejects with the cut, and with the outcome and as the cause the failure that it followed. */
function cutShort(error: unknown, cut: unknown): unknown {
  if (!isCloudError(cut) || !isCloudError(error) || error.code === cut.code) return error
  return changed(cut, { outcome: error.outcome, cause: cut.cause ?? error })
}
