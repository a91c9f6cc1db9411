import { computeConformance, loadBalancersConformance } from '@cloud/conformance'
import { type LocalCloud, startCloud, virtualClock } from '@cloud/emulators'
import { afterAll, beforeAll } from 'vitest'
import { compute, type GceOptions, loadBalancers } from './index.ts'
import { checkedTransport } from './testing/checked-transport.ts'

const clock = virtualClock({ auto: true })
const transport = checkedTransport()
let local: LocalCloud
let fast = () => {}
let up = () => {}

beforeAll(async () => {
  local = await startCloud({ clock })
})
afterAll(() => local.close())

const options = (): GceOptions => ({ ...local.gce, transport, clock })

const wrong = () => ({ ...options(), credentials: { accessToken: 'wrong' } })
const cloud = {
  size: 'e2-micro',
  image: 'debian-cloud/debian-12-bookworm-v20251111',
  requests: () => local.requests.length,
  secrets: () => [local.gce.credentials.private_key],
  clock,
  outage: (on: boolean) => {
    up()
    up = on ? local.faults.add({ kind: 'status', status: 503 }) : () => {}
  },
  slow: (ms: number) => {
    fast()
    fast = ms > 0 ? local.faults.add({ kind: 'delay', ms }) : () => {}
  },
}
const lose = (operation: string) => () => {
  local.faults.add({ kind: 'reset-after', operation, count: 1 })
}

computeConformance({
  ...cloud,
  name: '@cloud/gce',
  driver: () => compute(options()),
  wrongCredentials: () => compute(wrong()),
  otherLocation: 'us-east1-b',
  volumeGiB: 10,
  loseCreate: lose('compute.instances.insert'),
})

loadBalancersConformance({
  ...cloud,
  name: '@cloud/gce',
  driver: () => loadBalancers(options()),
  compute: () => compute(options()),
  wrongCredentials: () => loadBalancers(wrong()),
  abilities: ['Listeners', 'HealthChecks'],
  listener: { protocol: 'tcp', targetPort: 80 },
  loseCreate: lose('compute.targetPools.insert'),
})
