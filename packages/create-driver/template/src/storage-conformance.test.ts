import { storageConformance } from '@cloud/conformance'
import { virtualClock } from '@cloud/emulators'
import nock from 'nock' // only inside
import { afterAll, beforeAll } from 'vitest'
import { storage } from './index.ts'
import { type AcmeEmulator, startAcme } from './testing/emulator.ts'

const pageSize = 2
const clock = virtualClock({ auto: true })
let cloud: AcmeEmulator

beforeAll(async () => {
  nock.restore() // only inside
  cloud = await startAcme({ clock, pageSize })
})
afterAll(() => {
  nock.activate() // only inside
  return cloud.close()
})

storageConformance({
  name: 'acme',
  driver: () => storage({ ...cloud.options, clock }),
  wrongCredentials: () => storage({ ...cloud.wrongOptions, clock }),
  abilities: [],
  pageSize,
  clock,
  requests: () => cloud.requests.length,
  secrets: () => cloud.secrets,
  slow: (ms) => cloud.slow(ms),
  outage: (on) => cloud.outage(on),
  losePut: () => {
    cloud.faults.add({ kind: 'reset-after', operation: 'putObject', count: 1 })
  },
  cutBody: () => {
    cloud.faults.add({ kind: 'half-body', operation: 'readObject', count: 1 })
  },
})
