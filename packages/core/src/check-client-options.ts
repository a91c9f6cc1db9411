import { checkNames } from './check.ts'
import { checkNumber } from './check-number.ts'
import { invalid } from './errors.ts'
import { type ClientOptions, checkEndpoint, clientOptionNames } from './http/client.ts'
import type { RetryPolicy } from './http/retry.ts'

const retryNames: readonly (keyof RetryPolicy)[] = ['attempts', 'baseMs', 'throttleBaseMs', 'maxMs']

/**
 * Checks what was given to a driver's factory: the names, with the driver's `own` options among them, and the values of those that every
 * client takes. `invalid` before anything is made of them; what the driver's own hold is its to check.
 */
export function checkClientOptions(factory: string, options: ClientOptions, own: readonly string[]): void {
  checkRuntime()
  checkNames(factory, options, [...own, ...clientOptionNames])
  const { endpoint, transport, retry = {}, timeoutMs, trace, clock } = options
  if (endpoint !== undefined) checkEndpoint(endpoint)
  if (trace !== undefined && typeof trace !== 'function') throw invalid('trace must be a function')
  checkFunctions('transport', transport, ['send'])
  checkFunctions('clock', clock, ['now', 'elapsed', 'after'])
  checkNames('retry', retry, retryNames)
  checkNumber('timeoutMs', timeoutMs, 1)
  for (const name of retryNames) checkNumber(`retry.${name}`, retry[name], name === 'attempts' ? 1 : 0)
}

/** Older versions would fail in the middle of a call, with errors that tell nobody why. */
export function checkRuntime(): void {
  if (!('withResolvers' in Promise)) throw invalid(`Node ${process.version} is too old`, '22.20 or newer')
}

/** `invalid` where something is given that lacks one of these functions. */
export function checkFunctions(what: string, given: object | undefined, names: readonly string[]): void {
  if (given === undefined) return
  for (const name of names) {
    if (typeof Reflect.get(Object(given), name) !== 'function')
      throw invalid(`${what} has no function ${name}`)
  }
}
