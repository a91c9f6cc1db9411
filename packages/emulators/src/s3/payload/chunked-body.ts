import { Refusal } from '../refusal.ts'
import { type ByteReader, byteReader } from './byte-reader.ts'
import { type ChunkSignatures, chunkSignatures } from './chunk-signatures.ts'
import type { Payload } from './payload.ts'

/** Only the last chunk may be smaller. */
const smallestChunk = 8_192

/**
 * What an `aws-chunked` body holds; its trailers are put into `trailers` when it ends.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and sigv4-streaming-trailers.html
 */
export async function* chunkedBody(
  source: AsyncIterable<Buffer>,
  { trailer, chain }: Extract<Payload, { kind: 'chunked' }>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer, void> {
  const reader = byteReader(source)
  const signatures = chunkSignatures(chain)
  let number = 0
  let size = Number.POSITIVE_INFINITY
  while (size > 0) {
    const { size: next, signature } = readChunkHead(await reader.line(), chain !== undefined)
    if (next > 0 && size < smallestChunk) {
      throw new Refusal(
        'InvalidChunkSizeError',
        'Only the last chunk is allowed to have a size less than 8192 bytes',
        {
          details: { Chunk: number + 1, BadChunkSize: size },
        },
      )
    }
    number += 1
    size = next
    for (let left = size; left > 0; ) {
      const bytes = await reader.some(left)
      signatures.update(bytes)
      left -= bytes.length
      yield bytes
    }
    signatures.endChunk(signature)
    if (size > 0 && (await reader.line()) !== '') throw new Refusal('IncompleteBody')
  }
  await readTrailers(reader, { trailer, signatures, isSigned: chain !== undefined }, trailers)
  if (!(await reader.isAtEnd())) throw new Refusal('IncompleteBody')
}

function readChunkHead(line: string, isSigned: boolean) {
  const match = /^([0-9a-f]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/i.exec(line)
  const [, size = '', signature = ''] = match ?? []
  if (!match || (signature !== '') !== isSigned)
    throw new Refusal('InvalidRequest', 'The body is not encoded as x-amz-content-sha256 says')
  return { size: Number.parseInt(size, 16), signature }
}

interface TrailerRules {
  readonly trailer: boolean
  readonly signatures: ChunkSignatures
  readonly isSigned: boolean
}

/** Up to an empty line. A client that has nothing more to say may end the body without one. */
async function readTrailers(
  reader: ByteReader,
  { trailer, signatures, isSigned }: TrailerRules,
  trailers: Map<string, string>,
): Promise<void> {
  const lines: string[] = []
  let signature: string | undefined
  while (!(await reader.isAtEnd())) {
    const line = (await reader.line()).replace(/\n$/, '')
    if (line === '') break
    const [name = '', ...value] = line.split(':')
    if (name.toLowerCase() === 'x-amz-trailer-signature') signature = value.join(':').trim()
    else lines.push(`${name.trim().toLowerCase()}:${value.join(':').trim()}`)
  }
  if (lines.length > 0 && !trailer)
    throw new Refusal(
      'MalformedTrailerError',
      'The request contained trailing data that was not well-formed or did not conform to our published schema.',
    )
  if (trailer && isSigned) signatures.endTrailer(lines, signature ?? '')
  for (const line of lines) {
    const colon = line.indexOf(':')
    trailers.set(line.slice(0, colon), line.slice(colon + 1))
  }
}
