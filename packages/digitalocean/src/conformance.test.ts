import { computeConformance } from '@cloud/conformance'
import { type LocalCloud, startCloud, virtualClock } from '@cloud/emulators'
import { afterAll, beforeAll } from 'vitest'
import { compute } from './index.ts'
import { checkedTransport } from './testing/checked-transport.ts'

const pageSize = 2
const clock = virtualClock({ auto: true })
const transport = checkedTransport()
let local: LocalCloud
let fast = () => {}
let up = () => {}

beforeAll(async () => {
  local = await startCloud({ pageSize, clock })
})
afterAll(() => local.close())

computeConformance({
  name: '@cloud/digitalocean',
  driver: () => compute({ ...local.digitalocean, region: 'fra1', transport, clock }),
  wrongCredentials: () =>
    compute({ ...local.digitalocean, region: 'fra1', token: 'wrong', transport, clock }),
  size: 's-1vcpu-1gb',
  image: 'ubuntu-24-04-x64',
  otherLocation: 'nyc3',
  pageSize,
  requests: () => local.requests.length,
  secrets: () => [local.digitalocean.token],
  clock,
  outage: (on) => {
    up()
    up = on ? local.faults.add({ kind: 'status', status: 503 }) : () => {}
  },
  loseCreate: () => {
    local.faults.add({ kind: 'reset-after', operation: 'droplets_create', count: 1 })
  },
  slow: (ms) => {
    fast()
    fast = ms > 0 ? local.faults.add({ kind: 'delay', ms }) : () => {}
  },
})
