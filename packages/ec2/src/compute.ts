import type {
  Addresses,
  Compute,
  Console,
  Firewalls,
  HostKeys,
  KeyPairs,
  Networks,
  NodeBatches,
  Images as OwnImages,
  Power,
  Resize,
  Snapshots,
  Tags,
  Volumes,
} from '@cloud/core'
import { type HasClient, withClient } from '@cloud/core/driver'
import { addresses } from './addresses.ts'
import type { Ec2Address } from './addresses-wire.ts'
import type { Ec2CreateFirewall } from './check-firewall.ts'
import { type Ec2Client, type Ec2Options, ec2Client } from './client.ts'
import { consoleOutput } from './console.ts'
import type { Ec2CreateAddress } from './create-address.ts'
import type { Ec2CreateNetwork } from './create-network.ts'
import type { Ec2CreateVolume } from './create-volume.ts'
import type { Ec2Peers } from './firewall-rules.ts'
import { firewalls } from './firewalls.ts'
import type { Ec2Firewall } from './firewalls-wire.ts'
import { type Images, images } from './images.ts'
import type { Ec2Image } from './images-wire.ts'
import { keyPairs } from './key-pairs.ts'
import type { Ec2KeyPair } from './key-pairs-wire.ts'
import type { Ec2CreateNode } from './launch-options.ts'
import { type Locations, locations } from './locations.ts'
import { networks } from './networks.ts'
import type { Ec2Network } from './networks-wire.ts'
import { nodeBatches } from './node-batches.ts'
import { nodes } from './nodes.ts'
import type { Ec2Node } from './nodes-wire.ts'
import { type Ec2CreateImage, ownImages } from './own-images.ts'
import { regionalClients } from './regions.ts'
import { resize } from './resize.ts'
import { type Sizes, sizes } from './sizes.ts'
import { type Ec2CreateSnapshot, snapshots } from './snapshots.ts'
import type { Ec2Snapshot } from './snapshots-wire.ts'
import { type Ec2Tagged, tags } from './tags.ts'
import { volumes } from './volumes.ts'
import type { Ec2Volume } from './volumes-wire.ts'

export type { Ec2Options }

/** What this driver can do. */
export interface Ec2
  extends Omit<Compute<Ec2Node, Ec2CreateNode>, keyof (Sizes & Images & Locations)>,
    Sizes,
    Images,
    Locations,
    NodeBatches<Ec2Node, Ec2CreateNode>,
    Power,
    Resize,
    KeyPairs<Ec2KeyPair>,
    Volumes<Ec2Volume, Ec2CreateVolume>,
    Snapshots<Ec2Snapshot, Ec2CreateSnapshot>,
    OwnImages<Ec2Image, Ec2CreateImage>,
    Firewalls<Ec2Firewall, Ec2CreateFirewall, Ec2Peers>,
    Addresses<Ec2Address, Ec2CreateAddress>,
    Networks<Ec2Network, Ec2CreateNetwork>,
    Tags<Ec2Tagged>,
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
    ...nodeBatches(client),
    ...sizes(client),
    ...images(client),
    ...locations(client),
    ...keyPairs(client),
    ...resize(client),
    ...volumes(client),
    ...snapshots(client),
    ...ownImages(client, regionalClients(options)),
    ...firewalls(client),
    ...addresses(client),
    ...networks(client),
    ...tags(client),
    ...consoleOutput(client),
    ...withClient(client),
  }
}
