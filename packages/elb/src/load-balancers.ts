import type { Algorithms, HealthChecks, Listeners, Stickiness } from '@cloud/core'
import { type HasClient, withClient } from '@cloud/core/driver'
import { algorithms, type ElbAlgorithm } from './algorithms.ts'
import { type Balancers, balancers } from './balancers.ts'
import type { ElbListenerOptions } from './check-listener.ts'
import { type Classics, classicBalancers } from './classic-balancers.ts'
import { classicHealthChecks } from './classic-health-checks.ts'
import { classicListeners } from './classic-listeners.ts'
import { classicStickiness } from './classic-stickiness.ts'
import type { ClassicBalancer } from './classic-wire.ts'
import { type ClassicClient, classicClient, type ElbClient, elbClient } from './client.ts'
import { healthChecks } from './health-checks.ts'
import { listeners } from './listeners.ts'
import type { ElbBalancer } from './load-balancers-wire.ts'
import type { ElbOptions } from './options.ts'
import { stickiness } from './stickiness.ts'

/** What a driver of application load balancers can do: HTTP and HTTPS. */
export interface ApplicationElb
  extends Balancers,
    Listeners<ElbBalancer, ElbListenerOptions>,
    HealthChecks,
    Algorithms<ElbAlgorithm>,
    Stickiness,
    HasClient<ElbClient<'application'>> {}

/** What a driver of network load balancers can do: TCP, TLS and UDP. */
export interface NetworkElb
  extends Balancers,
    Listeners<ElbBalancer, ElbListenerOptions>,
    HealthChecks,
    HasClient<ElbClient<'network'>> {}

/** What a driver of classic load balancers can do: HTTP, HTTPS, TCP and TLS, to nodes. */
export interface ClassicElb
  extends Classics,
    Listeners<ClassicBalancer>,
    HealthChecks,
    Stickiness,
    HasClient<ClassicClient> {}

/**
 * The load balancer driver of Amazon Web Services, in one region: of application load balancers, unless `kind` says otherwise. `invalid` for
 * options that cannot be right; nothing is read or sent before the first call.
 */
export function loadBalancers(options: ElbOptions<'network'> & { readonly kind: 'network' }): NetworkElb
export function loadBalancers(options: ElbOptions<'classic'> & { readonly kind: 'classic' }): ClassicElb
export function loadBalancers(options?: ElbOptions<'application'>): ApplicationElb
export function loadBalancers(options?: ElbOptions): ApplicationElb | NetworkElb | ClassicElb
export function loadBalancers(options: ElbOptions = {}): ApplicationElb | NetworkElb | ClassicElb {
  const { kind, ...rest } = options
  if (kind === 'classic') return classicElb(classicClient(rest))
  if (kind === 'network') return networkElb(elbClient({ ...rest, kind }))
  return applicationElb(elbClient({ ...rest, kind }))
}

function applicationElb(client: ElbClient<'application'>): ApplicationElb {
  return {
    ...balancers(client),
    ...listeners(client),
    ...healthChecks(client),
    ...algorithms(client),
    ...stickiness(client),
    ...withClient(client),
  }
}

function networkElb(client: ElbClient<'network'>): NetworkElb {
  return {
    ...balancers(client),
    ...listeners(client),
    ...healthChecks(client),
    ...withClient(client),
  }
}

function classicElb(client: ClassicClient): ClassicElb {
  return {
    ...classicBalancers(client),
    ...classicListeners(client),
    ...classicHealthChecks(client),
    ...classicStickiness(client),
    ...withClient(client),
  }
}
