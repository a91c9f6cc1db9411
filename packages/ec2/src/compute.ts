import type { Compute, Console, HostKeys, KeyPairs, Power } from '@cloud/core'
import { type HasClient, withClient } from '@cloud/core/driver'
import { type Ec2Client, type Ec2Options, ec2Client } from './client.ts'
import { consoleOutput } from './console.ts'
import type { Ec2CreateNode } from './create-node.ts'
import { type Images, images } from './images.ts'
import { keyPairs } from './key-pairs.ts'
import type { Ec2KeyPair } from './key-pairs-wire.ts'
import { type Locations, locations } from './locations.ts'
import { nodes } from './nodes.ts'
import type { Ec2Node } from './nodes-wire.ts'
import { type Sizes, sizes } from './sizes.ts'

export type { Ec2Options }

/** What this driver can do. */
export interface Ec2
  extends Omit<Compute<Ec2Node, Ec2CreateNode>, keyof (Sizes & Images & Locations)>,
    Sizes,
    Images,
    Locations,
    Power,
    KeyPairs<Ec2KeyPair>,
    Console,
    HostKeys,
    HasClient<Ec2Client> {}

/**
 * The compute driver of Amazon EC2, in one region. `invalid` for options that cannot be right; nothing is read or sent before the
 * first call.
 */
export function compute(options: Ec2Options = {}): Ec2 {
  const client = ec2Client(options)
  return {
    ...nodes(client),
    ...sizes(client),
    ...images(client),
    ...locations(client),
    ...keyPairs(client),
    ...consoleOutput(client),
    ...withClient(client),
  }
}
