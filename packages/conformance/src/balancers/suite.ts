import type { BalancersContext } from '../context.ts'
import type { LoadBalancersConformanceOptions } from '../options.ts'
import type { Suite } from '../suite.ts'
import { loadBalancersCases } from './cases.ts'
import { openBalancersSession } from './session.ts'

export const loadBalancersSuite: Suite<LoadBalancersConformanceOptions, BalancersContext> = {
  name: 'load balancers',
  contract: 'LoadBalancers',
  cases: loadBalancersCases,
  open: openBalancersSession,
}
