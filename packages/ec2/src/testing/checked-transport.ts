import { type Transport, undiciTransport } from '@cloud/core'
import { afterAll, afterEach, expect } from 'vitest'
import { modelIsHere, violations } from './service-model.ts'

/**
 * The production transport with a look at each request before it leaves: one that Amazon's model of EC2 would refuse fails the test
 * that sent it. Where the model is not found, requests pass unseen.
 */
export function checkedTransport(): Transport {
  const transport = undiciTransport()
  const wrong: string[] = []
  const told = () => expect(wrong.splice(0), "requests that EC2's model refuses").toEqual([])
  afterEach(told)
  afterAll(told)
  return {
    send: (request, options) => {
      if (modelIsHere) wrong.push(...violations(String(request.body)))
      return transport.send(request, options)
    },
    close: transport.close,
  }
}
