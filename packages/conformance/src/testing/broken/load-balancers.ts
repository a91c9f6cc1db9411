import { brokenBalancerAbilities } from './balancer-abilities.ts'
import { brokenBalancerCalls } from './balancer-calls.ts'
import { brokenBalancers } from './balancers.ts'
import type { BrokenBalancers } from './broken.ts'
import { brokenCertificates } from './certificates.ts'
import { brokenMembers } from './members.ts'

export const brokenLoadBalancers: readonly BrokenBalancers[] = [
  ...brokenBalancers,
  ...brokenMembers,
  ...brokenBalancerCalls,
  ...brokenBalancerAbilities,
  ...brokenCertificates,
]
