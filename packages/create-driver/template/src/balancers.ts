import { randomUUID } from 'node:crypto'
import type { CallOptions, CreateBalancer, LoadBalancers, Ref, UpdateBalancer } from '@cloud/core'
import { checkList, checkNames, checkText, encodeRfc3986, idOf, invalid, keyed } from '@cloud/core/driver'
import { attachMember, detachMember, listMembers, serverOf } from './balancer-members.ts'
import { type AcmeBalancer, listenersToWire, toBalancer } from './balancers-wire.ts'
import { type AcmeClient, get, remove, send } from './client.ts'
import { list } from './pages.ts'

export type Balancers = LoadBalancers<AcmeBalancer>

/** Load balancers, whose members are servers. */
export function balancers(client: AcmeClient): Balancers {
  return {
    listBalancers: (query = {}, call) => {
      checkNames('listBalancers', query, ['name'])
      const { name } = query
      if (name !== undefined) checkText('The name', name, { max: 255 })
      return list(
        client,
        { name: 'listBalancers', path: '/v1/balancers', query: { name }, map: toBalancer },
        call,
      )
    },
    getBalancer: async (balancer, call) =>
      get(client, { name: 'getBalancer', path: balancerPath(balancer), map: toBalancer }, call),
    createBalancer: async (options, call) => createBalancer(client, options, call),
    updateBalancer: async (balancer, changes, call) => updateBalancer(client, balancer, changes, call),
    destroyBalancer: async (balancer, call) => remove(client, 'deleteBalancer', balancerPath(balancer), call),
    listMembers: (balancer, call) => listMembers(client, balancerPath(balancer), call),
    attachMember: async (balancer, member, call) =>
      attachMember(client, balancerPath(balancer), member, call),
    detachMember: async (balancer, member, call) =>
      detachMember(client, balancerPath(balancer), member, call),
  }
}

const balancerPath = (balancer: Ref<'balancer'>): string =>
  `/v1/balancers/${encodeRfc3986(idOf('balancer', balancer, 'balancer'))}`

const checkName = (name: string) => checkText('The name of the balancer', name, { max: 255 })

/** The API knows a repeat by its `idempotency-key`, and makes a balancer with its members or not at all. */
async function createBalancer(
  client: AcmeClient,
  options: CreateBalancer,
  call: CallOptions | undefined,
): Promise<AcmeBalancer> {
  checkNames('createBalancer', options, [
    'name',
    'listeners',
    'members',
    'location',
    'idempotencyKey',
    'native',
  ])
  const { name, members, location, idempotencyKey = randomUUID(), native } = options
  if (native !== undefined) checkNames('createBalancer under native', native, [])
  if (typeof idempotencyKey !== 'string' || !/^[\x21-\x7e]{1,64}$/.test(idempotencyKey))
    throw invalid('idempotencyKey does not fit', '1 to 64 printable ASCII characters without spaces')
  checkList('members', members, serverOf)
  const body = {
    name: checkName(name),
    listeners: listenersToWire(options.listeners),
    members: members?.map((member) => serverOf('The member', member)),
    location: location === undefined ? client.location : idOf('location', location, 'location'),
  }
  const headers = { 'idempotency-key': idempotencyKey }
  const repeat = { class: 'token', field: 'idempotency-key' } as const
  const request = { name: 'createBalancer', repeat, method: 'POST', path: '/v1/balancers', headers } as const
  try {
    return await send(client, { ...request, body, map: toBalancer }, call)
  } catch (error) {
    throw keyed(error, idempotencyKey)
  }
}

function updateBalancer(
  client: AcmeClient,
  balancer: Ref<'balancer'>,
  changes: UpdateBalancer,
  call: CallOptions | undefined,
): Promise<AcmeBalancer> {
  checkNames('updateBalancer', changes, ['name', 'native'])
  const { name, native } = changes
  if (native !== undefined) checkNames('updateBalancer under native', native, [])
  const body = { name: name === undefined ? undefined : checkName(name) }
  const repeat = { class: 'idempotent' } as const
  const request = { name: 'updateBalancer', repeat, method: 'PUT', path: balancerPath(balancer) } as const
  return send(client, { ...request, body, map: toBalancer }, call)
}
