import { cancelCases, slowCancelCases } from '../cancel-cases.ts'
import { type Case, casesOf } from '../case.ts'
import type { StorageContext } from '../context.ts'
import { bodies } from './bodies.ts'
import { buckets } from './buckets.ts'
import { bulkDelete } from './bulk-delete.ts'
import { safeCalls } from './calls.ts'
import { cancel } from './cancel.ts'
import { conditions } from './conditions.ts'
import { contents } from './contents.ts'
import { copies } from './copies.ts'
import { errors } from './errors.ts'
import { keys } from './keys.ts'
import { lazy } from './lazy.ts'
import { listing } from './listing.ts'
import { objects } from './objects.ts'
import { portability } from './portability.ts'
import { signedUrls } from './signed-urls.ts'
import { objectTags } from './tags.ts'
import { uploads } from './uploads.ts'
import { versions } from './versions.ts'

/** Every case of the suite of storage, area by area. */
export const storageCases: readonly Case<StorageContext>[] = [
  ...portability,
  ...buckets,
  ...keys,
  ...listing,
  ...objects,
  ...contents,
  ...bodies,
  ...conditions,
  ...lazy,
  ...casesOf('cancel', cancelCases(safeCalls)),
  ...casesOf('cancel', slowCancelCases(safeCalls), { hook: 'slow' }),
  ...cancel,
  ...errors,
  ...copies,
  ...bulkDelete,
  ...signedUrls,
  ...uploads,
  ...versions,
  ...objectTags,
]
