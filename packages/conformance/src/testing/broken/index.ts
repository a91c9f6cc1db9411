import { brokenAbilities } from './abilities.ts'
import type { Broken } from './broken.ts'
import { brokenCalls } from './calls.ts'
import { brokenCreates } from './creates.ts'
import { brokenLists } from './lists.ts'
import { brokenShapes } from './shapes.ts'

export const brokenDrivers: readonly Broken[] = [
  ...brokenLists,
  ...brokenCalls,
  ...brokenCreates,
  ...brokenShapes,
  ...brokenAbilities,
]
