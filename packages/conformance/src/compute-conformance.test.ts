import { computeConformance } from './compute-conformance.ts'
import { memoryOptions } from './testing/memory-driver.ts'

computeConformance({ ...memoryOptions(), abilities: ['Power', 'KeyPairs', 'Console', 'HostKeys'] })
