import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { inspect } from 'node:util'
import { type CloudError, type ErrorCode, isCloudError } from '@cloud/core'

/** The error that `run` rejects with, which must be one of ours and of one of `codes`. */
export async function rejection(
  run: () => unknown,
  ...codes: readonly [ErrorCode, ...ErrorCode[]]
): Promise<CloudError> {
  const wanted = codes.join(' or ')
  let value: unknown
  try {
    value = await run()
  } catch (error) {
    // What the suite itself found wrong on the way is no rejection of the driver's.
    if (error instanceof assert.AssertionError) throw error
    assert.ok(isCloudError(error), `rejected with ${show(error)}, not with a CloudError of code ${wanted}`)
    assert.ok(
      codes.includes(error.code),
      `rejected with ${error.code} (${error.message}), not with ${wanted}`,
    )
    return error
  }
  throw new assert.AssertionError({ message: `resolved with ${show(value)}, did not reject with ${wanted}` })
}

/** What `run` gives, or undefined where it rejects with that code and says that nothing was done: a provider may do either. */
export async function unlessRefused<T>(run: () => Promise<T>, code: ErrorCode): Promise<T | undefined> {
  try {
    return await run()
  } catch (error) {
    const { outcome } = await rejection(() => Promise.reject(error), code)
    assert.equal(outcome, 'not-applied')
    return undefined
  }
}

/** What `run` resolves with, or the error of ours that it rejects with. */
export async function settled<T>(run: () => Promise<T>): Promise<T | CloudError> {
  try {
    return await run()
  } catch (error) {
    if (isCloudError(error)) return error
    throw error
  }
}

/** The key by which what a create that was not answered may have made is found again. */
export function keyOf({ outcome, details }: CloudError): string {
  assert.equal(outcome, 'unknown')
  const key = details?.idempotencyKey
  assert.ok(typeof key === 'string', `details.idempotencyKey is ${show(key)}`)
  return key
}

/**
 * A failure as a report is to tell it. A case stumbles over a value of the wrong shape with a TypeError of its own, which says nothing of
 * the driver by itself.
 */
export function judged(error: unknown): unknown {
  if (!(error instanceof TypeError)) return error
  const message = `the driver gave what does not fit its shape, or threw this itself: ${error.message}`
  return new Error(message, { cause: error })
}

/** Checks one of `items` after the other and then fails with all that failed, each under its name. */
export async function each<T>(items: Readonly<Record<string, T>>, check: Check<T>): Promise<void> {
  const failures: string[] = []
  for (const [name, item] of Object.entries(items)) failures.push(...(await failureOf(name, item, check)))
  if (failures.length > 0) throw new assert.AssertionError({ message: failures.join('\n') })
}

/** As {@link each}, all at the same time. */
export async function eachAtOnce<T>(items: Readonly<Record<string, T>>, check: Check<T>): Promise<void> {
  const checking = Object.entries(items).map(([name, item]) => failureOf(name, item, check))
  const failures = (await Promise.all(checking)).flat()
  if (failures.length > 0) throw new assert.AssertionError({ message: failures.join('\n') })
}

type Check<T> = (item: T, name: string) => Promise<unknown>

async function failureOf<T>(name: string, item: T, check: Check<T>): Promise<string[]> {
  try {
    await check(item, name)
    return []
  } catch (thrown) {
    const error = judged(thrown)
    return [`${name}: ${error instanceof Error ? error.message : show(error)}`]
  }
}

/** At once, in milliseconds, on a machine that has other work. */
export const atOnceMs = 5_000

/** Settles as `run` does, and fails where that takes longer than `ms`. */
export async function within<T>(ms: number, run: () => Promise<T>): Promise<T> {
  const over = new AbortController()
  const late = pause(ms, undefined, { signal: over.signal }).then(() => {
    throw new assert.AssertionError({ message: `had not settled after ${ms} ms` })
  })
  late.catch(() => {})
  try {
    return await Promise.race([run(), late])
  } finally {
    over.abort()
  }
}

function show(value: unknown): string {
  return inspect(value, { depth: 1, breakLength: 110 })
}
