/**
 * Content as AWS encodes it where a checksum comes behind it: in chunks, of which each tells its size.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export async function* chunked(
  bytes: AsyncIterable<Uint8Array>,
  trailer: string,
  value: () => string,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of inPieces(bytes, chunkBytes)) {
    yield Buffer.concat([Buffer.from(head(chunk.byteLength)), chunk, Buffer.from('\r\n')])
  }
  yield Buffer.from(tail(trailer, value()))
}

/** How long that is, with a CRC32 behind it. */
export function chunkedSize(sizeBytes: number, trailer: string): number {
  const whole = Math.floor(sizeBytes / chunkBytes)
  const rest = sizeBytes % chunkBytes
  const framed = (size: number) => head(size).length + size + 2
  const crc = 'AAAAAA=='
  return whole * framed(chunkBytes) + (rest > 0 ? framed(rest) : 0) + tail(trailer, crc).length
}

/** Stores want at least 8 KiB in each chunk but the last. */
const chunkBytes = 64 * 1024

const head = (size: number) => `${size.toString(16)}\r\n`
const tail = (trailer: string, value: string) => `0\r\n${trailer}:${value}\r\n\r\n`

/** The same bytes in pieces of `size`, the last one as it comes out. */
async function* inPieces(
  bytes: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let held: Uint8Array[] = []
  let heldBytes = 0
  for await (const chunk of bytes) {
    let from = 0
    while (heldBytes + chunk.byteLength - from >= size) {
      const upTo = from + size - heldBytes
      yield Buffer.concat([...held, chunk.subarray(from, upTo)])
      held = []
      heldBytes = 0
      from = upTo
    }
    if (from === chunk.byteLength) continue
    held.push(chunk.subarray(from))
    heldBytes += chunk.byteLength - from
  }
  if (heldBytes > 0) yield Buffer.concat(held)
}
