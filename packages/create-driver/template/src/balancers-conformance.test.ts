import { loadBalancersConformance } from '@cloud/conformance'
import { virtualClock } from '@cloud/emulators'
import { afterAll, beforeAll } from 'vitest'
import { compute, loadBalancers } from './index.ts'
import { type AcmeEmulator, startAcme } from './testing/emulator.ts'

const pageSize = 2
const clock = virtualClock({ auto: true })
let cloud: AcmeEmulator

beforeAll(async () => {
  cloud = await startAcme({ clock, pageSize })
})
afterAll(() => cloud.close())

loadBalancersConformance({
  name: 'acme, load balancers',
  driver: () => loadBalancers({ ...cloud.options, clock }),
  compute: () => compute({ ...cloud.options, clock }),
  wrongCredentials: () => loadBalancers({ ...cloud.wrongOptions, clock }),
  abilities: [],
  size: 'small',
  image: 'debian-12',
  pageSize,
  clock,
  requests: () => cloud.requests.length,
  secrets: () => cloud.secrets,
  slow: (ms) => cloud.slow(ms),
  outage: (on) => cloud.outage(on),
  loseCreate: () => {
    cloud.faults.add({ kind: 'reset-after', operation: 'createBalancer', count: 1 })
  },
})
