import { storageAbilityNames } from './abilities.ts'
import { storageConformance } from './storage-conformance.ts'
import { memoryStorageOptions } from './testing/memory-storage.ts'

storageConformance({ ...memoryStorageOptions(), abilities: storageAbilityNames })
