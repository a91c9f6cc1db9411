export { computeConformance } from './compute-conformance.ts'
export { loadBalancersConformance } from './load-balancers-conformance.ts'
export type {
  AbilityName,
  BalancerAbilityName,
  ConformanceOptions,
  Hook,
  LoadBalancersConformanceOptions,
  SignedReply,
  StorageAbilityName,
  StorageConformanceOptions,
  SuiteOptions,
  TargetOptions,
} from './options.ts'
export { storageConformance } from './storage-conformance.ts'
