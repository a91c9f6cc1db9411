import { type Transport, undiciTransport } from '@cloud/core'
import { afterAll, afterEach, expect } from 'vitest'
import { specificationIsHere } from './openapi.ts'
import { violations } from './request-check.ts'

/**
 * The production transport with a look at each request before it leaves: one that DigitalOcean's specification would refuse fails the
 * test that sent it. Where the specification is not found, requests pass unseen.
 */
export function checkedTransport(): Transport {
  const transport = undiciTransport()
  const wrong: string[] = []
  const told = () => expect(wrong.splice(0), "requests that DigitalOcean's specification refuses").toEqual([])
  afterEach(told)
  afterAll(told)
  return {
    send: (request, options) => {
      const { method, path, body } = request
      if (specificationIsHere)
        wrong.push(...violations({ method, path, body: body === undefined ? undefined : String(body) }))
      return transport.send(request, options)
    },
    close: transport.close,
  }
}
