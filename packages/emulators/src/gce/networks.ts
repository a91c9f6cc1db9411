import { begin } from './changes.ts'
import type { Gce } from './cloud.ts'
import { addAutoSubnetworks } from './default-network.ts'
import { newFingerprint } from './fingerprint.ts'
import type { Wire } from './json.ts'
import { deleteOf, insertOf, type Kind, patchOf } from './kind.ts'
import { linkTo } from './links.ts'
import { type Operations, operation } from './operation.ts'
import { getOne, listAll } from './reads.ts'
import { inUse, invalidField, requiredField } from './refusal.ts'
import type { Resource } from './resource.ts'
import { globalScope } from './scope.ts'
import { addResource, readyTarget, removeResource } from './store.ts'

const kind: Kind = {
  collection: 'networks',
  defaults: (_cloud, body) => ({
    routingConfig: { routingMode: 'REGIONAL' },
    networkFirewallPolicyEnforcementOrder: 'AFTER_CLASSIC_FIREWALL',
    ...(body.mtu === undefined && { mtu: 1_460 }),
  }),
  check: (_cloud, wire) => {
    if (wire.IPv4Range !== undefined)
      throw invalidField('IPv4Range', wire.IPv4Range, 'Legacy networks can no longer be created.')
    if (wire.autoCreateSubnetworks === undefined) throw requiredField('autoCreateSubnetworks')
    const mtu = Number(wire.mtu)
    if (mtu < 1_300 || mtu > 8_896) throw invalidField('mtu', mtu, 'The MTU must be between 1300 and 8896.')
  },
  made: (cloud, network) => {
    if (network.wire.autoCreateSubnetworks === true) addAutoSubnetworks(cloud, network)
    addDefaultRoute(cloud, network)
  },
  checkDelete: (cloud, network) => {
    const user = [...cloud.resources.values()].find((one) => uses(one, network) && !goesAlong(one, network))
    if (user) throw inUse('network', network.path, user.path)
  },
  gone: (cloud, network) => {
    for (const one of [...cloud.resources.values()]) {
      if (!uses(one, network) || !goesAlong(one, network)) continue
      removeResource(cloud, one)
      cloud.ranges.delete(one.path)
    }
  },
}

function uses(resource: Resource, network: Resource): boolean {
  const link = linkTo(network.path)
  const interfaces = (resource.wire.networkInterfaces ?? []) as readonly Wire[]
  return resource.wire.network === link || interfaces.some((one) => one.network === link)
}

/** The subnetworks and the route that a network made for itself go with it. */
const goesAlong = ({ collection, name, wire }: Resource, network: Resource): boolean =>
  collection === 'subnetworks'
    ? network.wire.autoCreateSubnetworks === true && name === network.name
    : collection === 'routes' && wire.nextHopGateway !== undefined && name.startsWith('default-route-')

/** Every network begins with a route to the internet. */
export function addDefaultRoute(cloud: Gce, network: Resource): void {
  const route = addResource(cloud, {
    collection: 'routes',
    scope: globalScope,
    name: `default-route-${cloud.centre.random.hex(16)}`,
    wire: {
      description: 'Default route to the Internet.',
      network: linkTo(network.path),
      destRange: '0.0.0.0/0',
      priority: 1_000,
      nextHopGateway: linkTo(`projects/${cloud.project}/global/gateways/default-internet-gateway`),
      routeType: 'STATIC',
    },
  })
  route.ready = true
}

export const networks: Operations<`compute.networks.${string}`> = {
  'compute.networks.delete': deleteOf(kind),
  'compute.networks.get': getOne,
  'compute.networks.insert': insertOf(kind),
  'compute.networks.list': listAll,
  'compute.networks.patch': patchOf(kind),

  'compute.networks.switchToCustomMode': operation((cloud, call) => {
    const network = readyTarget(cloud, call)
    if (network.wire.autoCreateSubnetworks !== true)
      throw invalidField('network', network.name, 'The network is not of the automatic mode.')
    return begin(cloud, call, network, {
      finish: () => {
        network.wire.autoCreateSubnetworks = false
        network.wire.fingerprint = newFingerprint(cloud)
      },
    })
  }),
}
