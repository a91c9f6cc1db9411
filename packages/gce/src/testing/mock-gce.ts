import type { Transport } from '@cloud/core'
import { virtualClock } from '@cloud/emulators'
import nock from 'nock'
import { compute, type Gce, type GceOptions } from '../index.ts'
import { checkedTransport } from './checked-transport.ts'

const host = 'https://compute.googleapis.com'
const root = '/compute/v1/projects/my-project'

/** Holds every request of a test to the protocol. */
export const transport: Transport = checkedTransport()

/** What a driver is made with for the API's real host, which only mocks answer; in virtual time. */
export function mocked(options: GceOptions = {}): GceOptions {
  const clock = virtualClock({ auto: true })
  const retry = { baseMs: 1, throttleBaseMs: 1 }
  const credentials = { accessToken: 'token-of-the-tests' }
  return { project: 'my-project', zone: 'europe-west1-b', credentials, clock, retry, transport, ...options }
}

export const mockedDriver = (options: GceOptions = {}): Gce => compute(mocked(options))

interface Sent {
  /** What was sent, once it was. */
  readonly body: unknown
  readonly query: URLSearchParams
}

interface Operation {
  readonly name: string
}

/** Answers one request, and keeps its body and its query. The path is below the project, or whole where it begins with `//`. */
export function answer(request: string, status: number, reply?: object): Sent {
  const [method = '', path = ''] = request.split(' ')
  const whole = path.startsWith('//') ? `/compute/v1/projects${path.slice(1)}` : root + path
  const kept = { body: undefined as unknown, query: new URLSearchParams() }
  const scope = nock(host).intercept(whole, method, (body: unknown) => {
    kept.body = body === '' ? undefined : body
    return true
  })
  scope.query(true).reply((request: Request) => {
    kept.query = new URL(request.url).searchParams
    return [status, reply ?? '']
  })
  return kept
}

/** Answers one request with an error as Compute Engine spells it. */
export function refuse(request: string, status: number, reason: string, message = 'It does not work'): Sent {
  const errors = [{ message, domain: 'global', reason }]
  return answer(request, status, { error: { code: status, message, errors } })
}

let operations = 0

/** An operation below the project's `scope`, such as `zones/europe-west1-b` or `global`. */
export function operation(scope: string, more: object = {}): Operation {
  operations += 1
  const name = `operation-${operations}`
  const selfLink = `${host}${root}/${scope}/operations/${name}`
  const made = { name, selfLink, operationType: 'insert', status: 'DONE', ...more }
  return made
}

/** Answers a change with an operation that is done. */
export const done = (request: string, scope = 'zones/europe-west1-b', more: object = {}): Sent =>
  answer(request, 200, operation(scope, more))

export const instance = (name: string, more: object = {}): object => ({
  kind: 'compute#instance',
  id: '1234567890',
  name,
  status: 'RUNNING',
  zone: `${host}${root}/zones/europe-west1-b`,
  machineType: `${host}${root}/zones/europe-west1-b/machineTypes/e2-micro`,
  creationTimestamp: '2026-01-01T00:00:00.000-08:00',
  networkInterfaces: [
    {
      name: 'nic0',
      network: `${host}${root}/global/networks/default`,
      networkIP: '10.132.0.2',
      accessConfigs: [{ name: 'External NAT', type: 'ONE_TO_ONE_NAT', natIP: '203.0.113.9' }],
    },
  ],
  disks: [
    {
      boot: true,
      autoDelete: true,
      deviceName: name,
      source: `${host}${root}/zones/europe-west1-b/disks/${name}`,
    },
  ],
  metadata: { fingerprint: 'bWV0YQ==', items: [{ key: 'cloud-image', value: 'debian-cloud/debian-12-v1' }] },
  tags: { fingerprint: 'dGFncw==' },
  labels: { role: 'web', 'cloud-intent': 'x', 'cloud-digest': 'y' },
  labelFingerprint: 'bGFiZWw=',
  selfLink: `${host}${root}/zones/europe-west1-b/instances/${name}`,
  ...more,
})
