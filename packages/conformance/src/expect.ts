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
    assert.ok(isCloudError(error), `rejected with ${show(error)}, not with a CloudError of code ${wanted}`)
    assert.ok(
      codes.includes(error.code),
      `rejected with ${error.code} (${error.message}), not with ${wanted}`,
    )
    return error
  }
  throw new assert.AssertionError({ message: `resolved with ${show(value)}, did not reject with ${wanted}` })
}

/** Checks every one of `items` and then fails with all that failed, each under its name. */
export async function each<T>(
  items: Readonly<Record<string, T>>,
  check: (item: T, name: string) => Promise<unknown>,
): Promise<void> {
  const failures: string[] = []
  for (const [name, item] of Object.entries(items)) {
    try {
      await check(item, name)
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : show(error)}`)
    }
  }
  if (failures.length > 0) throw new assert.AssertionError({ message: failures.join('\n') })
}

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
