import { storageConformance } from '@cloud/conformance'
import { type LocalCloud, startCloud, virtualClock } from '@cloud/emulators'
import nock from 'nock'
import { afterAll, beforeAll } from 'vitest'
import { storage } from './index.ts'
import { corruptingTransport } from './testing/corrupting-transport.ts'

const pageSize = 2
const clock = virtualClock({ auto: true })
const transport = corruptingTransport()
let local: LocalCloud
let fast = () => {}
let up = () => {}

beforeAll(async () => {
  // It decodes bodies by their content encoding on their way.
  nock.restore()
  local = await startCloud({ pageSize, clock })
})
afterAll(async () => {
  nock.activate()
  await transport.close()
  await local.close()
})

const lose = (operation: string) => {
  local.faults.add({ kind: 'reset-after', operation, count: 1 })
}

storageConformance({
  name: '@cloud/s3',
  driver: () => storage({ ...local.s3, transport, clock }),
  wrongCredentials: () =>
    storage({
      ...local.s3,
      credentials: { accessKeyId: 'AKIAWRONG', secretAccessKey: 'wrong' },
      transport,
      clock,
    }),
  pageSize,
  requests: () => local.requests.length,
  secrets: () => [local.s3.credentials.secretAccessKey],
  clock,
  outage: (on) => {
    up()
    up = on ? local.faults.add({ kind: 'status', status: 503 }) : () => {}
  },
  slow: (ms) => {
    fast()
    fast = ms > 0 ? local.faults.add({ kind: 'delay', ms }) : () => {}
  },
  losePut: () => lose('PutObject'),
  loseComplete: () => lose('CompleteMultipartUpload'),
  cutBody: () => {
    local.faults.add({ kind: 'half-body', operation: 'GetObject', count: 1 })
  },
  corruptBody: transport.corrupt,
})
