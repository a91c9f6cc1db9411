import { clientOf, withClient } from '@cloud/core/driver'
import { compute, type Ec2 } from '@cloud/ec2'
import {
  type ApplicationElb,
  balancers,
  type ClassicElb,
  classicBalancers,
  classicClient,
  classicHealthChecks,
  classicListeners,
  classicStickiness,
  elbClient,
  healthChecks,
  listeners,
  loadBalancers,
  type NetworkElb,
} from '@cloud/elb'
import type { LocalCloud } from '@cloud/emulators'
import type { ConnectOptions } from '../operation.ts'

/** The driver of application balancers, and beside it those of the other kinds, and what makes nodes. */
export interface Driver extends ApplicationElb {
  readonly network: NetworkElb
  readonly classic: ClassicElb
  readonly ec2: Ec2
}

/** All kinds send by the client of the first, so that whoever wraps that wraps all. Nodes come from EC2, which nothing happens to. */
export function connect(local: LocalCloud, options: ConnectOptions): Driver {
  const all = { ...local.elb, ...options }
  const application = loadBalancers(all)
  const first = clientOf(application)
  const alike = <C extends object>(client: C): C =>
    Object.defineProperty(client, 'call', { get: () => first.call })
  const network = alike(elbClient({ ...all, kind: 'network' }))
  const classic = alike(classicClient(all))
  return {
    ...application,
    network: {
      ...balancers(network),
      ...listeners(network),
      ...healthChecks(network),
      ...withClient(network),
    },
    classic: {
      ...classicBalancers(classic),
      ...classicListeners(classic),
      ...classicHealthChecks(classic),
      ...classicStickiness(classic),
      ...withClient(classic),
    },
    ec2: compute({ ...local.ec2, ...options, endpoint: local.ec2.endpoint }),
  }
}
