import type { Transport } from '@cloud/core'
import { virtualClock } from '@cloud/emulators'
import nock from 'nock'
import {
  compute,
  type DigitalOcean,
  type DigitalOceanLoadBalancers,
  type DigitalOceanOptions,
  loadBalancers,
} from '../index.ts'
import { checkedTransport } from './checked-transport.ts'

const host = 'https://api.digitalocean.com'

/** Holds every request of a test to DigitalOcean's specification. */
export const transport: Transport = checkedTransport()

/** A driver for DigitalOcean's real host, which only mocks answer; in virtual time. */
export const mockedDriver = (options: DigitalOceanOptions = {}): DigitalOcean => compute(mocked(options))

/** The same of load balancers. */
export const mockedBalancers = (options: DigitalOceanOptions = {}): DigitalOceanLoadBalancers =>
  loadBalancers(mocked(options))

function mocked(options: DigitalOceanOptions): DigitalOceanOptions {
  const clock = virtualClock({ auto: true })
  const retry = { baseMs: 1, throttleBaseMs: 1 }
  return { token: 'token-of-the-tests', region: 'fra1', clock, retry, transport, ...options }
}

interface Sent {
  /** What was sent, once it was. */
  readonly body: unknown
}

/** Answers one request, and keeps its body. The path is under `/v2`, with its query. */
export function answer(request: string, status: number, reply?: object): Sent {
  const [method = '', path = ''] = request.split(' ')
  const kept: { body: unknown } = { body: undefined }
  const scope = nock(host).intercept(`/v2${path}`, method, (body: unknown) => {
    kept.body = body === '' ? undefined : body
    return true
  })
  scope.reply(status, reply)
  return kept
}

/** Answers one request with an error as DigitalOcean spells it. */
export function refuse(request: string, status: number, id: string, message = 'It does not work'): Sent {
  return answer(request, status, { id, message, request_id: 'req-1' })
}

/** Answers one list, whole. */
export function listed(path: string, key: string, ...items: readonly object[]): Sent {
  return answer(`GET ${path}`, 200, { [key]: items, links: {}, meta: { total: items.length } })
}

/** Answers the wait for an action. */
export const done = (id: number): Sent => answer(`GET /actions/${id}`, 200, action(id, 'completed'))

export const action = (id: number, status = 'in-progress', more: object = {}): object => ({
  action: { id, status, type: 'any', started_at: '2026-01-01T00:00:00Z', completed_at: null, ...more },
})

export const region: object = { name: 'Frankfurt 1', slug: 'fra1', features: [], available: true, sizes: [] }

export const droplet = (id: number, more: object = {}): object => ({
  droplet: {
    id,
    name: `droplet-${id}`,
    status: 'active',
    locked: false,
    size_slug: 's-1vcpu-1gb',
    memory: 1024,
    vcpus: 1,
    disk: 25,
    image: { id: 1, slug: 'debian-12-x64' },
    region,
    networks: { v4: [], v6: [] },
    features: [],
    tags: [],
    volume_ids: [],
    snapshot_ids: [],
    backup_ids: [],
    created_at: '2026-01-01T00:00:00Z',
    ...more,
  },
})
