import { computeConformance } from '@cloud/conformance'
import {
  cloudstackOfferings,
  cloudstackTemplates,
  cloudstackZones,
  type LocalCloud,
  startCloud,
  virtualClock,
} from '@cloud/emulators'
import { afterAll, beforeAll } from 'vitest'
import {
  addresses,
  type CloudStackOptions,
  cloudStackClient,
  compute,
  listImages,
  locations,
  networks,
  nodes,
  sizes,
} from './index.ts'
import { checkedTransport } from './testing/checked-transport.ts'

const pageSize = 2
const clock = virtualClock({ auto: true })
const transport = checkedTransport()
let local: LocalCloud
let network = ''
let fast = () => {}
let up = () => {}

const options = () => ({ ...local.cloudstack, zone: cloudstackZones.advanced, transport, clock })

beforeAll(async () => {
  local = await startCloud({ pageSize, clock })
  network = (await compute(options()).createNetwork({ name: 'default' })).id
})
afterAll(() => local.close())

/** What an advanced zone serves, beside what every zone does. */
function driver(more: CloudStackOptions = {}) {
  const client = cloudStackClient({ ...options(), network, ...more })
  return {
    ...nodes(client),
    ...sizes(client),
    ...listImages(client),
    ...locations(client),
    ...addresses(client),
    ...networks(client),
  }
}

computeConformance({
  name: '@cloud/cloudstack, in an advanced zone',
  driver: () => driver(),
  wrongCredentials: () => driver({ secretKey: 'wrong' }),
  size: cloudstackOfferings.medium,
  image: cloudstackTemplates.debian12,
  pageSize,
  requests: () => local.requests.length,
  secrets: () => [local.cloudstack.secretKey, local.cloudstack.apiKey],
  clock,
  outage: (on) => {
    up()
    up = on ? local.faults.add({ kind: 'status', status: 503 }) : () => {}
  },
  loseCreate: () => {
    local.faults.add({ kind: 'reset-after', operation: 'deployVirtualMachine', count: 1 })
  },
  slow: (ms) => {
    fast()
    fast = ms > 0 ? local.faults.add({ kind: 'delay', ms }) : () => {}
  },
})
