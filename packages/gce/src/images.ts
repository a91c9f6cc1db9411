import type { CallOptions, Compute, ImageQuery, Listing, Page } from '@cloud/core'
import { checkImageQuery, isCloudError, listing, nameMatcher, unknownPage } from '@cloud/core/driver'
import { checkProject, listPage } from '@cloud/google'
import { filterOf, type GceClient, projectPath } from './client.ts'
import { type GceImage, type ImageWire, toImage } from './images-wire.ts'
import { isName } from './names.ts'

/**
 * Projects whose images anybody may use. No method of the API lists them.
 * https://cloud.google.com/compute/docs/images/os-details
 */
const publicProjects = [
  'debian-cloud',
  'ubuntu-os-cloud',
  'rocky-linux-cloud',
  'centos-cloud',
  'rhel-cloud',
  'suse-cloud',
  'opensuse-cloud',
  'fedora-cloud',
  'fedora-coreos-cloud',
  'cos-cloud',
  'almalinux-cloud',
  'oracle-linux-cloud',
  'windows-cloud',
] as const

export interface ListImages extends Pick<Compute, 'listImages'> {
  readonly listImages: (query?: ImageQuery, call?: CallOptions) => Listing<GceImage>
}

/**
 * Images of the project (`owner: 'self'`), then those of Google and of who makes systems for it; or of the project that is named as the
 * owner. Images that nothing can be made of any more are left out.
 */
export function listImages(client: GceClient): ListImages {
  return {
    listImages: (query = {}, call) => {
      checkImageQuery(query)
      const { owner } = query
      const named = owner === undefined || owner === 'self' ? undefined : checkProject(owner, 'The owner')
      const projects = async (): Promise<readonly string[]> => {
        const own = named ?? (await client.project())
        return owner === undefined ? [...new Set([own, ...publicProjects])] : [own]
      }
      return listing((after, left) => imagesPage(client, query, projects, after, left), call, client.clock)
    },
  }
}

/** The token of a page is the project and the API's own token in it. */
async function imagesPage(
  client: GceClient,
  query: ImageQuery,
  projects: () => Promise<readonly string[]>,
  after: string | undefined,
  call: CallOptions,
): Promise<Page<GceImage>> {
  const all = await projects()
  const [project = '', token] = after === undefined ? [all[0]] : after.split(/ (.*)/s)
  const index = all.indexOf(project)
  if (index < 0) throw unknownPage(String(after))
  const page = await inProject(client, query, project, token || undefined, call)
  const following = all[index + 1]
  const next = page.next === undefined ? following && `${following} ` : `${project} ${page.next}`
  return { items: page.items, ...(next !== undefined && { next }) }
}

async function inProject(
  client: GceClient,
  query: ImageQuery,
  project: string,
  token: string | undefined,
  call: CallOptions,
): Promise<Page<GceImage>> {
  const { name } = query
  const matches = nameMatcher(name)
  const map = (wire: ImageWire) => {
    const image = toImage(wire, project)
    return matches(image.name) &&
      isOffered(wire) &&
      (query.architecture ?? image.architecture) === image.architecture
      ? image
      : undefined
  }
  const wanted = {
    ...{ name: 'compute.images.list', path: () => projectPath(client, ['global', 'images'], project), map },
    query: filterOf(name !== undefined && isName(name) ? `name = ${name}` : undefined),
  }
  try {
    return await listPage(client, wanted, token, call)
  } catch (error) {
    // Of the projects that others keep, one may come to an end; the driver's own, and one that was named, must be there.
    const foreign = query.owner === undefined && project !== (await client.project())
    if (foreign && token === undefined && isCloudError(error) && gone.includes(error.code))
      return { items: [] }
    throw error
  }
}

const gone: readonly string[] = ['not-found', 'forbidden']

const isOffered = ({ deprecated }: ImageWire) =>
  deprecated?.state !== 'OBSOLETE' && deprecated?.state !== 'DELETED'
