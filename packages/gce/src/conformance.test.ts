import { computeConformance } from '@cloud/conformance'
import { type LocalCloud, startCloud, virtualClock } from '@cloud/emulators'
import { afterAll, beforeAll } from 'vitest'
import { compute, type GceOptions } from './index.ts'
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

computeConformance({
  name: '@cloud/gce',
  driver: () => compute(options()),
  wrongCredentials: () => compute({ ...options(), credentials: { accessToken: 'wrong' } }),
  size: 'e2-micro',
  image: 'debian-cloud/debian-12-bookworm-v20251111',
  otherLocation: 'us-east1-b',
  volumeGiB: 10,
  requests: () => local.requests.length,
  secrets: () => [local.gce.credentials.private_key],
  clock,
  outage: (on) => {
    up()
    up = on ? local.faults.add({ kind: 'status', status: 503 }) : () => {}
  },
  loseCreate: () => {
    local.faults.add({ kind: 'reset-after', operation: 'compute.instances.insert', count: 1 })
  },
  slow: (ms) => {
    fast()
    fast = ms > 0 ? local.faults.add({ kind: 'delay', ms }) : () => {}
  },
})
