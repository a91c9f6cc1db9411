import { computeSuite } from './compute/suite.ts'
import { declareSuite } from './declare-suite.ts'
import type { ConformanceOptions } from './options.ts'

/**
 * Declares the suite of compute with vitest: one test for each case, in a group for each area. Call it at the top of a test file or in
 * a `describe`. Throws where `skip` names no case.
 */
export function computeConformance(options: ConformanceOptions): void {
  declareSuite(computeSuite, options)
}
