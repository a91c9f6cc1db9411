import type { CallOptions, Listing, Member, MemberState, NodeTarget, Ref } from '@cloud/core'
import { beforeWrite, checkNames, idOf, listing, onePage } from '@cloud/core/driver'
import type { TargetPoolWire } from './balancers-wire.ts'
import { checkRegions, placeOfMember } from './check-balancer.ts'
import { change, type GceClient } from './client.ts'
import { getPool, placeOfBalancer, poolPath } from './get-balancer.ts'
import { getInstance } from './get-node.ts'
import { idIn, idOfPlace, type Place } from './ids.ts'
import { readPosted } from './posted-reads.ts'
import { whenReady } from './when-ready.ts'

interface MemberWire {
  readonly instance: string
  readonly healthState?: string
}

interface PoolHealthWire {
  readonly healthStatus?: readonly { readonly healthState?: string }[]
}

const states: Readonly<Record<string, MemberState>> = {
  HEALTHY: 'healthy',
  UNHEALTHY: 'unhealthy',
  DRAINING: 'draining',
}

/** A member has the id of its node. Without a health check nobody knows how it is. */
function toMember(native: MemberWire): Member<MemberWire> {
  const id = idIn(native.instance)
  const { healthState = '' } = native
  const state = (Object.hasOwn(states, healthState) && states[healthState]) || 'unknown'
  return { kind: 'member', id, node: id, state, native }
}

export function listMembers(
  client: GceClient,
  ref: Ref<'balancer'>,
  call: CallOptions | undefined,
): Listing<Member<MemberWire>> {
  const id = idOf('balancer', ref, 'balancer')
  const all = async (left: CallOptions) => {
    const place = placeOfBalancer(id)
    const pool = await getPool(client, place, left)
    return Promise.all(
      (pool.instances ?? []).map((instance) => withHealth(client, place, pool, instance, left)),
    )
  }
  return listing(onePage(all), call, client.clock)
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/targetPools/getHealth */
async function withHealth(
  client: GceClient,
  place: Place,
  { healthChecks = [] }: TargetPoolWire,
  instance: string,
  call: CallOptions,
): Promise<Member<MemberWire>> {
  if (healthChecks.length === 0) return toMember({ instance })
  const request = {
    name: 'compute.targetPools.getHealth',
    path: [...poolPath(place), 'getHealth'],
    body: { instance },
  }
  const { healthStatus = [] } = await readPosted<PoolHealthWire>(client, request, call)
  return toMember({ instance, ...healthStatus[0] })
}

export async function attachMember(
  client: GceClient,
  ref: Ref<'balancer'>,
  target: NodeTarget,
  call: CallOptions,
): Promise<Member<MemberWire>> {
  const node = placeOfMember('The member', target)
  const place = placeOfBalancer(ref)
  const { instances = [] } = await beforeWrite(getPool(client, place, call))
  const { selfLink: instance } = await beforeWrite(getInstance(client, node, call))
  checkRegions(place.location, [node])
  if (!instances.map(idIn).includes(idOfPlace(node))) await edit(client, place, 'addInstance', instance, call)
  return toMember({ instance })
}

export async function detachMember(
  client: GceClient,
  ref: Ref<'balancer'>,
  target: NodeTarget | Pick<Member, 'kind' | 'id'>,
  call: CallOptions,
): Promise<void> {
  const id = idOfMember(target)
  const place = placeOfBalancer(ref)
  const { instances = [] } = await beforeWrite(getPool(client, place, call))
  const instance = instances.find((link) => idIn(link) === id)
  if (instance !== undefined) await edit(client, place, 'removeInstance', instance, call)
}

/** Also of what is no node: it is no member, either. */
function idOfMember(target: NodeTarget | Pick<Member, 'kind' | 'id'>): string {
  if (Object.hasOwn(Object(target), 'kind')) {
    checkNames('The member', target, ['kind', 'id', 'node', 'state', 'native'])
    return idOf('member', target, 'member')
  }
  checkNames('The member', target, ['node'])
  return idOf('node', Reflect.get(target, 'node'), 'node')
}

async function edit(
  client: GceClient,
  place: Place,
  method: 'addInstance' | 'removeInstance',
  instance: string,
  call: CallOptions,
): Promise<void> {
  const body = { instances: [{ instance: instance.slice(instance.indexOf('projects/')) }] }
  const request = { name: `compute.targetPools.${method}`, path: [...poolPath(place), method], body }
  await whenReady(client, (left) => change(client, request, left), call)
}
