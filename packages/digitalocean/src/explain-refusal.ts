import type { CallOptions, CloudError } from '@cloud/core'
import { changed, encodeRfc3986, missing } from '@cloud/core/driver'
import { limitIsReached } from './account-limit.ts'
import type { DigitalOceanClient } from './client.ts'
import type { Plan } from './create-node.ts'
import { isMissing } from './lookups.ts'
import { list } from './pages.ts'

/**
 * DigitalOcean refuses a size, an image or a region that does not exist, and one droplet too many, with the same code as any wrong
 * value. Which of these it is is asked for, rather than read out of the message.
 */
export async function explain(
  client: DigitalOceanClient,
  error: CloudError,
  { size, image, region }: Pick<Plan, 'size' | 'image' | 'region'>,
  call: CallOptions,
): Promise<CloudError | undefined> {
  if (error.status !== 422) return undefined
  const look = { name: 'images_get', path: `/images/${encodeRfc3986(image)}` }
  const lacking = [
    (await lacks(client, 'sizes', size, call)) && `size ${size}`,
    (await isMissing(client, look, call)) && `image ${image}`,
    (await lacks(client, 'regions', region, call)) && `location ${region}`,
  ].filter((each) => each !== false)
  if (lacking.length > 0) return missing(error, lacking.join(' and no '))
  const droplets = { name: 'droplets_list', path: '/droplets' }
  return (await limitIsReached(client, 'droplet_limit', droplets, call))
    ? changed(error, { code: 'quota' })
    : undefined
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
