import type { AwsOptions } from '@cloud/aws'
import { invalid } from '@cloud/core/driver'

export interface S3Options extends AwsOptions {
  /**
   * Names the bucket in the path, `https://host/bucket/key`, in place of the host, `https://bucket.host/key`, as many stores beside Amazon's
   * want it. Addresses of loopback and numeric ones are asked so in any case, and so are buckets whose name cannot be part of a host's.
   */
  readonly forcePathStyle?: boolean | undefined
  /** Sends requests without a signature, for what everybody may read. No credentials are looked for. */
  readonly anonymous?: boolean | undefined
  /** Lets the requests be billed to this account where a bucket's owner asks for that. */
  readonly requesterPays?: boolean | undefined
  /**
   * How content is checked on its way. `crc32`, the default: by a CRC32 in a header or behind the content, which the store compares and keeps.
   * `md5`: by `Content-MD5`, and of streams by the ETag that comes back, for stores that know no other checksums.
   */
  readonly integrity?: 'crc32' | 'md5' | undefined
}

export const own = ['forcePathStyle', 'anonymous', 'requesterPays', 'integrity'] as const

/** Takes the options of this package from those that every AWS driver has. */
export function splitOptions(
  factory: string,
  options: S3Options,
): { readonly aws: AwsOptions; readonly s3: Pick<S3Options, (typeof own)[number]> } {
  if (Object(options) !== options) throw invalid(`The options of ${factory} must be a plain object`)
  const { forcePathStyle, anonymous, requesterPays, integrity, ...aws } = options
  for (const [name, value] of Object.entries({ forcePathStyle, anonymous, requesterPays })) {
    if (value !== undefined && typeof value !== 'boolean') throw invalid(`${name} must be true or false`)
  }
  if (integrity !== undefined && integrity !== 'crc32' && integrity !== 'md5')
    throw invalid(`integrity is ${JSON.stringify(integrity)}`, 'crc32 or md5')
  if (anonymous && aws.credentials !== undefined)
    throw invalid('anonymous is asked for beside credentials', 'one of the two')
  return { aws, s3: { forcePathStyle, anonymous, requesterPays, integrity } }
}
