import { randomUUID } from 'node:crypto'
import type {
  ActiveHealthCheck,
  ActiveListener,
  Algorithm,
  Balancer,
  CookieStickiness,
  CreateBalancer,
  Listener,
  LoadBalancers,
  Member,
} from '@cloud/core'
import { invalid, keyed } from '@cloud/core/driver'
import { byEither, checkListeners, memberNode, needCertificates } from './memory-balancer-input.ts'
import { catalogue } from './memory-catalogue.ts'
import { type MemoryCloud, refuse } from './memory-cloud.ts'
import { checkKey, checkName, idOf, known, optionalId } from './memory-input.ts'
import { nodesOf } from './memory-nodes.ts'
import { asking, onceFor, type Store, storeOf } from './memory-store.ts'

/** What a balancer has that its record does not show. */
export interface Settings {
  readonly nodes: readonly string[]
  readonly algorithm: Algorithm
  readonly health: ActiveHealthCheck
  readonly sticky?: CookieStickiness | undefined
}

/** A balancer does its changes in no time, which is why none has to wait for another. */
export function memoryBalancers(cloud: MemoryCloud, token: string): LoadBalancers {
  const balancers = balancersOf(cloud)
  const { read, write, list } = asking(cloud, token)
  return {
    listBalancers: (query = {}, call) => {
      known(query, 'name')
      return list('ListBalancers', call, balancers.all, ({ name }) => name === (query.name ?? name))
    },
    getBalancer: async (ref, call) => {
      const id = idOf(ref, 'balancer')
      return read('GetBalancer', call, () => balancers.find(id))
    },
    createBalancer: async (options, call) => {
      const checked = checkCreate(options)
      const { idempotencyKey = randomUUID() } = options
      try {
        return await write('CreateBalancer', call, () =>
          create(cloud, { ...options, idempotencyKey }, checked),
        )
      } catch (error) {
        throw keyed(error, idempotencyKey)
      }
    },
    updateBalancer: async (ref, changes, call) => {
      const id = idOf(ref, 'balancer')
      known(changes, 'name native')
      const { name } = changes
      if (name !== undefined) checkName(name)
      return write('UpdateBalancer', call, () => {
        const { name: former } = balancers.find(id)
        if (name !== undefined && name !== former) needFree(balancers, name)
        return balancers.change(id, { name: name ?? former })
      })
    },
    destroyBalancer: async (ref, call) => {
      const id = idOf(ref, 'balancer')
      await write('DestroyBalancer', call, () => balancers.remove(balancers.find(id).id))
    },
    ...memberCalls(cloud, token),
  }
}

type MemberCalls = Pick<LoadBalancers, 'listMembers' | 'attachMember' | 'detachMember'>

function memberCalls(cloud: MemoryCloud, token: string): MemberCalls {
  const { write, list } = asking(cloud, token)
  return {
    listMembers: (ref, call) => {
      const id = idOf(ref, 'balancer')
      return list('ListMembers', call, () => settingsOf(cloud, id).nodes.map(toMember))
    },
    attachMember: async (ref, target, call) => {
      const [id, node] = [idOf(ref, 'balancer'), memberNode(target)]
      return write('AttachMember', call, () => {
        const { nodes } = settingsOf(cloud, id)
        nodesOf(cloud).find(node)
        if (!nodes.includes(node)) changeSettings(cloud, id, { nodes: [...nodes, node] })
        return toMember(node)
      })
    },
    detachMember: async (ref, target, call) => {
      const [id, node] = [idOf(ref, 'balancer'), byEither(target)]
      await write('DetachMember', call, () => {
        const nodes = settingsOf(cloud, id).nodes.filter((one) => one !== node)
        changeSettings(cloud, id, { nodes })
      })
    },
  }
}

export function balancersOf(cloud: MemoryCloud): Store<Balancer> {
  return storeOf<Balancer>(cloud, 'balancer')
}

/** The settings of a balancer, or `not-found`. */
export function settingsOf(cloud: MemoryCloud, id: string): Settings {
  balancersOf(cloud).find(id)
  const settings = cloud.records<Settings>('balancer settings').get(id)
  if (settings === undefined) throw refuse('not-found', 'there is no such balancer')
  return settings
}

export function changeSettings(cloud: MemoryCloud, id: string, change: Partial<Settings>): void {
  cloud.records<Settings>('balancer settings').set(id, { ...settingsOf(cloud, id), ...change })
}

/** The listener that is looked at where a health check names no port: `invalid` where all are of UDP. */
export function firstTarget(listeners: readonly ActiveListener[]): number {
  const first = listeners.find(({ protocol }) => protocol !== 'udp')
  if (first === undefined) throw invalid('a health check of a balancer of UDP names its port')
  return first.targetPort
}

interface Checked {
  readonly listeners: readonly ActiveListener[]
  readonly nodes: readonly string[]
}

function checkCreate(options: CreateBalancer): Checked {
  known(options, 'name listeners members location idempotencyKey native')
  checkName(options.name)
  checkKey(options.idempotencyKey)
  optionalId(options.location, 'location')
  const { members = [] } = options
  if (!Array.isArray(members)) throw invalid('members are no list')
  const listeners: readonly Listener[] = options.listeners
  return { listeners: checkListeners(listeners), nodes: members.map(memberNode) }
}

function create(cloud: MemoryCloud, options: CreateBalancer, { listeners, nodes }: Checked): Balancer {
  const { name, idempotencyKey } = options
  const location = optionalId(options.location, 'location') ?? 'north-1'
  if (!catalogue.locations.some(({ id }) => id === location))
    throw refuse('not-found', 'there is no such location')
  needCertificates(cloud, listeners)
  for (const node of nodes) nodesOf(cloud).find(node)
  const balancers = balancersOf(cloud)
  return onceFor(cloud, balancers, idempotencyKey, [name, location, listeners, nodes], () => {
    needFree(balancers, name)
    const id = cloud.nextId('balancer')
    const health: ActiveHealthCheck = { protocol: 'tcp', port: listeners[0]?.targetPort ?? 80 }
    const settings: Settings = { nodes: [...new Set(nodes)], algorithm: 'round-robin', health }
    cloud.records<Settings>('balancer settings').set(id, settings)
    const createdAt = new Date().toISOString()
    const whole = { kind: 'balancer', id, name, listeners, location, createdAt, native: {} } as const
    return balancers.put(
      { ...whole, state: 'creating', ips: [] },
      { state: 'active', ips: [`198.51.100.${balancers.all().length % 250}`] },
    )
  })
}

function needFree(balancers: Store<Balancer>, name: string): void {
  if (balancers.all().some((one) => one.name === name)) throw refuse('already-exists', 'the name is taken')
}

function toMember(node: string): Member {
  return { kind: 'member', id: node, node, state: 'healthy', native: {} }
}
