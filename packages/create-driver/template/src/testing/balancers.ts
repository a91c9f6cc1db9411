import { type ApiOperation, type ApiRequest, type DataCentre, Refusal } from '@cloud/emulators/kit'
import { locations } from './catalogue.ts'
import { page } from './paging.ts'
import type { Servers } from './servers.ts'

interface Input {
  readonly name: string
  readonly location?: string
  readonly listeners: readonly {
    readonly protocol: string
    readonly port: number
    readonly target_port: number
  }[]
  readonly members?: readonly string[]
}

interface Balancer {
  readonly id: string
  name: string
  readonly location: string
  readonly ip: string
  readonly listeners: Input['listeners']
  /** Ids of servers, in the order in which they came. */
  readonly members: Set<string>
  /** Milliseconds since 1970. */
  readonly createdAt: number
}

/** The load balancers of the account. They are told of, and balance nothing. */
export function balancerOperations(
  centre: DataCentre,
  servers: Servers,
  pageSize: number,
): Readonly<Record<string, ApiOperation>> {
  const { clock, times, random } = centre
  const known = new Map<string, Balancer>()
  const answered = new Map<string, { readonly body: string; readonly made: Balancer }>()
  const find = ({ parameters: { id = '' } }: ApiRequest) => {
    const found = known.get(id)
    if (!found) throw new Refusal(404, 'not_found', `There is no balancer ${id}.`)
    return found
  }
  const wire = ({ members: _, createdAt, ip, ...balancer }: Balancer) => {
    const active = clock.now() - createdAt >= times.pendingMs
    const created_at = new Date(createdAt).toISOString()
    return { ...balancer, created_at, status: active ? 'active' : 'provisioning', ip: active ? ip : null }
  }
  const isServer = (id: string) => servers.all().some(({ server }) => server.id === id)
  /** A server that is gone is a member no longer. */
  const membersOf = ({ members }: Balancer) => [...members].filter(isServer)
  const member = (server: string) => ({ server, status: 'up' })
  const needServer = (id = '') => {
    if (!isServer(id)) throw new Refusal(404, 'not_found', `There is no server ${id}.`)
    return id
  }
  const make = ({ name, location = 'north', listeners, members = [] }: Input) => {
    if (!locations.some(({ id }) => id === location))
      throw new Refusal(404, 'not_found', 'There is no such location.')
    const id = `lb-${random.hex(12)}`
    const ip = `2001:db8:ffff::${(known.size + 1).toString(16)}`
    const own = new Set(members.map(needServer))
    const balancer: Balancer = { id, name, location, ip, listeners, members: own, createdAt: clock.now() }
    known.set(id, balancer)
    return balancer
  }
  const create = (request: ApiRequest) => {
    const key = request.headers['idempotency-key'] ?? ''
    const body = request.body.toString()
    const earlier = answered.get(key)
    const stands = earlier && known.has(earlier.made.id)
    if (stands && earlier.body !== body)
      throw new Refusal(409, 'conflict', 'The idempotency key was used with another body.')
    const made = stands ? earlier.made : make(request.json() as Input)
    answered.set(key, { body, made })
    return { status: 201, body: wire(made) }
  }
  const list = (request: ApiRequest) => {
    const name = request.query.get('name')
    const wanted = [...known.values()].filter((balancer) => name === null || balancer.name === name)
    return page(wanted.map(wire), request, pageSize)
  }
  const update = (request: ApiRequest) => {
    const balancer = find(request)
    balancer.name = (request.json() as Partial<Input>).name ?? balancer.name
    return { body: wire(balancer) }
  }
  const attach = (request: ApiRequest) => {
    const { members } = find(request)
    const server = needServer(request.parameters.server)
    members.add(server)
    return { body: member(server) }
  }
  return {
    createBalancer: { route: 'POST /v1/balancers', answer: create },
    listBalancers: { route: 'GET /v1/balancers', answer: list },
    getBalancer: { route: 'GET /v1/balancers/{id}', answer: (request) => ({ body: wire(find(request)) }) },
    updateBalancer: { route: 'PUT /v1/balancers/{id}', answer: update },
    deleteBalancer: {
      route: 'DELETE /v1/balancers/{id}',
      answer: (request) => {
        known.delete(find(request).id)
        return {}
      },
    },
    listMembers: {
      route: 'GET /v1/balancers/{id}/members',
      answer: (request) => page(membersOf(find(request)).map(member), request, pageSize),
    },
    attachMember: { route: 'PUT /v1/balancers/{id}/members/{server}', answer: attach },
    detachMember: {
      route: 'DELETE /v1/balancers/{id}/members/{server}',
      answer: (request) => {
        find(request).members.delete(request.parameters.server ?? '')
        return {}
      },
    },
  }
}
