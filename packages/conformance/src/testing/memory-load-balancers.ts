import type {
  Algorithms,
  Certificates,
  HealthChecks,
  Listeners,
  LoadBalancers,
  Stickiness,
} from '@cloud/core'
import type { LoadBalancersConformanceOptions } from '../options.ts'
import { memoryAlgorithms, memoryHealthChecks, memoryListeners } from './memory-balancer-abilities.ts'
import { memoryBalancers } from './memory-balancers.ts'
import { memoryCertificates } from './memory-certificates.ts'
import { type MemoryCloud, memoryCloud, withClock } from './memory-cloud.ts'
import { memoryDriver } from './memory-driver.ts'

export type MemoryLoadBalancers = LoadBalancers &
  Algorithms &
  HealthChecks &
  Listeners &
  Certificates &
  Stickiness

/** A driver of load balancers with all abilities, on a {@link memoryCloud}. */
export function memoryLoadBalancers(cloud: MemoryCloud, token: string = cloud.token): MemoryLoadBalancers {
  return {
    ...memoryBalancers(cloud, token),
    ...memoryAlgorithms(cloud, token),
    ...memoryHealthChecks(cloud, token),
    ...memoryListeners(cloud, token),
    ...memoryCertificates(cloud, token),
    ...withClock(cloud),
  }
}

/** The suite's options for a cloud in memory; `change` makes another driver of the good one. */
export function memoryBalancersOptions(
  change: (driver: MemoryLoadBalancers, cloud: MemoryCloud) => LoadBalancers = (driver) => driver,
): LoadBalancersConformanceOptions {
  const cloud = memoryCloud()
  return {
    name: 'load balancers in memory',
    driver: () => change(memoryLoadBalancers(cloud), cloud),
    compute: () => memoryDriver(cloud),
    wrongCredentials: () => change(memoryLoadBalancers(cloud, 'another token'), cloud),
    requests: cloud.requests,
    slow: cloud.slow,
    outage: cloud.outage,
    loseCreate: () => cloud.lose('CreateBalancer'),
    secrets: () => [cloud.token],
    pageSize: 2,
    clock: cloud.clock,
  }
}
