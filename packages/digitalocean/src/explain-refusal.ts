import { type CallOptions, type CloudError, isCloudError } from '@cloud/core'
import { changed, encodeRfc3986 } from '@cloud/core/driver'
import { type DigitalOceanClient, reading, send } from './client.ts'
import type { Plan } from './create-node.ts'
import { list } from './pages.ts'

/**
 * DigitalOcean refuses a size, an image or a region that does not exist, and one droplet too many, with the same code as any wrong
 * value. Which of these it is is asked for, rather than read out of the message.
 */
export async function explained(
  client: DigitalOceanClient,
  error: CloudError,
  { size, image, region }: Pick<Plan, 'size' | 'image' | 'region'>,
  call: CallOptions,
): Promise<CloudError> {
  if (error.status !== 422) return error
  try {
    const missing = [
      (await lacks(client, 'sizes', size, call)) && `size ${size}`,
      (await imageIsMissing(client, image, call)) && `image ${image}`,
      (await lacks(client, 'regions', region, call)) && `location ${region}`,
    ].filter((each) => each !== false)
    if (missing.length > 0) {
      return changed(error, {
        code: 'not-found',
        message: `There is no ${missing.join(' and no ')}: ${error.message}`,
      })
    }
    return (await limitIsReached(client, call)) ? changed(error, { code: 'quota' }) : error
  } catch {
    // The refusal itself is what the caller must see.
    return error
  }
}

async function lacks(
  client: DigitalOceanClient,
  what: 'sizes' | 'regions',
  slug: string,
  call: CallOptions,
): Promise<boolean> {
  const map = (wire: { readonly slug: string }) => (wire.slug === slug ? wire : undefined)
  const all = list(client, { name: `${what}_list`, path: `/${what}`, key: what, map }, call)
  return (await all.toArray({ max: 1 })).length === 0
}

async function imageIsMissing(
  client: DigitalOceanClient,
  image: string,
  call: CallOptions,
): Promise<boolean> {
  const path = `/images/${encodeRfc3986(image)}`
  try {
    await send(client, { name: 'images_get', repeat: reading, method: 'GET', path }, call)
    return false
  } catch (error) {
    if (isCloudError(error, 'not-found')) return true
    throw error
  }
}

async function limitIsReached(client: DigitalOceanClient, call: CallOptions): Promise<boolean> {
  const account = { name: 'account_get', repeat: reading, method: 'GET', path: '/account' } as const
  const list = {
    name: 'droplets_list',
    repeat: reading,
    method: 'GET',
    path: '/droplets?per_page=1',
  } as const
  const wire = await send<{ readonly account: { readonly droplet_limit: number } }>(client, account, call)
  const { meta } = await send<{ readonly meta: { readonly total: number } }>(client, list, call)
  return meta.total >= wire.account.droplet_limit
}
