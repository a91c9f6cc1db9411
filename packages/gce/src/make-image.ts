import type { CallOptions, Ref } from '@cloud/core'
import { checkNames, checkText, clientOf, type HasClient, invalid } from '@cloud/core/driver'
import type { GceClient } from './client.ts'
import { diskPath, placeOfVolume } from './get-volume.ts'
import { globalOf } from './ids.ts'
import type { GceImage } from './images-wire.ts'
import { checkName, toLabels } from './names.ts'
import { type GceCreateImage, insertImage } from './own-images.ts'

type Settings = Omit<GceCreateImage, 'force'>

/** What `createImageOf` takes. */
export interface ImageOf extends GceCreateImage {
  readonly name: string
  readonly volume?: Ref<'volume'> | undefined
  readonly snapshot?: Ref<'snapshot'> | undefined
}

const settingNames = ['family', 'description', 'labels', 'storageLocations']

/**
 * Makes an image of a volume, or of a snapshot. `conflict` for a volume of a node that runs, unless `force` is given. `already-exists` where
 * the name is taken; `not-found` or `invalid` where what it is made of is not there.
 */
export async function createImageOf(
  driver: HasClient<GceClient>,
  options: ImageOf,
  call?: CallOptions,
): Promise<GceImage> {
  const client = clientOf(driver)
  checkNames('createImageOf', options, ['name', 'volume', 'snapshot', 'force', ...settingNames])
  const { name, volume, snapshot, force, ...settings } = options
  if ((volume === undefined) === (snapshot === undefined))
    throw invalid('It is made of one thing', 'volume or snapshot')
  const path = volume
    ? diskPath(placeOfVolume(volume))
    : ['global', 'snapshots', globalOf('snapshot', snapshot ?? '', 'snapshot')]
  const query = force ? { forceCreate: true } : undefined
  return client.within(call, async (left) => {
    const link = ['projects', await client.project(), ...path].join('/')
    const source = volume ? { sourceDisk: link } : { sourceSnapshot: link }
    return insertImage(client, { ...imageBody(name, settings), ...source }, query, left)
  })
}

/** What `importImage` takes. */
export interface ImportImage extends Settings {
  readonly name: string
  /** A `.tar.gz` with the `disk.raw` of a machine, in a bucket: `https://storage.googleapis.com/BUCKET/OBJECT`. */
  readonly source: string
  /** What the system on it can do, as in `UEFI_COMPATIBLE`. */
  readonly guestOsFeatures?: readonly string[] | undefined
  readonly architecture?: 'X86_64' | 'ARM64' | undefined
}

const inBucket = /^https:\/\/storage\.googleapis\.com\/[^/?#]+\/[^?#]+$/

/**
 * Makes an image of a disk that is kept in a bucket. `already-exists` where the name is taken; `not-found`, `forbidden` or `invalid` where the
 * object cannot be read. https://cloud.google.com/compute/docs/import/import-existing-image
 */
export async function importImage(
  driver: HasClient<GceClient>,
  options: ImportImage,
  call?: CallOptions,
): Promise<GceImage> {
  const client = clientOf(driver)
  checkNames('importImage', options, ['name', 'source', 'guestOsFeatures', 'architecture', ...settingNames])
  const { name, source, guestOsFeatures, architecture, ...settings } = options
  if (!inBucket.test(checkText('source', source, { max: 2048 })))
    throw invalid('The source is no object in a bucket', 'https://storage.googleapis.com/BUCKET/OBJECT')
  const features = guestOsFeatures?.map((type) => ({ type: checkText('A feature', type, { max: 128 }) }))
  const body = {
    ...imageBody(name, settings),
    ...{ rawDisk: { source }, guestOsFeatures: features, architecture },
  }
  return client.within(call, (left) => insertImage(client, body, undefined, left))
}

function imageBody(name: string, { family, labels, ...rest }: Settings) {
  if (family !== undefined) checkName('family', family)
  return { name: checkName('image', name), family, labels: labels && toLabels(labels), ...rest }
}
