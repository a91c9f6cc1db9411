import type { Gce } from './cloud.ts'
import { pathIn } from './links.ts'
import { invalidField, notReady } from './refusal.ts'
import type { Resource } from './resource.ts'
import { referred } from './store.ts'

export const stateOf = ({ wire }: Resource): string => {
  const deprecated = wire.deprecated as { readonly state?: string } | undefined
  return deprecated?.state ?? 'ACTIVE'
}

/** The newest image of a family that is not deprecated. */
export const latestOf = ({ resources }: Gce, project: string, family: string): Resource | undefined =>
  [...resources.values()]
    .filter(
      ({ collection, path, wire }) =>
        collection === 'images' && path.startsWith(`projects/${project}/`) && wire.family === family,
    )
    .filter((image) => stateOf(image) === 'ACTIVE' && image.ready)
    .sort((a, b) => b.createdAt - a.createdAt)[0]

/** An image by its own link or by its family's. Throws a `Refusal` where there is none or it cannot be used. */
export function resolveImage(cloud: Gce, field: string, link: string): Resource {
  const path = pathIn(link, cloud.project)
  const [, project, family] = /^projects\/([^/]+)\/global\/images\/family\/([^/]+)$/.exec(path ?? '') ?? []
  const found = project && family ? latestOf(cloud, project, family) : referred(cloud, field, link, 'images')
  if (!found) throw invalidField(field, link, 'The referenced image resource cannot be found.')
  if (!found.ready) throw notReady(found.path)
  if (stateOf(found) === 'OBSOLETE' || stateOf(found) === 'DELETED')
    throw invalidField(field, link, `The image is ${stateOf(found)} and cannot be used.`)
  return found
}
