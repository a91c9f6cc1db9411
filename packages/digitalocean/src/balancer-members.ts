import type { CallOptions, Listing, Member, NodeTarget, Ref } from '@cloud/core'
import { CloudError, checkNames, idOf, listing, missing, onePage } from '@cloud/core/driver'
import { dropletOf, nodeOf } from './balancer-body.ts'
import { editBalancer } from './change-balancer.ts'
import { type DigitalOceanClient, idempotent, remove, send } from './client.ts'
import { balancerPath, getBalancer } from './get-balancer.ts'
import type { DigitalOceanBalancer } from './load-balancers-wire.ts'
import { explainedBy, isMissing } from './lookups.ts'

/** Of a member DigitalOcean tells that it is one; whether it is healthy shows in its console and metrics alone. */
function toMember(droplet_id: number): Member {
  const id = String(droplet_id)
  return { kind: 'member', id, node: id, state: 'unknown', native: { droplet_id } }
}

export function listMembers(
  client: DigitalOceanClient,
  ref: Ref<'balancer'>,
  call: CallOptions | undefined,
): Listing<Member> {
  const id = idOf('balancer', ref, 'balancer')
  const all = async (left: CallOptions) =>
    ((await getBalancer(client, id, left)).native.droplet_ids ?? []).map(toMember)
  return listing(onePage(all), call, client.clock)
}

export function attachMember(
  client: DigitalOceanClient,
  ref: Ref<'balancer'>,
  target: NodeTarget,
  call: CallOptions,
): Promise<Member> {
  const droplet = dropletOf('The member', target)
  return editBalancer(client, ref, call, async (balancer, left) => {
    if (isMember(balancer, droplet)) return toMember(droplet)
    if (balancer.native.tag) throw byTag(balancer, 'put the tag on the node')
    const path = `${balancerPath(balancer)}/droplets`
    const body = { droplet_ids: [droplet] }
    const request = { name: 'loadBalancers_add_droplets', repeat: idempotent, method: 'POST' } as const
    try {
      await send(client, { ...request, path, body }, left)
    } catch (error) {
      throw await explainedBy(error, async (refusal) => {
        if (refusal.status !== 422) return undefined
        const look = { name: 'droplets_get', path: `/droplets/${droplet}` }
        return (await isMissing(client, look, left)) ? missing(refusal, `node ${droplet}`) : undefined
      })
    }
    return toMember(droplet)
  })
}

export function detachMember(
  client: DigitalOceanClient,
  ref: Ref<'balancer'>,
  target: NodeTarget | Pick<Member, 'kind' | 'id'>,
  call: CallOptions,
): Promise<void> {
  const droplet = isNamed(target) ? memberOf(target) : nodeOf('The member', target)
  return editBalancer(client, ref, call, async (balancer, left) => {
    if (!isMember(balancer, droplet)) return
    if (balancer.native.tag) throw byTag(balancer, 'take the tag from the node')
    const path = `${balancerPath(balancer)}/droplets`
    const body = { droplet_ids: [Number(droplet)] }
    await remove(client, { name: 'loadBalancers_remove_droplets', path, body }, left)
  })
}

const isNamed = (target: unknown): target is Pick<Member, 'kind' | 'id'> =>
  Object.hasOwn(Object(target), 'kind') && Reflect.get(Object(target), 'kind') !== 'node'

/** A member has the id of its droplet. */
function memberOf(member: Pick<Member, 'kind' | 'id'>): string {
  checkNames('The member', member, ['kind', 'id', 'node', 'state', 'native'])
  return idOf('member', member, 'member')
}

const isMember = ({ native }: DigitalOceanBalancer, droplet: number | string) =>
  native.droplet_ids?.some((each) => String(each) === String(droplet)) ?? false

function byTag({ id, native }: DigitalOceanBalancer, hint: string): CloudError {
  return new CloudError(`The balancer ${id} has the droplets with the tag ${native.tag}`, {
    code: 'conflict',
    provider: 'digitalocean',
    outcome: 'not-applied',
    hint,
    details: { tag: native.tag },
  })
}
