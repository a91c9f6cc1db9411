import { computeConformance } from '@cloud/conformance'
import type { Compute, Volumes } from '@cloud/core'
import {
  cloudstackOfferings,
  cloudstackTemplates,
  type LocalCloud,
  startCloud,
  virtualClock,
} from '@cloud/emulators'
import { afterAll, beforeAll } from 'vitest'
import {
  type CloudStackOptions,
  cloudStackClient,
  firewalls,
  images,
  keyPairs,
  listImages,
  locations,
  nodes,
  resize,
  sizes,
  snapshots,
  tags,
  volumes,
} from './index.ts'
import { checkedTransport } from './testing/checked-transport.ts'

const pageSize = 2
const size = cloudstackOfferings.medium
const image = cloudstackTemplates.debian12
const clock = virtualClock({ auto: true })
const transport = checkedTransport()
const attaching = [
  'attachFirewall puts a firewall in front of a node, detachFirewall takes it away',
  'Several firewalls guard a node, and one can be taken away',
  'attachFirewall where it is already, and detachFirewall where it is not, resolve',
  'destroyFirewall of a firewall that guards a node removes it, or rejects with conflict',
]
let local: LocalCloud
let fast = () => {}
let up = () => {}

beforeAll(async () => {
  local = await startCloud({ pageSize, clock })
})
afterAll(() => local.close())

/** What a basic zone serves: networks and their addresses are of advanced ones. */
function driver(options: CloudStackOptions = {}) {
  const client = cloudStackClient({ ...local.cloudstack, transport, clock, ...options })
  const own = volumes(client)
  return {
    ...nodes(client),
    ...sizes(client),
    ...listImages(client),
    ...locations(client),
    ...keyPairs(client),
    ...resize(client),
    ...own,
    createVolume: withStorage(own, () => nodes(client)),
    ...snapshots(client),
    ...images(client),
    ...firewalls(client),
    ...tags(client),
  }
}

/** A volume gets its storage with its first node, and no snapshot is made of one without: those of the suite have had one. */
function withStorage(own: Volumes, of: () => Pick<Compute, 'createNode'>): Volumes['createVolume'] {
  return async (options, call) => {
    const made = await own.createVolume(options, call)
    if (options.snapshot !== undefined || made.attachedTo.length > 0) return made
    const name = 'storage'
    const node = await of().createNode({
      name,
      size,
      image,
      location: made.location,
      idempotencyKey: `${name}-${made.location}`,
    })
    await own.attachVolume(made, { node })
    await own.detachVolume(made)
    return own.getVolume(made)
  }
}

computeConformance({
  name: '@cloud/cloudstack',
  driver: () => driver(),
  wrongCredentials: () => driver({ secretKey: 'wrong' }),
  size,
  image,
  skip: Object.fromEntries(attaching.map((title) => [title, 'a running machine keeps its security groups'])),
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
