import type { CallOptions, CreateImage, Images, Ref } from '@cloud/core'
import { afterWrite, beforeWrite, checkNames, checkText, idOf, invalid } from '@cloud/core/driver'
import { handleOf, type Query } from '@cloud/google'
import { change, type GceClient, read } from './client.ts'
import { getImageWire } from './get-image.ts'
import { getInstance, placeOfNode } from './get-node.ts'
import { locationOf, noSuch, scopeOf } from './ids.ts'
import { type GceImage, imageOf, imagePath, toImage } from './images-wire.ts'
import { placeNamed } from './lookups.ts'
import { checkName, toLabels } from './names.ts'

/** What `createImage` takes under `native`. */
export interface GceCreateImage {
  /** Of which it is the latest then. */
  readonly family?: string | undefined
  readonly description?: string | undefined
  readonly labels?: Readonly<Record<string, string>> | undefined
  /** One region, or one multi-region as in `eu`. */
  readonly storageLocations?: readonly string[] | undefined
  /** Of a node that runs, too: what its disk holds then may not go together. */
  readonly force?: boolean | undefined
}

const nativeNames = ['family', 'description', 'labels', 'storageLocations', 'force']

/** Images of the project. They are global: each is usable in every zone. https://cloud.google.com/compute/docs/reference/rest/v1/images */
export function images(client: GceClient): Images<GceImage, GceCreateImage> {
  return {
    getImage: (image, call) => client.within(call, (left) => getImage(client, image, left)),
    createImage: (options, call) => client.within(call, (left) => createImage(client, options, left)),
    copyImage: (image, to, call) => client.within(call, (left) => copyImage(client, image, to, left)),
    deleteImage: (image, call) => client.within(call, (left) => deleteImage(client, image, left)),
  }
}

async function getImage(client: GceClient, ref: Ref<'image'>, call: CallOptions): Promise<GceImage> {
  const image = imageOf(ref)
  const wire = await getImageWire(client, image, call)
  return toImage(wire, image.project ?? (await client.project()))
}

/** Of the node's boot disk. https://cloud.google.com/compute/docs/reference/rest/v1/images/insert */
async function createImage(
  client: GceClient,
  options: CreateImage<GceCreateImage>,
  call: CallOptions,
): Promise<GceImage> {
  checkNames('createImage', options, ['node', 'name', 'native'])
  const { native = {} } = options
  checkNames('createImage under native', native, nativeNames)
  const { force, labels, family, ...rest } = native
  const place = placeOfNode(options.node)
  const name = checkName('image', options.name)
  if (family !== undefined) checkName('family', family)
  const { disks = [] } = await beforeWrite(getInstance(client, place, call))
  const source = disks.find(({ boot }) => boot)?.source
  if (source === undefined) throw invalid('The node has no disk that it starts from')
  const sourceDisk = source.slice(source.indexOf('projects/'))
  const body = { name, family, sourceDisk, labels: labels && toLabels(labels), ...rest }
  return insertImage(client, body, force ? { forceCreate: true } : undefined, call)
}

/** Makes an image of the project. */
export async function insertImage(
  client: GceClient,
  body: { readonly name: string } & object,
  query: Query | undefined,
  call: CallOptions,
): Promise<GceImage> {
  const { name } = body
  const request = { name: 'compute.images.insert', path: ['global', 'images'], body, query }
  const operation = handleOf(await change(client, request, call))
  const image = { project: undefined, family: false, name }
  const wire = await afterWrite(getImageWire(client, image, call), { imageId: name })
  return toImage({ ...wire, operation }, await client.project())
}

/** An image is everywhere already. */
async function copyImage(
  client: GceClient,
  ref: Ref<'image'>,
  to: { readonly location: Ref<'location'>; readonly name?: string | undefined },
  call: CallOptions,
): Promise<GceImage> {
  checkNames('copyImage', to, ['location', 'name'])
  const location = idOf('location', to.location, 'location')
  if (to.name !== undefined) checkText('The name of the image', to.name, { max: 255 })
  const image = await beforeWrite(getImage(client, ref, call))
  const { what, ...there } = placeNamed(scopeOf(location), locationOf(client, location))
  await beforeWrite(read(client, there, call))
  if (to.name === undefined || to.name === image.name) return image
  throw invalid(`An image has one name in all locations, and is in ${what} already`)
}

async function deleteImage(client: GceClient, ref: Ref<'image'>, call: CallOptions): Promise<void> {
  const image = imageOf(ref)
  // A family is a name for whatever is its latest image, and that is not to be deleted by chance.
  if (image.family) throw noSuch('image', idOf('image', ref, 'image'))
  const { project } = image
  await change(
    client,
    { name: 'compute.images.delete', method: 'DELETE', path: imagePath(image), project },
    call,
  )
}
