import nock from 'nock'
import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import { watchForLeaks } from './src/leak-watch.ts'

/**
 * No test reaches a host that is not loopback; a request that no mock answers, a mock that no request used, and a secret in an error or in
 * what is printed fail the test.
 */
const unmatched: string[] = []
const loopback = /^(127\.\d+\.\d+\.\d+|localhost|\[?::1\]?)(:\d+)?$/
const watch = watchForLeaks()
const tellLeaks = () => {
  const found = watch.found()
  if (found.length > 0) throw new Error(`secrets that leaked: ${found.join(', ')}`)
}

nock.emitter.on('no match', (request: { host?: string; hostname?: string; url?: string; path?: string }) => {
  const host = request.host ?? request.hostname ?? (request.url ? new URL(request.url).host : '')
  if (!loopback.test(host)) unmatched.push(`${host} ${request.path ?? request.url ?? ''}`)
})

// A file before this one in the same process may have put the real sockets back.
if (!nock.isActive()) nock.activate()

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
  tellLeaks()
})

afterAll(() => {
  watch.end()
  tellLeaks()
})
