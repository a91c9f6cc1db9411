export { computeConformance } from './compute-conformance.ts'
export { loadBalancersConformance } from './load-balancers-conformance.ts'
export type {
  AbilityName,
  BalancerAbilityName,
  ConformanceOptions,
  Hook,
  LoadBalancersConformanceOptions,
  StorageAbilityName,
  SuiteOptions,
  TargetOptions,
} from './options.ts'
