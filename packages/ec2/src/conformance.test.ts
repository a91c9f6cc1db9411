import { computeConformance } from '@cloud/conformance'
import { ec2Images, type LocalCloud, startCloud } from '@cloud/emulators'
import { afterAll, beforeAll } from 'vitest'
import { compute } from './index.ts'
import { checkedTransport } from './testing/checked-transport.ts'

const transport = checkedTransport()
const pageSize = 2
let local: LocalCloud
let fast = () => {}

beforeAll(async () => {
  local = await startCloud({ pageSize })
})
afterAll(async () => {
  await transport.close()
  await local.close()
})

computeConformance({
  name: '@cloud/ec2',
  driver: () => compute({ ...local.ec2, transport }),
  wrongCredentials: () => {
    const { accessKeyId } = local.ec2.credentials
    return compute({ ...local.ec2, credentials: { accessKeyId, secretAccessKey: 'wrong' }, transport })
  },
  size: 't3.micro',
  image: ec2Images.debian12,
  abilities: ['Power', 'KeyPairs', 'Console', 'HostKeys'],
  pageSize,
  requests: () => local.requests.length,
  nodeIds: () => {
    const { nodes } = local.inventory()
    return nodes.filter(({ state }) => state !== 'terminated').map(({ id }) => id)
  },
  secrets: () => [local.ec2.credentials.secretAccessKey],
  slow: (ms) => {
    fast()
    fast = ms > 0 ? local.faults.add({ kind: 'delay', ms }) : () => {}
  },
})
