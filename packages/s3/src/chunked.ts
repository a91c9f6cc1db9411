/**
 * Content as AWS encodes it where a checksum comes behind it: in chunks, of which each tells its size. Its bytes pass as they come, and are not copied.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export async function* chunked(
  bytes: AsyncIterable<Uint8Array>,
  sizeBytes: number,
  trailer: string,
  value: () => string,
): AsyncGenerator<Uint8Array, void, undefined> {
  let [left, room] = [sizeBytes, 0]
  let end = ''
  for await (const piece of bytes) {
    for (let from = 0; from < piece.byteLength; ) {
      if (room === 0) {
        room = Math.min(left, chunkBytes)
        yield Buffer.from(end + head(room))
        end = '\r\n'
      }
      const taken = piece.subarray(from, from + room)
      yield taken
      from += taken.byteLength
      room -= taken.byteLength
      left -= taken.byteLength
    }
  }
  yield Buffer.from(end + tail(trailer, value()))
}

/** How long that is, with a CRC32 behind it. */
export function chunkedSize(sizeBytes: number, trailer: string): number {
  const whole = Math.floor(sizeBytes / chunkBytes)
  const rest = sizeBytes % chunkBytes
  const framed = (size: number) => head(size).length + size + 2
  const crc = 'AAAAAA=='
  return whole * framed(chunkBytes) + (rest > 0 ? framed(rest) : 0) + tail(trailer, crc).length
}

/** Stores want at least 8 KiB in each chunk but the last, and some hold a chunk in memory. */
const chunkBytes = 1024 * 1024

const head = (size: number) => `${size.toString(16)}\r\n`
const tail = (trailer: string, value: string) => `0\r\n${trailer}:${value}\r\n\r\n`
