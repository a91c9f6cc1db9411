import { createHash } from 'node:crypto'
import { canonicalQuery } from '../../ec2/canonical-request.ts'
import type { S3Request } from '../request.ts'
import { decode } from '../target.ts'

/**
 * The request in the one form that both sides sign, as bytes. S3 alone signs the path as it is, with each byte encoded once: nothing is
 * normalised, and nothing encoded twice. `signedHeaders` are in the order that the client gave.
 */
export function canonicalForm(
  request: S3Request,
  signedHeaders: readonly string[],
  payloadHash: string,
): Buffer {
  const headers = signedHeaders.map(
    (name) => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`,
  )
  const lines = [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    headers.join(''),
    signedHeaders.join(';'),
    payloadHash,
  ]
  // Headers are told a byte a character; everything else is ASCII.
  return Buffer.from(lines.join('\n'), 'latin1')
}

const canonicalPath = (path: string): string =>
  path
    .split('/')
    .map((segment) =>
      encodeURIComponent(decode(segment)).replace(
        /[!'()*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/')

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
