import { computeConformance } from '@cloud/conformance'
import { type LocalCloud, startCloud } from '@cloud/emulators'
import { afterAll, beforeAll } from 'vitest'
import { compute } from './index.ts'
import { checkedTransport } from './testing/checked-transport.ts'

const pageSize = 2
const transport = checkedTransport()
let local: LocalCloud
let fast = () => {}

beforeAll(async () => {
  local = await startCloud({ pageSize })
})
afterAll(() => local.close())

computeConformance({
  name: '@cloud/digitalocean',
  driver: () => compute({ ...local.digitalocean, region: 'fra1', transport }),
  wrongCredentials: () => compute({ ...local.digitalocean, region: 'fra1', token: 'wrong', transport }),
  size: 's-1vcpu-1gb',
  image: 'ubuntu-24-04-x64',
  otherLocation: 'nyc3',
  pageSize,
  requests: () => local.requests.length,
  secrets: () => [local.digitalocean.token],
  slow: (ms) => {
    fast()
    fast = ms > 0 ? local.faults.add({ kind: 'delay', ms }) : () => {}
  },
})
