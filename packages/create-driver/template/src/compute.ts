import type { Compute, KeyPairs, Power } from '@cloud/core'
import { type HasClient, withClient } from '@cloud/core/driver'
import { catalogue } from './catalogue.ts'
import { type AcmeClient, type AcmeOptions, acmeClient } from './client.ts'
import { type AcmeKeyPair, keyPairs } from './key-pairs.ts'
import { type AcmeCreateNode, nodes } from './nodes.ts'
import type { AcmeNode } from './nodes-wire.ts'

/** What this driver can do. Each ability that it gains is one more of these, and one more spread below. */
export interface Acme
  extends Compute<AcmeNode, AcmeCreateNode>,
    Power,
    KeyPairs<AcmeKeyPair>,
    HasClient<AcmeClient> {}

/** The compute driver of Acme. `invalid` for options that cannot be right; nothing is read or sent before the first call. */
export function compute(options: AcmeOptions = {}): Acme {
  const client = acmeClient(options, 'compute')
  return {
    ...nodes(client),
    ...catalogue(client),
    ...keyPairs(client),
    ...withClient(client),
  }
}
