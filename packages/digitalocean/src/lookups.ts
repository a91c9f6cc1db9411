import type { CallOptions, CloudError } from '@cloud/core'
import { changed, isCloudError, missing } from '@cloud/core/driver'
import { type DigitalOceanClient, read } from './client.ts'
import type { RegionWire } from './locations.ts'
import { list } from './pages.ts'

/** Whether the operation `name` answers that there is no such thing. */
export async function isMissing(
  client: DigitalOceanClient,
  { name, path }: { readonly name: string; readonly path: string },
  call: CallOptions,
): Promise<boolean> {
  try {
    await read(client, { name, path }, call)
    return false
  } catch (error) {
    if (isCloudError(error, 'not-found')) return true
    throw error
  }
}

export async function findRegion(
  client: DigitalOceanClient,
  slug: string,
  call: CallOptions,
): Promise<RegionWire | undefined> {
  const map = (wire: RegionWire) => (wire.slug === slug ? wire : undefined)
  const request = { name: 'regions_list', path: '/regions', key: 'regions', map }
  return (await list(client, request, call).toArray({ max: 1 }))[0]
}

/**
 * What a refusal is about, found out by `look`, since DigitalOcean has one code for nearly all of them. Where the look fails, or
 * finds nothing, the refusal stays what it is.
 */
export async function explainedBy(
  error: unknown,
  look: (error: CloudError) => Promise<CloudError | undefined>,
): Promise<unknown> {
  if (!isCloudError(error) || !isRefusal(error)) return error
  try {
    return (await look(error)) ?? error
  } catch {
    return error
  }
}

/** Whether DigitalOcean understood a request and would not do it. */
export function isRefusal({ status }: CloudError): boolean {
  return status !== undefined && [400, 403, 404, 409, 412, 422].includes(status)
}

/** The region of a create was refused. */
export async function withoutRegion(
  client: DigitalOceanClient,
  error: CloudError,
  slug: string,
  call: CallOptions,
): Promise<CloudError | undefined> {
  return (await findRegion(client, slug, call)) === undefined ? missing(error, `location ${slug}`) : undefined
}

/** What was asked is right in itself: a refusal (422) without another reason is one of the moment. */
export function conflicting(error: CloudError): CloudError {
  return error.status === 422 ? changed(error, { code: 'conflict' }) : error
}
