import type {
  Addresses,
  Compute,
  Console,
  Firewalls,
  HostKeys,
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
import { addresses, type GceCreateAddress } from './addresses.ts'
import type { GceAddress } from './addresses-wire.ts'
import { type GceClient, type GceOptions, gceClient } from './client.ts'
import { consoleOutput } from './console.ts'
import type { GceCreateVolume } from './create-volume.ts'
import { firewalls, type GceCreateFirewall } from './firewalls.ts'
import type { GceFirewall, GcePeers } from './firewalls-wire.ts'
import { type ListImages, listImages } from './images.ts'
import type { GceImage } from './images-wire.ts'
import { keyPairs } from './key-pairs.ts'
import { type Locations, locations } from './locations.ts'
import { type GceCreateNetwork, networks } from './networks.ts'
import type { GceNetwork } from './networks-wire.ts'
import type { GceCreateNode } from './node-options.ts'
import { nodes } from './nodes.ts'
import type { GceNode } from './nodes-wire.ts'
import { type GceCreateImage, images } from './own-images.ts'
import { resize } from './resize.ts'
import { type Sizes, sizes } from './sizes.ts'
import { type GceCreateSnapshot, snapshots } from './snapshots.ts'
import type { GceSnapshot } from './snapshots-wire.ts'
import type { GceKeyPair } from './ssh-keys.ts'
import { type GceTagged, tags } from './tags.ts'
import { volumes } from './volumes.ts'
import type { GceVolume } from './volumes-wire.ts'

/** What this driver can do. */
export interface Gce
  extends Omit<Compute<GceNode, GceCreateNode>, keyof (Sizes & ListImages & Locations)>,
    Sizes,
    ListImages,
    Locations,
    Power,
    Resize,
    KeyPairs<GceKeyPair>,
    Volumes<GceVolume, GceCreateVolume>,
    Snapshots<GceSnapshot, GceCreateSnapshot>,
    Images<GceImage, GceCreateImage>,
    Firewalls<GceFirewall, GceCreateFirewall, GcePeers>,
    Addresses<GceAddress, GceCreateAddress>,
    Networks<GceNetwork, GceCreateNetwork>,
    Tags<GceTagged>,
    Console,
    HostKeys,
    HasClient<GceClient> {}

/**
 * The compute driver of Google Compute Engine. `invalid` for options that cannot be right; nothing is read or sent before the first call.
 */
export function compute(options: GceOptions = {}): Gce {
  const client = gceClient(options, 'compute')
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
    ...consoleOutput(client),
    ...withClient(client),
  }
}
