import { abilityNames } from './abilities.ts'
import { computeConformance } from './compute-conformance.ts'
import { memoryOptions } from './testing/memory-driver.ts'

computeConformance({ ...memoryOptions(), abilities: abilityNames })
