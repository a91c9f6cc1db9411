import type { CallOptions, Compute, ImageQuery, Listing } from '@cloud/core'
import { checkImageQuery, checkText, invalid } from '@cloud/core/driver'
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

/** `*` stands for any run of characters. */
function nameMatcher(name: string | undefined): (name: string) => boolean {
  if (name === undefined) return () => true
  const parts = checkText('The name', name, { max: 255 }).split('*')
  const [first = '', last = ''] = [parts[0], parts.at(-1)]
  if (parts.length === 1) return (each) => each === name
  return (each) => {
    if (!each.startsWith(first) || !each.endsWith(last) || each.length < first.length + last.length)
      return false
    let at = first.length
    for (const part of parts.slice(1, -1)) {
      const found = each.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return at <= each.length - last.length
  }
}
