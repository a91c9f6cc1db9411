import { computeConformance } from '@cloud/conformance'
import { ec2Images, type LocalCloud, startCloud, virtualClock } from '@cloud/emulators'
import { afterAll, beforeAll } from 'vitest'
import { compute } from './index.ts'
import { checkedTransport } from './testing/checked-transport.ts'

const transport = checkedTransport()
const pageSize = 2
const clock = virtualClock({ auto: true })
let local: LocalCloud
let fast = () => {}
let up = () => {}

beforeAll(async () => {
  local = await startCloud({ pageSize, clock, limits: { vpcs: 10 } })
})
afterAll(async () => {
  await transport.close()
  await local.close()
})

computeConformance({
  name: '@cloud/ec2',
  driver: () => compute({ ...local.ec2, transport, clock }),
  wrongCredentials: () => {
    const { accessKeyId } = local.ec2.credentials
    return compute({ ...local.ec2, credentials: { accessKeyId, secretAccessKey: 'wrong' }, transport, clock })
  },
  size: 't3.micro',
  image: ec2Images.debian12,
  abilities: [
    'Power',
    'Resize',
    'NodeBatches',
    'KeyPairs',
    'Volumes',
    'Snapshots',
    'Images',
    'Firewalls',
    'Addresses',
    'Networks',
    'Tags',
    'Console',
    'HostKeys',
  ],
  unfitSize: 't4g.small',
  otherLocation: 'eu-west-1b',
  pageSize,
  requests: () => local.requests.length,
  nodeIds: () => {
    const { nodes } = local.inventory()
    return nodes.filter(({ state }) => state !== 'terminated').map(({ id }) => id)
  },
  secrets: () => [local.ec2.credentials.secretAccessKey],
  clock,
  outage: (on) => {
    up()
    up = on ? local.faults.add({ kind: 'status', status: 503 }) : () => {}
  },
  loseCreate: () => {
    local.faults.add({ kind: 'reset-after', operation: 'RunInstances', count: 1 })
  },
  slow: (ms) => {
    fast()
    fast = ms > 0 ? local.faults.add({ kind: 'delay', ms }) : () => {}
  },
})
