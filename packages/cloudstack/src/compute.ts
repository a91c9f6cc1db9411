import type { Compute, KeyPairs, Power, Resize, Tags } from '@cloud/core'
import { type HasClient, withClient } from '@cloud/core/driver'
import type { Brand } from './brand.ts'
import { type CloudStackClient, type CloudStackOptions, cloudStackClient } from './client.ts'
import type { CloudStackCreateNode } from './create-node.ts'
import { type ListImages, listImages } from './images.ts'
import { type CloudStackKeyPair, keyPairs } from './key-pairs.ts'
import { type Locations, locations } from './locations.ts'
import { nodes } from './nodes.ts'
import type { CloudStackNode } from './nodes-wire.ts'
import { type CloudStackResize, resize } from './resize.ts'
import { type Sizes, sizes } from './sizes.ts'
import { type CloudStackTagged, tags } from './tags.ts'

/** What this driver can do. */
export interface CloudStack
  extends Omit<Compute<CloudStackNode, CloudStackCreateNode>, keyof (Sizes & ListImages & Locations)>,
    Sizes,
    ListImages,
    Locations,
    Power,
    Resize<CloudStackResize>,
    KeyPairs<CloudStackKeyPair>,
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
    ...tags(client),
    ...withClient(client),
  }
}
