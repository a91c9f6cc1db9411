import nock from 'nock'
import { afterEach, beforeEach, expect } from 'vitest'

/** No test reaches a host that is not loopback; a request that no mock answers, and a mock that no request used, fail the test. */
const unmatched: string[] = []
const loopback = /^(127\.\d+\.\d+\.\d+|localhost|\[?::1\]?)(:\d+)?$/

nock.emitter.on('no match', (request: { host?: string; hostname?: string; url?: string; path?: string }) => {
  const host = request.host ?? request.hostname ?? (request.url ? new URL(request.url).host : '')
  if (!loopback.test(host)) unmatched.push(`${host} ${request.path ?? request.url ?? ''}`)
})

beforeEach(() => {
  nock.disableNetConnect()
  nock.enableNetConnect((host) => loopback.test(host))
})

afterEach(() => {
  const pending = nock.pendingMocks()
  const strays = unmatched.splice(0)
  nock.cleanAll()
  expect(pending, 'mocks that no request used').toEqual([])
  expect(strays, 'requests that no mock answered').toEqual([])
})
