import { loadBalancersSuite } from './balancers/suite.ts'
import { computeSuite } from './compute/suite.ts'
import type {
  ConformanceOptions,
  LoadBalancersConformanceOptions,
  StorageConformanceOptions,
} from './options.ts'
import { type CaseResult, runSuite } from './run-suite.ts'
import { storageSuite } from './storage/suite.ts'

export { loadBalancersCases } from './balancers/cases.ts'
export type { Case, Needs } from './case.ts'
export { computeCases } from './compute/cases.ts'
export type { BalancersContext, Context, ListOf, StorageContext, SuiteContext, Target } from './context.ts'
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
export type { CaseResult } from './run-suite.ts'
export { storageCases } from './storage/cases.ts'

/**
 * Runs the suite of compute without a test runner, area by area, and resolves with a result for each case: data for a report. Never
 * rejects for what a driver does. `only` are names of areas and titles of cases; left out, all run.
 */
export function runComputeConformance(
  options: ConformanceOptions,
  only?: readonly string[],
): Promise<readonly CaseResult[]> {
  return runSuite(computeSuite, options, only)
}

/** As {@link runComputeConformance}, the suite of load balancers. */
export function runLoadBalancersConformance(
  options: LoadBalancersConformanceOptions,
  only?: readonly string[],
): Promise<readonly CaseResult[]> {
  return runSuite(loadBalancersSuite, options, only)
}

/** As {@link runComputeConformance}, the suite of storage. */
export function runStorageConformance(
  options: StorageConformanceOptions,
  only?: readonly string[],
): Promise<readonly CaseResult[]> {
  return runSuite(storageSuite, options, only)
}
