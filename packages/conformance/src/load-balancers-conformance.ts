import { loadBalancersSuite } from './balancers/suite.ts'
import { declareSuite } from './declare-suite.ts'
import type { LoadBalancersConformanceOptions } from './options.ts'

/** Declares the suite of load balancers with vitest, as `computeConformance` does that of compute. */
export function loadBalancersConformance(options: LoadBalancersConformanceOptions): void {
  declareSuite(loadBalancersSuite, options)
}
