import { CloudError, checkText, invalid, listOfTried } from '@cloud/core/driver'
import { type S3, type S3Options, storage as s3Storage } from '@cloud/s3'

export interface SpacesOptions extends Omit<S3Options, 'region' | 'profile' | 'integrity'> {
  /** As in `fra1`: where the buckets are. */
  readonly region: string
}

/**
 * The storage driver of Spaces, DigitalOcean's object storage, which speaks S3. Keys that are not given are looked for at the first call:
 * `SPACES_ACCESS_KEY_ID` and `SPACES_SECRET_ACCESS_KEY`. `invalid` for options that cannot be right.
 * https://docs.digitalocean.com/reference/api/spaces/
 */
export function storage(options: SpacesOptions): S3 {
  const { region } = Object(options) as Partial<SpacesOptions>
  checkText('region', region, { max: 64 })
  if (!/^[a-z][a-z\d]*$/.test(String(region)))
    throw invalid(`The region ${JSON.stringify(region)} is none of Spaces`, 'as in fra1')
  return s3Storage({
    endpoint: `https://${region}.digitaloceanspaces.com`,
    ...(options.anonymous ? {} : { credentials: environmentKeys }),
    // Of what is compared on its way Spaces knows MD5s alone.
    integrity: 'md5',
    ...options,
  })
}

const names = ['SPACES_ACCESS_KEY_ID', 'SPACES_SECRET_ACCESS_KEY'] as const

async function environmentKeys() {
  const [accessKeyId, secretAccessKey] = names.map((name) => process.env[name])
  if (accessKeyId && secretAccessKey) return { accessKeyId, secretAccessKey }
  const missing = names.filter((name) => !process.env[name])
  const tried = [
    { source: 'the option credentials', reason: 'not given' },
    { source: 'the environment', reason: `${missing.join(' and ')} not set` },
  ]
  throw new CloudError(`There are no keys for Spaces. Tried: ${listOfTried(tried)}`, {
    code: 'unauthorized',
    outcome: 'not-applied',
    hint: 'the option credentials, or SPACES_ACCESS_KEY_ID and SPACES_SECRET_ACCESS_KEY',
    details: { tried },
  })
}
