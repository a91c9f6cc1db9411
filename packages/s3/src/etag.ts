import type { Checksums } from '@cloud/core'
import { nodeCrypto } from '@cloud/core/driver'

/** The MD5 that stores without checksums tell as the ETag of what was put in one piece. */
export function md5OfEtag(etag: string): Checksums {
  const [, hex] = /^"?([\da-f]{32})"?$/.exec(etag) ?? []
  return hex === undefined ? {} : { md5: Buffer.from(hex, 'hex').toString('base64') }
}

/** As headers have it: some stores leave its quotes out of documents. */
export const quoted = (etag: string): string => (/^(W\/)?"/.test(etag) || etag === '' ? etag : `"${etag}"`)

/** The ETag of an object that was put in parts: the MD5 of theirs, and how many they are. Undefined where those are no MD5s. */
export function etagOfParts(parts: readonly { readonly etag: string }[]): string | undefined {
  const sums = parts.map(({ etag }) => /^"?([\da-f]{32})"?$/.exec(etag)?.[1])
  if (sums.includes(undefined)) return undefined
  const md5 = nodeCrypto()
    .createHash('md5')
    .update(Buffer.from(sums.join(''), 'hex'))
    .digest('hex')
  return `"${md5}-${parts.length}"`
}
