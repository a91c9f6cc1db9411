import type { CallOptions, Compute, ImageQuery, Listing } from '@cloud/core'
import { checkImageQuery, checkText, invalid, nameMatcher } from '@cloud/core/driver'
import type { DigitalOceanClient } from './client.ts'
import { type DigitalOceanImage, type ImageWire, toImage } from './images-wire.ts'
import { list } from './pages.ts'

export interface ListImages extends Pick<Compute, 'listImages'> {
  readonly listImages: (query?: ImageQuery, call?: CallOptions) => Listing<DigitalOceanImage>
}

/** Images of DigitalOcean (`owner: 'digitalocean'`) and of the account (`owner: 'self'`); both where no owner is named. */
export function listImages(client: DigitalOceanClient): ListImages {
  return {
    listImages: (query = {}, call) => {
      checkImageQuery(query)
      if (query.name !== undefined) checkText('The name', query.name, { max: 255 })
      const matches = nameMatcher(query.name)
      const map = (wire: ImageWire) => {
        const image = toImage(wire)
        const holds =
          matches(image.name) &&
          (query.owner !== 'digitalocean' || wire.public) &&
          (query.architecture ?? 'x86_64') === image.architecture
        return holds ? image : undefined
      }
      const narrowed = { private: isSelf(query.owner) ? 'true' : undefined }
      return list(client, { name: 'images_list', path: '/images', query: narrowed, key: 'images', map }, call)
    },
  }
}

function isSelf(owner: string | undefined): boolean {
  if (owner === undefined || owner === 'digitalocean') return false
  if (owner === 'self') return true
  throw invalid(`There is no owner ${JSON.stringify(owner)}`, "'self' or 'digitalocean'")
}
