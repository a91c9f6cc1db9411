import { type Call, findClient } from '@cloud/core/driver'

/** The same driver, whose every request goes through what `wrap` makes of its client's `call`. */
export function withCalls<D extends object>(driver: D, wrap: (call: Call) => Call): D {
  const client = findClient(driver)
  if (client === undefined) throw new Error('The driver carries no client')
  Object.defineProperty(client, 'call', { value: wrap(client.call) })
  return driver
}
