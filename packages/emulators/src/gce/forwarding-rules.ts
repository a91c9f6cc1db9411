import type { Gce } from './cloud.ts'
import type { Json, Wire } from './json.ts'
import { deleteOf, insertOf, type Kind, patchOf, setterOf } from './kind.ts'
import { linkTo } from './links.ts'
import type { Operations } from './operation.ts'
import { getOne, listAll, listEverywhere } from './reads.ts'
import { inUse, invalidField } from './refusal.ts'
import type { Resource } from './resource.ts'
import { globalScope, type Scope } from './scope.ts'
import { setLabels } from './set-labels.ts'
import { resourcesOf } from './store.ts'

const targets = ['targetPools', 'targetHttpProxies', 'targetHttpsProxies']

const kind: Kind = {
  collection: 'forwardingRules',
  links: {
    target: targets,
    backendService: ['backendServices'],
    network: ['networks'],
    subnetwork: ['subnetworks'],
  },
  labels: true,
  fingerprint: true,
  defaults: () => ({ IPProtocol: 'TCP', loadBalancingScheme: 'EXTERNAL', networkTier: 'PREMIUM' }),
  check: (cloud, wire, { place }) => {
    const { target, backendService } = wire
    if ((target === undefined) === (backendService === undefined))
      throw invalidField(
        'target',
        target ?? '',
        'A forwarding rule has either a target or a backend service.',
      )
    const to = String(target ?? backendService)
    if (!to.includes(`/${place.scope}/`))
      throw invalidField('target', to, `The target is not of ${place.scope}.`)
    wire.portRange = portRange(wire)
    if (wire.fingerprint === undefined) wire.IPAddress = givenAddress(cloud, place.scope, wire)
  },
  made: (cloud, rule) => {
    const address = rule.wire.IPAddress
    const reserved = typeof address === 'string' ? reservedOf(cloud, rule.scope, address) : undefined
    if (reserved) setUsers(reserved, [...usersOf(reserved), linkTo(rule.path)])
    else rule.wire.IPAddress = cloud.centre.publicAddresses.take()
  },
  gone: (cloud, { wire, scope, path }) => {
    if (typeof wire.IPAddress !== 'string') return
    const reserved = reservedOf(cloud, scope, wire.IPAddress)
    const others = reserved ? usersOf(reserved).filter((user) => user !== linkTo(path)) : []
    if (reserved) setUsers(reserved, others)
    else cloud.centre.publicAddresses.giveBack(wire.IPAddress)
  },
}

const usersOf = ({ wire }: Resource): readonly string[] => (wire.users ?? []) as readonly string[]

/** Rules of several ports share an address. */
function setUsers({ wire }: Resource, users: readonly string[]): void {
  const used = users.length > 0
  Object.assign(wire, { status: used ? 'IN_USE' : 'RESERVED', users: used ? users : undefined })
}

/** `80` is the range `80-80`. A target pool takes every port where none is named, a proxy needs one. */
function portRange({ portRange: given, target }: Wire): Json {
  const proxied = /\/targetHttps?Proxies\//.test(String(target))
  if (given === undefined) {
    if (proxied) throw invalidField('portRange', '', 'A target proxy needs a port.')
    return undefined
  }
  const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(String(given)) ?? []
  if (from === undefined || Number(from) < 1 || Number(to) > 65_535 || Number(from) > Number(to))
    throw invalidField('portRange', given, 'Must be a port or a range of ports such as 8000-8080.')
  if (proxied && from !== to) throw invalidField('portRange', given, 'A target proxy has one port.')
  return `${from}-${to}`
}

/** An address resource of the scope, by its address. */
const reservedOf = (cloud: Gce, scope: Scope, address: string): Resource | undefined =>
  resourcesOf(cloud, 'addresses', scope).find(({ wire }) => wire.address === address)

/** The address that a rule asks for, by itself or by the link of its resource; undefined for any. */
function givenAddress(
  cloud: Gce,
  scope: Scope,
  { IPAddress: given, portRange: range, IPProtocol }: Wire,
): Json {
  if (given === undefined || given === '') return undefined
  const text = String(given)
  const found = resourcesOf(cloud, 'addresses', scope).find(
    ({ wire, path, name }) =>
      wire.address === text ||
      linkTo(path).endsWith(`/${text.replace(/^.*\/(?=projects\/)/, '')}`) ||
      (text.includes('/addresses/') && text.endsWith(`/${name}`)),
  )
  const where = scope === globalScope ? 'globally' : `in ${scope}`
  if (!found) throw invalidField('IPAddress', text, `The address is not reserved ${where}.`)
  const other = resourcesOf(cloud, 'forwardingRules', scope).find(
    ({ wire }) =>
      wire.IPAddress === found.wire.address && wire.portRange === range && wire.IPProtocol === IPProtocol,
  )
  if (other) throw inUse('address', found.path, other.path)
  return found.wire.address
}

const setTarget = setterOf(kind, ({ target }) => ({ target }))

type Rules = 'forwardingRules' | 'globalForwardingRules'

export const forwardingRules: Operations<`compute.${Rules}.${string}`> = {
  'compute.forwardingRules.aggregatedList': listEverywhere('global', 'region'),
  'compute.forwardingRules.delete': deleteOf(kind),
  'compute.forwardingRules.get': getOne,
  'compute.forwardingRules.insert': insertOf(kind),
  'compute.forwardingRules.list': listAll,
  'compute.forwardingRules.patch': patchOf(kind),
  'compute.forwardingRules.setLabels': setLabels,
  'compute.forwardingRules.setTarget': setTarget,
  'compute.globalForwardingRules.delete': deleteOf(kind),
  'compute.globalForwardingRules.get': getOne,
  'compute.globalForwardingRules.insert': insertOf(kind),
  'compute.globalForwardingRules.list': listAll,
  'compute.globalForwardingRules.patch': patchOf(kind),
  'compute.globalForwardingRules.setLabels': setLabels,
  'compute.globalForwardingRules.setTarget': setTarget,
}
