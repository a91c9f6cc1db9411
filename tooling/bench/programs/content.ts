/** Content of so many MiB, in the pieces that files and sockets give. */
export async function* content(mebibytes: number): AsyncGenerator<Buffer, void, undefined> {
  for (let count = 0; count < mebibytes * 16; count += 1) yield piece
}

const piece = Buffer.alloc(64 * 1024, 'content of a transfer, ')

export const partBytes: number = 8 * 1024 * 1024
export const partsAtOnce = 4

/** What is read of a body, and that all of it came. */
export async function drained(body: AsyncIterable<Uint8Array>, mebibytes: number): Promise<void> {
  let bytes = 0
  for await (const chunk of body) bytes += chunk.byteLength
  if (bytes !== mebibytes * 1024 * 1024) throw new Error(`${bytes} bytes came`)
}

/** The access of clients of S3. */
export const access = {
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret-of-the-bench' },
} as const
