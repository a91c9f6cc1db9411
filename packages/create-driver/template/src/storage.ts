import type { Bucket, Storage } from '@cloud/core'
import { type HasClient, withClient } from '@cloud/core/driver'
import { buckets } from './buckets.ts'
import { type AcmeClient, type AcmeOptions, acmeClient } from './client.ts'
import { objects } from './objects.ts'
import type { AcmeObject } from './objects-wire.ts'

/** What this driver can do. Each ability that it gains is one more of these, and one more spread below. */
export interface AcmeStorage extends Storage<Bucket, AcmeObject>, HasClient<AcmeClient> {}

/** The storage driver of Acme. `invalid` for options that cannot be right; nothing is read or sent before the first call. */
export function storage(options: AcmeOptions = {}): AcmeStorage {
  const client = acmeClient(options, 'storage')
  return {
    ...buckets(client),
    ...objects(client),
    ...withClient(client),
  }
}
