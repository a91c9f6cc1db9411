import { brokenAbilities } from './abilities.ts'
import { brokenAddresses } from './addresses.ts'
import type { Broken } from './broken.ts'
import { brokenCalls } from './calls.ts'
import { brokenCreates } from './creates.ts'
import { brokenFirewalls } from './firewalls.ts'
import { brokenImages } from './images.ts'
import { brokenLists } from './lists.ts'
import { brokenNetworks } from './networks.ts'
import { brokenBatches } from './node-batches.ts'
import { brokenNodeChanges } from './node-changes.ts'
import { brokenPlacements } from './placements.ts'
import { brokenShapes } from './shapes.ts'
import { brokenSnapshots } from './snapshots.ts'
import { brokenVolumeChanges } from './volume-changes.ts'
import { brokenVolumes } from './volumes.ts'

export const brokenDrivers: readonly Broken[] = [
  ...brokenLists,
  ...brokenCalls,
  ...brokenCreates,
  ...brokenBatches,
  ...brokenShapes,
  ...brokenAbilities,
  ...brokenNodeChanges,
  ...brokenVolumes,
  ...brokenVolumeChanges,
  ...brokenSnapshots,
  ...brokenImages,
  ...brokenFirewalls,
  ...brokenAddresses,
  ...brokenNetworks,
  ...brokenPlacements,
]
