import { readRange } from './cidr.ts'
import { deleteOf, insertOf, type Kind } from './kind.ts'
import type { Operations } from './operation.ts'
import { getOne, listAll } from './reads.ts'
import { invalidField } from './refusal.ts'

const hops = ['nextHopGateway', 'nextHopInstance', 'nextHopIp', 'nextHopIlb', 'nextHopVpnTunnel']

const kind: Kind = {
  collection: 'routes',
  required: ['network', 'destRange'],
  links: { network: ['networks'], nextHopInstance: ['instances'] },
  defaults: () => ({ priority: 1_000, routeType: 'STATIC' }),
  check: (_cloud, wire) => {
    if (!readRange(String(wire.destRange)))
      throw invalidField('destRange', wire.destRange, 'Must be a valid IP CIDR range.')
    const named = hops.filter((hop) => wire[hop] !== undefined)
    if (named.length !== 1)
      throw invalidField('nextHopGateway', named, `Exactly one of ${hops.join(', ')} must be specified.`)
    const gateway = String(wire.nextHopGateway ?? '')
    if (named[0] === 'nextHopGateway' && !gateway.endsWith('global/gateways/default-internet-gateway'))
      throw invalidField('nextHopGateway', gateway, 'The only gateway is default-internet-gateway.')
  },
}

export const routes: Operations<`compute.routes.${string}`> = {
  'compute.routes.delete': deleteOf(kind),
  'compute.routes.get': getOne,
  'compute.routes.insert': insertOf(kind),
  'compute.routes.list': listAll,
}
