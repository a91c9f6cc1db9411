import type { Case } from '../case.ts'
import { addresses } from './addresses.ts'
import { badInput } from './bad-input.ts'
import { cancel } from './cancel.ts'
import { images, locations, sizes } from './catalogues.ts'
import { consoleOutput, hostKeys } from './console.ts'
import { destroy } from './destroy.ts'
import { errors } from './errors.ts'
import { firewalls } from './firewalls.ts'
import { idempotency } from './idempotency.ts'
import { keyPairs } from './key-pairs.ts'
import { lazy } from './lazy.ts'
import { listing } from './listing.ts'
import { networks } from './networks.ts'
import { nodeBatches } from './node-batches.ts'
import { nodeQueries } from './node-queries.ts'
import { nodes } from './nodes.ts'
import { ownImages } from './own-images.ts'
import { portability } from './portability.ts'
import { power } from './power.ts'
import { resize } from './resize.ts'
import { snapshots } from './snapshots.ts'
import { tags } from './tags.ts'
import { volumes } from './volumes.ts'

/** Every case of the compute contract, as plain values; those of one area follow each other. */
export const computeCases: readonly Case[] = [
  ...portability,
  ...sizes,
  ...images,
  ...locations,
  ...nodes,
  ...destroy,
  ...nodeQueries,
  ...listing,
  ...lazy,
  ...badInput,
  ...idempotency,
  ...nodeBatches,
  ...cancel,
  ...errors,
  ...power,
  ...keyPairs,
  ...consoleOutput,
  ...hostKeys,
  ...resize,
  ...tags,
  ...volumes,
  ...snapshots,
  ...ownImages,
  ...firewalls,
  ...addresses,
  ...networks,
]
