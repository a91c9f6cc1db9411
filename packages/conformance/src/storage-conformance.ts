import { declareSuite } from './declare-suite.ts'
import type { StorageConformanceOptions } from './options.ts'
import { storageSuite } from './storage/suite.ts'

/** Declares the suite of storage with vitest, as `computeConformance` does that of compute. */
export function storageConformance(options: StorageConformanceOptions): void {
  declareSuite(storageSuite, options)
}
