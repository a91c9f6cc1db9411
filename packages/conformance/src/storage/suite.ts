import type { StorageContext } from '../context.ts'
import type { StorageConformanceOptions } from '../options.ts'
import type { Suite } from '../suite.ts'
import { storageCases } from './cases.ts'
import { openStorageSession } from './session.ts'

export const storageSuite: Suite<StorageConformanceOptions, StorageContext> = {
  name: 'storage',
  contract: 'Storage',
  cases: storageCases,
  open: openStorageSession,
}
