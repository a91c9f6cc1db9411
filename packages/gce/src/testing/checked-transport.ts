import { type Transport, undiciTransport } from '@cloud/core'
import { afterAll, afterEach, expect } from 'vitest'
import { violations } from './request-check.ts'

/**
 * The production transport with a look at each request before it leaves: one that is not of the protocol that Google's own client ships
 * fails the test that sent it. Requests for tokens are not of that protocol.
 */
export function checkedTransport(): Transport {
  const transport = undiciTransport()
  const wrong: string[] = []
  const told = () => expect(wrong.splice(0), "requests that Google's own client would not send").toEqual([])
  afterEach(told)
  afterAll(told)
  return {
    send: (request, options) => {
      const { method, path, body } = request
      if (path.startsWith('/compute/'))
        wrong.push(...violations({ method, path, body: body === undefined ? undefined : String(body) }))
      return transport.send(request, options)
    },
    close: transport.close,
  }
}
