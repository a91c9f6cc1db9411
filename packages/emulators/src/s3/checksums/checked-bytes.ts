import { createHash } from 'node:crypto'
import type { Body } from '../payload/body.ts'
import { Refusal } from '../refusal.ts'
import { algorithm, type ChecksumAlgorithm, checksumAlgorithms, headerOf } from './algorithms.ts'

export interface Sums {
  readonly md5: Buffer
  /** Of the algorithm that the request named, else of the one that was asked for. */
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly value: string }
}

export interface CheckedBytes {
  /** Its end is only reached when every checksum that came along is right. */
  readonly bytes: () => AsyncIterable<Buffer>
  /** When the end has been reached. */
  readonly sums: () => Sums
}

interface Rules {
  /** Refuses a request that brings none. */
  readonly isRequired?: boolean
  /** What to compute where the request names none. */
  readonly fallback?: ChecksumAlgorithm | undefined
}

/** Verifies Content-MD5 and `x-amz-checksum-*`, in the head or as a trailer. Throws at once for a head that cannot be right. */
export function checkedBytes(
  body: Body,
  headers: Readonly<Record<string, string>>,
  { isRequired = false, fallback }: Rules = {},
): CheckedBytes {
  const claimed = claimedChecksum(headers)
  const contentMd5 = headers['content-md5']
  if (contentMd5 !== undefined && Buffer.from(contentMd5, 'base64').length !== 16)
    throw new Refusal('InvalidDigest')
  if (isRequired && !claimed && contentMd5 === undefined) {
    throw new Refusal(
      'InvalidRequest',
      'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
    )
  }
  const name = claimed?.algorithm ?? fallback
  let sums: Sums | undefined
  return {
    bytes: async function* () {
      const md5 = createHash('md5')
      const digest = name && algorithm(name).start()
      for await (const chunk of body.bytes()) {
        md5.update(chunk)
        digest?.update(chunk)
        yield chunk
      }
      const found = { md5: md5.digest(), value: digest?.value().toString('base64') }
      checkMd5(contentMd5, found.md5)
      if (claimed) checkValue(claimed, found.value, body.trailers)
      sums = {
        md5: found.md5,
        ...(name && found.value !== undefined && { checksum: { algorithm: name, value: found.value } }),
      }
    },
    sums: () => {
      if (!sums) throw new Error('The body was not read to its end')
      return sums
    },
  }
}

interface Claimed {
  readonly algorithm: ChecksumAlgorithm
  /** Undefined for one that comes as a trailer. */
  readonly value: string | undefined
}

const valueHeader = /^x-amz-checksum-(?!mode$|algorithm$|type$)(.+)$/

export function claimedChecksum(headers: Readonly<Record<string, string>>): Claimed | undefined {
  const inHead = Object.keys(headers).filter((name) => valueHeader.test(name))
  const inTrailer = (headers['x-amz-trailer'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => valueHeader.test(name))
  const [header, ...more] = [...inHead, ...inTrailer]
  if (header === undefined) return undefined
  if (more.length > 0) {
    throw new Refusal(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    )
  }
  const name = checksumAlgorithms.find((each) => headerOf(each) === header)
  if (!name) throw new Refusal('NotImplemented', `The emulated cloud does not compute ${header}`)
  const value = headers[header]
  if (value !== undefined && !isValue(name, value)) throw invalidValue(header)
  return { algorithm: name, value }
}

/** Base64 of as many bytes as the algorithm gives. */
export const isValue = (name: ChecksumAlgorithm, value: string): boolean => {
  const bytes = Buffer.from(value, 'base64')
  return bytes.length === algorithm(name).length && bytes.toString('base64') === value
}

const invalidValue = (header: string) =>
  new Refusal('InvalidRequest', `Value for ${header} header is invalid.`)

function checkMd5(claimed: string | undefined, computed: Buffer): void {
  if (claimed === undefined || Buffer.from(claimed, 'base64').equals(computed)) return
  throw new Refusal('BadDigest', undefined, {
    details: { ExpectedDigest: claimed, CalculatedDigest: computed.toString('base64') },
  })
}

function checkValue(
  claimed: Claimed,
  computed: string | undefined,
  trailers: ReadonlyMap<string, string>,
): void {
  const value = claimed.value ?? trailers.get(headerOf(claimed.algorithm))
  if (value === undefined)
    throw new Refusal(
      'MalformedTrailerError',
      'The request contained trailing data that was not well-formed or did not conform to our published schema.',
    )
  if (value !== computed)
    throw new Refusal(
      'BadDigest',
      `The ${claimed.algorithm} you specified did not match the calculated checksum.`,
    )
}
