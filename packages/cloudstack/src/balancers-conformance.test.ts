import { loadBalancersConformance } from '@cloud/conformance'
import {
  cloudstackOfferings,
  cloudstackTemplates,
  cloudstackZones,
  type LocalCloud,
  startCloud,
  virtualClock,
} from '@cloud/emulators'
import { afterAll, beforeAll } from 'vitest'
import { type CloudStackOptions, compute, loadBalancers } from './index.ts'
import { checkedTransport } from './testing/checked-transport.ts'

const pageSize = 2
const clock = virtualClock({ auto: true })
const transport = checkedTransport()
const checking = [
  'setHealthCheck makes it this one, and getHealthCheck tells it',
  'What setHealthCheck leaves out is the default, and not what was before',
  'A health check without a port looks at the target port of the first listener that is not of UDP',
  'setHealthCheck changes nothing else',
]
let local: LocalCloud
let network = ''
let fast = () => {}
let up = () => {}

const options = (): CloudStackOptions => ({
  ...local.cloudstack,
  zone: cloudstackZones.advanced,
  transport,
  clock,
  ...(network === '' ? {} : { network }),
})

beforeAll(async () => {
  local = await startCloud({ pageSize, clock })
  network = (await compute(options()).createNetwork({ name: 'default' })).id
})
afterAll(() => local.close())

loadBalancersConformance({
  name: '@cloud/cloudstack, load balancers',
  driver: () => loadBalancers(options()),
  compute: () => compute(options()),
  wrongCredentials: () => loadBalancers({ ...options(), secretKey: 'wrong' }),
  abilities: ['Algorithms', 'HealthChecks', 'Stickiness'],
  size: cloudstackOfferings.medium,
  image: cloudstackTemplates.debian12,
  skip: Object.fromEntries(
    checking.map((title) => [title, 'members are checked on the port that is balanced']),
  ),
  pageSize,
  requests: () => local.requests.length,
  secrets: () => [local.cloudstack.secretKey, local.cloudstack.apiKey],
  clock,
  outage: (on) => {
    up()
    up = on ? local.faults.add({ kind: 'status', status: 503 }) : () => {}
  },
  loseCreate: () => {
    local.faults.add({ kind: 'reset-after', operation: 'createLoadBalancerRule', count: 1 })
  },
  slow: (ms) => {
    fast()
    fast = ms > 0 ? local.faults.add({ kind: 'delay', ms }) : () => {}
  },
})
