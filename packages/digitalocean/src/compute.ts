import type {
  Addresses,
  Compute,
  Firewalls,
  Images,
  KeyPairs,
  Networks,
  Power,
  Resize,
  Snapshots,
  Tags,
  Volumes,
} from '@cloud/core'
import { type HasClient, withClient } from '@cloud/core/driver'
import { addresses } from './addresses.ts'
import type { DigitalOceanAddress } from './addresses-wire.ts'
import type { DigitalOceanCreateFirewall } from './check-firewall.ts'
import { type DigitalOceanClient, type DigitalOceanOptions, digitalOceanClient } from './client.ts'
import type { DigitalOceanCreateAddress } from './create-address.ts'
import type { DigitalOceanCreateNode } from './create-node.ts'
import type { DigitalOceanCreateVolume } from './create-volume.ts'
import { firewalls } from './firewalls.ts'
import type { DigitalOceanFirewall, DigitalOceanPeers } from './firewalls-wire.ts'
import { type ListImages, listImages } from './images.ts'
import type { DigitalOceanImage } from './images-wire.ts'
import { type DigitalOceanKeyPair, keyPairs } from './key-pairs.ts'
import { type Locations, locations } from './locations.ts'
import { type DigitalOceanCreateNetwork, networks } from './networks.ts'
import type { DigitalOceanNetwork } from './networks-wire.ts'
import { nodes } from './nodes.ts'
import type { DigitalOceanNode } from './nodes-wire.ts'
import { images } from './own-images.ts'
import { type DigitalOceanResize, resize } from './resize.ts'
import { type Sizes, sizes } from './sizes.ts'
import { snapshots } from './snapshots.ts'
import type { DigitalOceanSnapshot } from './snapshots-wire.ts'
import { type DigitalOceanTagged, tags } from './tags.ts'
import { volumes } from './volumes.ts'
import type { DigitalOceanVolume } from './volumes-wire.ts'

/** What this driver can do. */
export interface DigitalOcean
  extends Omit<Compute<DigitalOceanNode, DigitalOceanCreateNode>, keyof (Sizes & ListImages & Locations)>,
    Sizes,
    ListImages,
    Locations,
    Power,
    Resize<DigitalOceanResize>,
    KeyPairs<DigitalOceanKeyPair>,
    Volumes<DigitalOceanVolume, DigitalOceanCreateVolume>,
    Snapshots<DigitalOceanSnapshot>,
    Images<DigitalOceanImage>,
    Firewalls<DigitalOceanFirewall, DigitalOceanCreateFirewall, DigitalOceanPeers>,
    Addresses<DigitalOceanAddress, DigitalOceanCreateAddress>,
    Networks<DigitalOceanNetwork, DigitalOceanCreateNetwork>,
    Tags<DigitalOceanTagged>,
    HasClient<DigitalOceanClient> {}

/**
 * The compute driver of DigitalOcean. `invalid` for options that cannot be right; nothing is read or sent before the first call.
 */
export function compute(options: DigitalOceanOptions = {}): DigitalOcean {
  const client = digitalOceanClient(options, 'compute')
  return {
    ...nodes(client),
    ...sizes(client),
    ...listImages(client),
    ...locations(client),
    ...keyPairs(client),
    ...resize(client),
    ...volumes(client),
    ...snapshots(client),
    ...images(client),
    ...firewalls(client),
    ...addresses(client),
    ...networks(client),
    ...tags(client),
    ...withClient(client),
  }
}
