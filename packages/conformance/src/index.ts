export { computeConformance } from './compute-conformance.ts'
export type { AbilityName, ConformanceOptions, Hook } from './options.ts'
