import type { CallOptions, Listing, LoadBalancers, NodeTarget, Ref, UpdateBalancer } from '@cloud/core'
import { changed, checkNames, checkText, idOf, invalid, serial } from '@cloud/core/driver'
import { checkBalancerName, type DigitalOceanCreateBalancer } from './balancer-body.ts'
import type { Made } from './balancer-keys.ts'
import { attachMember, detachMember, listMembers } from './balancer-members.ts'
import { changeNames, type DigitalOceanChangeBalancer, settingsOf } from './balancer-settings.ts'
import { type BalancerChange, changeBalancer, isBusy } from './change-balancer.ts'
import { checkRedirect } from './check-listener.ts'
import { type DigitalOceanClient, remove } from './client.ts'
import { createBalancer } from './create-balancer.ts'
import type { DigitalOceanListener } from './forwarding-rules-wire.ts'
import { balancerPath, getBalancer } from './get-balancer.ts'
import { type DigitalOceanBalancer, type LoadBalancerWire, toBalancer } from './load-balancers-wire.ts'
import { conflicting, explainedBy } from './lookups.ts'
import { list } from './pages.ts'
import { whenFree } from './when-free.ts'

export type Balancers = LoadBalancers<
  DigitalOceanBalancer,
  DigitalOceanCreateBalancer,
  DigitalOceanListener,
  NodeTarget,
  DigitalOceanChangeBalancer
>

/** Load balancers, whose names are unique in the account. https://docs.digitalocean.com/reference/api/digitalocean/#tag/Load-Balancers */
export function balancers(client: DigitalOceanClient): Balancers {
  const inTurn = serial()
  const made: Made = new Map()
  return {
    listBalancers: (query = {}, call) => listBalancers(client, query, call),
    getBalancer: (balancer, call) => client.within(call, (left) => getBalancer(client, balancer, left)),
    createBalancer: (options, call) =>
      client.within(call, (left) =>
        inTurn(options?.idempotencyKey, () => createBalancer(client, options, made, left), left),
      ),
    updateBalancer: (balancer, changes, call) =>
      client.within(call, (left) => updateBalancer(client, balancer, changes, left)),
    destroyBalancer: (balancer, call) =>
      client.within(call, (left) => destroyBalancer(client, balancer, left)),
    listMembers: (balancer, call) => listMembers(client, balancer, call),
    attachMember: (balancer, member, call) =>
      client.within(call, (left) => attachMember(client, balancer, member, left)),
    detachMember: (balancer, member, call) =>
      client.within(call, (left) => detachMember(client, balancer, member, left)),
  }
}

function listBalancers(
  client: DigitalOceanClient,
  query: { readonly name?: string | undefined },
  call: CallOptions | undefined,
): Listing<DigitalOceanBalancer> {
  checkNames('listBalancers', query, ['name'])
  const { name } = query
  if (name !== undefined) checkText('The name', name, { max: 255 })
  const map = (wire: LoadBalancerWire) =>
    name === undefined || name === wire.name ? toBalancer(wire) : undefined
  const request = { name: 'loadBalancers_list', path: '/load_balancers', key: 'load_balancers', map }
  return list(client, request, call)
}

async function updateBalancer(
  client: DigitalOceanClient,
  ref: Ref<'balancer'>,
  changes: UpdateBalancer<DigitalOceanChangeBalancer>,
  call: CallOptions,
): Promise<DigitalOceanBalancer> {
  checkNames('updateBalancer', changes, ['name', 'native'])
  const { name, native = {} } = changes
  checkNames('updateBalancer under native', native, changeNames)
  const { tag, sizeUnit } = native
  if (tag === '') throw invalid('The tag is empty', 'null, for none')
  const settings = { ...(name !== undefined && { name: checkBalancerName(name) }), ...settingsOf(native) }
  const edit = ({ native: wire }: DigitalOceanBalancer): BalancerChange | undefined => {
    checkRedirect(native, wire.forwarding_rules)
    if (tag === undefined && Object.keys(settings).length === 0) return undefined
    if (tag === undefined) return { settings }
    return { settings, members: tag === null ? { droplet_ids: wire.droplet_ids ?? [] } : { tag } }
  }
  try {
    return await changeBalancer(client, ref, edit, call)
  } catch (error) {
    throw await explainedBy(error, async (refusal) => {
      const isRefused = refusal.status === 409 || refusal.status === 422
      if (isRefused && name !== undefined && (await isTaken(client, ref, name, call)))
        return changed(refusal, { code: 'already-exists' })
      // Its size may change once per hour: refused now, it is right later.
      return sizeUnit === undefined ? undefined : conflicting(refusal)
    })
  }
}

async function isTaken(
  client: DigitalOceanClient,
  ref: Ref<'balancer'>,
  name: string,
  call: CallOptions,
): Promise<boolean> {
  const own = idOf('balancer', ref, 'balancer').toLowerCase()
  return (await listBalancers(client, { name }, call).toArray()).some(({ id }) => id !== own)
}

function destroyBalancer(client: DigitalOceanClient, ref: Ref<'balancer'>, call: CallOptions): Promise<void> {
  const path = balancerPath(ref)
  const request = { name: 'loadBalancers_delete', path }
  return whenFree(client, (left) => remove(client, request, left), isBusy, call)
}
