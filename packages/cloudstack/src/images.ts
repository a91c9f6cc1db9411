import type { CallOptions, Compute, ImageQuery, Listing } from '@cloud/core'
import { checkImageQuery, nameMatcher } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { type CloudStackImage, type TemplateWire, toImage } from './images-wire.ts'
import { list } from './pages.ts'

export interface ListImages extends Pick<Compute, 'listImages'> {
  readonly listImages: (query?: ImageQuery, call?: CallOptions) => Listing<CloudStackImage>
}

/** Templates that the account may start nodes from; with `owner: 'self'` its own, also those that are not ready. Another owner is an account. */
export function listImages(client: CloudStackClient): ListImages {
  return {
    listImages: (query = {}, call) => {
      const { name, owner, architecture } = checkImageQuery(query)
      const matches = nameMatcher(name)
      const map = (wire: TemplateWire) => {
        const image = toImage(wire)
        const holds =
          matches(image.name) &&
          (owner === undefined || owner === 'self' || owner === wire.account) &&
          (architecture === undefined || architecture === image.architecture)
        return holds ? image : undefined
      }
      return listTemplates(client, owner === 'self' ? 'self' : 'executable', map, call)
    },
  }
}

/** A template is in several zones, and told once. */
export function listTemplates<T>(
  client: CloudStackClient,
  templatefilter: 'self' | 'executable',
  map: (wire: TemplateWire) => T | undefined,
  call: CallOptions | undefined,
): Listing<T> {
  const parameters = { templatefilter, showunique: true }
  return list(client, { name: 'listTemplates', key: 'template', parameters, map }, call)
}
