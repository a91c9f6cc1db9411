import { balancerAbilityNames } from './abilities.ts'
import { loadBalancersConformance } from './load-balancers-conformance.ts'
import { memoryBalancersOptions } from './testing/memory-load-balancers.ts'

loadBalancersConformance({ ...memoryBalancersOptions(), abilities: balancerAbilityNames })
