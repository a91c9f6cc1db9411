import { openComputeSession } from '../compute-session.ts'
import type { Context } from '../context.ts'
import type { ConformanceOptions } from '../options.ts'
import type { Suite } from '../suite.ts'
import { computeCases } from './cases.ts'

export const computeSuite: Suite<ConformanceOptions, Context> = {
  name: 'compute',
  contract: 'Compute',
  cases: computeCases,
  open: openComputeSession,
}
