import { checkNames } from './check.ts'
import { invalid } from './errors.ts'
import { type ClientOptions, checkEndpoint, clientOptionNames } from './http/client.ts'
import { longestTimerMs } from './http/deadline.ts'
import type { RetryPolicy } from './http/retry.ts'

/** The least of each, in milliseconds or times. */
const least: Readonly<Record<keyof RetryPolicy, number>> = {
  attempts: 1,
  baseMs: 0,
  throttleBaseMs: 0,
  maxMs: 0,
}

/**
 * Checks what was given to a driver's factory: the names, with the driver's `own` options among them, and the values of those that every
 * client takes. `invalid` before anything is made of them; what the driver's own hold is its to check.
 */
export function checkClientOptions(factory: string, options: ClientOptions, own: readonly string[]): void {
  checkNames(factory, options, [...own, ...clientOptionNames])
  const { endpoint, transport, retry = {}, timeoutMs, trace, clock } = options
  if (endpoint !== undefined) checkEndpoint(endpoint)
  if (trace !== undefined && typeof trace !== 'function') throw invalid('trace must be a function')
  checkFunctions('transport', transport, ['send'])
  checkFunctions('clock', clock, ['now', 'elapsed', 'after'])
  checkNames('retry', retry, Object.keys(least))
  checkNumbers('', { timeoutMs }, { timeoutMs: 1 })
  checkNumbers('retry.', retry, least)
}

function checkFunctions(what: string, given: object | undefined, names: readonly string[]): void {
  if (given === undefined) return
  for (const name of names) {
    if (typeof Reflect.get(Object(given), name) !== 'function')
      throw invalid(`${what} has no function ${name}`)
  }
}

function checkNumbers<T extends object>(
  of: string,
  given: T,
  least: Readonly<Record<keyof T, number>>,
): void {
  for (const name in given) {
    const value: unknown = given[name]
    if (value === undefined || (typeof value === 'number' && value >= least[name] && value <= longestTimerMs))
      continue
    throw invalid(`${of}${name} is ${String(value)}`, `a number from ${least[name]} to ${longestTimerMs}`)
  }
}
