import type { CallOptions, Ref } from '@cloud/core'
import { checkNames, checkText, clientOf, type HasClient, invalid, lookup } from '@cloud/core/driver'
import { type DigitalOceanClient, send } from './client.ts'
import { type ImageReply, readImage } from './get-image.ts'
import { type DigitalOceanImage, toImage } from './images-wire.ts'
import { intentOf } from './intent.ts'
import { explainedBy, withoutRegion } from './lookups.ts'
import { list } from './pages.ts'
import { regionOf } from './region-of.ts'
import { toWords } from './tags-wire.ts'

export interface CustomImage {
  readonly name: string
  /** Where DigitalOcean fetches it: raw, qcow2, vhdx, vdi or vmdk, gzip or bzip2, less than 100 GB in full. */
  readonly url: string
  /** Left out, the driver's region. */
  readonly location?: Ref<'location'> | undefined
  /** As in `Ubuntu`; left out, `Unknown`. */
  readonly distribution?: string | undefined
  readonly description?: string | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
}

/**
 * Imports an image. Resolves with one that is `pending`; `waitForImage` waits until it can be used, or tells that the import failed.
 * `invalid` for an address that is none; `not-found` where there is no such location.
 * https://docs.digitalocean.com/reference/api/digitalocean/#operation/images_create_custom
 */
export function createCustomImage(
  driver: HasClient<DigitalOceanClient>,
  options: CustomImage,
  call?: CallOptions,
): Promise<DigitalOceanImage> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const { intent, words } = intentOf()
    const wanted = bodyOf(client, options)
    const find = async (limits: CallOptions) => {
      const query = { private: 'true', tag_name: intent }
      const request = { name: 'images_list', path: '/images', query, key: 'images', map: toImage }
      return (await list(client, request, limits).toArray({ max: 1 }))[0]
    }
    const repeat = lookup(find, [0, 2000, 5000])
    const body = { ...wanted, tags: [...wanted.tags, ...words] }
    const request = { name: 'images_create_custom', repeat, method: 'POST', path: '/images', body } as const
    try {
      return await send<ImageReply, DigitalOceanImage>(client, { ...request, map: readImage }, left)
    } catch (error) {
      throw await explainedBy(error, (refusal) => withoutRegion(client, refusal, wanted.region, left))
    }
  })
}

const names = ['name', 'url', 'location', 'distribution', 'description', 'tags']

function bodyOf(client: DigitalOceanClient, options: CustomImage) {
  checkNames('createCustomImage', options, names)
  const { url, location, distribution, description, tags = {} } = options
  const name = checkText('The name of the image', options.name, { max: 255 })
  const region = regionOf(client, location)
  if (!['http:', 'https:'].includes(URL.parse(url)?.protocol ?? ''))
    throw invalid(`${JSON.stringify(url)} is no address of an image`, 'one of http or https')
  return { name, url, region, distribution, description, tags: toWords(tags) }
}
