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
import { addresses, type CloudStackCreateAddress } from './addresses.ts'
import type { CloudStackAddress } from './addresses-wire.ts'
import type { Brand } from './brand.ts'
import type { CloudStackCreateImage } from './check-template.ts'
import { type CloudStackClient, type CloudStackOptions, cloudStackClient } from './client.ts'
import type { CloudStackCreateNode } from './create-node.ts'
import type { CloudStackCreateVolume } from './create-volume.ts'
import { type CloudStackCreateFirewall, firewalls } from './firewalls.ts'
import type { CloudStackFirewall, CloudStackPeers } from './firewalls-wire.ts'
import { type ListImages, listImages } from './images.ts'
import type { CloudStackImage } from './images-wire.ts'
import { type CloudStackKeyPair, keyPairs } from './key-pairs.ts'
import { type Locations, locations } from './locations.ts'
import { type CloudStackCreateNetwork, networks } from './networks.ts'
import type { CloudStackNetwork } from './networks-wire.ts'
import { nodes } from './nodes.ts'
import type { CloudStackNode } from './nodes-wire.ts'
import { images } from './own-images.ts'
import { type CloudStackResize, resize } from './resize.ts'
import { type Sizes, sizes } from './sizes.ts'
import { snapshots } from './snapshots.ts'
import type { CloudStackSnapshot } from './snapshots-wire.ts'
import { type CloudStackTagged, tags } from './tags.ts'
import { volumes } from './volumes.ts'
import type { CloudStackVolume } from './volumes-wire.ts'

/** What this driver can do. */
export interface CloudStack
  extends Omit<Compute<CloudStackNode, CloudStackCreateNode>, keyof (Sizes & ListImages & Locations)>,
    Sizes,
    ListImages,
    Locations,
    Power,
    Resize<CloudStackResize>,
    KeyPairs<CloudStackKeyPair>,
    Volumes<CloudStackVolume, CloudStackCreateVolume>,
    Snapshots<CloudStackSnapshot>,
    Images<CloudStackImage, CloudStackCreateImage>,
    Firewalls<CloudStackFirewall, CloudStackCreateFirewall, CloudStackPeers>,
    Addresses<CloudStackAddress, CloudStackCreateAddress>,
    Networks<CloudStackNetwork, CloudStackCreateNetwork>,
    Tags<CloudStackTagged>,
    HasClient<CloudStackClient> {}

/** The compute driver of CloudStack. `invalid` for options that cannot be right; nothing is read or sent before the first call. */
export function compute(options: CloudStackOptions = {}, brand?: Brand): CloudStack {
  const client = cloudStackClient(options, brand, 'compute')
  return {
    ...nodes(client),
    ...sizes(client),
    ...listImages(client),
    ...locations(client),
    ...resize(client),
    ...keyPairs(client),
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
