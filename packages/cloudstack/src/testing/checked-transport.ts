import { type Transport, undiciTransport } from '@cloud/core'
import { afterAll, afterEach, expect } from 'vitest'
import { specificationIsHere, violations } from './specification.ts'

/**
 * The production transport with a look at each request before it leaves: one that the description of CloudStack's commands does not have
 * fails the test that sent it. Where the description is not found, requests pass unseen.
 */
export function checkedTransport(): Transport {
  const transport = undiciTransport()
  const wrong: string[] = []
  const told = () => expect(wrong.splice(0), 'requests that CloudStack does not have').toEqual([])
  afterEach(told)
  afterAll(told)
  return {
    send: (request, options) => {
      if (specificationIsHere) wrong.push(...violations(request))
      return transport.send(request, options)
    },
    close: transport.close,
  }
}
