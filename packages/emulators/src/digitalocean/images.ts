import type { DigitalOcean } from './cloud.ts'
import { deleteImage, findImage, type Image, imageWire, ownImage } from './image.ts'
import { imageTransfers } from './image-transfers.ts'
import { type Call, type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { notFound, unprocessable } from './refusal.ts'
import { checkTags } from './tag-name.ts'

interface ImageInput {
  readonly name?: string
  readonly distribution?: string
  readonly description?: string
}

interface CustomImageInput extends ImageInput {
  readonly name: string
  readonly url: string
  readonly region: string
  readonly tags?: readonly string[] | null
}

export const images: Operations<`images_${string}`> = {
  images_list: operation((cloud, call) =>
    page(cloud, call, 'images', filtered(cloud, call), (image) => imageWire(cloud, image)),
  ),

  images_get: operation((cloud, { path }) => {
    const image = findImage(cloud, path.image_id ?? '')
    if (!image) throw notFound()
    return { image: imageWire(cloud, image) }
  }),

  images_create_custom: operation<CustomImageInput>((cloud, { body }) => ({
    image: imageWire(cloud, importImage(cloud, body)),
  })),

  images_update: operation<ImageInput>((cloud, { path, body }) => {
    const image = ownImage(cloud, path.image_id)
    if (body.name !== undefined && !body.name.trim()) throw unprocessable("Name can't be blank")
    image.name = body.name ?? image.name
    image.distribution = body.distribution ?? image.distribution
    image.description = body.description ?? image.description
    return { image: imageWire(cloud, image) }
  }),

  images_delete: operation((cloud, { path }) => {
    deleteImage(cloud, ownImage(cloud, path.image_id))
    return undefined
  }),

  ...imageTransfers,
}

function filtered(cloud: DigitalOcean, { query }: Call): readonly Image[] {
  const { type, private: own, tag_name: tag } = query
  const tagged = tag === undefined ? undefined : cloud.tags.resources(String(tag), 'image')
  return [...cloud.images.values()].filter(
    (image) =>
      (type === undefined || (image.public && image.application === (type === 'application'))) &&
      (own !== true || !image.public) &&
      (tagged === undefined || tagged.includes(String(image.id))),
  )
}

const operatingSystems: Readonly<Record<string, Image['os']['id']>> = {
  CentOS: 'centos',
  Debian: 'debian',
  Fedora: 'fedora',
  'Rocky Linux': 'rocky',
}

/** Nothing is fetched: the image becomes available after a while, with the content of the distribution it is said to be. */
function importImage(cloud: DigitalOcean, input: CustomImageInput): Image {
  const { name, url, region, distribution = 'Unknown', description = '', tags } = input
  if (!name.trim()) throw unprocessable("Name can't be blank")
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw unprocessable('Url is not valid')
  if (!cloud.regions.some(({ slug, available }) => slug === region && available))
    throw unprocessable('Region is not available.')
  checkTags(tags ?? [])
  const { clock, times } = cloud.centre
  const id = operatingSystems[distribution] ?? 'ubuntu'
  const image: Image = {
    id: cloud.newNumber(),
    name,
    type: 'custom',
    distribution,
    slug: null,
    public: false,
    application: false,
    regions: new Set([region]),
    createdAt: clock.now(),
    minDiskGiB: 10,
    sizeGigabytes: 1.5,
    description,
    status: 'NEW',
    os: { id, version: '1', prettyName: name, user: 'root' },
    dropletId: undefined,
  }
  cloud.images.set(image.id, image)
  for (const tag of tags ?? []) cloud.tags.add(tag, 'image', image.id)
  clock.after(times.importMs, () => {
    image.status = 'available'
  })
  return image
}
