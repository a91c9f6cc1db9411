import { computeConformance } from '@cloud/conformance'
import { virtualClock } from '@cloud/emulators'
import { afterAll, beforeAll } from 'vitest'
import { compute } from './index.ts'
import { type AcmeEmulator, startAcme } from './testing/emulator.ts'

const pageSize = 2
const clock = virtualClock({ auto: true })
let cloud: AcmeEmulator

beforeAll(async () => {
  cloud = await startAcme({ clock, pageSize })
})
afterAll(() => cloud.close())

computeConformance({
  name: 'acme',
  driver: () => compute({ ...cloud.options, clock }),
  wrongCredentials: () => compute({ ...cloud.wrongOptions, clock }),
  abilities: ['Power', 'KeyPairs'],
  size: 'small',
  image: 'debian-12',
  pageSize,
  clock,
  requests: () => cloud.requests.length,
  nodeIds: () => cloud.serverIds(),
  secrets: () => cloud.secrets,
  slow: (ms) => cloud.slow(ms),
  outage: (on) => cloud.outage(on),
  loseCreate: () => {
    cloud.faults.add({ kind: 'reset-after', operation: 'createServer', count: 1 })
  },
})
