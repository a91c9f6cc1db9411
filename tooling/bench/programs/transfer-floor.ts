/** The least work that a transfer can be: undici, no signature, and a CRC32. Arguments: `put`, `upload` or `get`, and MiB. */
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { Agent } from 'undici'
import { content, drained, partBytes, partsAtOnce } from './content.ts'
import { measured, server } from './measured.ts'

const [way = '', size = '1'] = process.argv.slice(2)
const origin: string = server.endpoint
const agent = new Agent()

async function send(
  method: 'PUT' | 'POST',
  path: string,
  body: Uint8Array | Readable | string,
  headers = {},
) {
  const answer = await agent.request({ origin, path, method, body, headers })
  await answer.body.dump()
  if (answer.statusCode !== 200) throw new Error(`It answered ${answer.statusCode}`)
}

async function* summed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let sum = 0
  for await (const chunk of chunks) {
    sum = crc32(chunk, sum)
    yield chunk
  }
}

async function inParts(mebibytes: number): Promise<void> {
  await send('POST', '/bench/k?uploads', '')
  const running = new Set<Promise<void>>()
  let [part, filled, number] = [Buffer.allocUnsafeSlow(partBytes), 0, 1]
  const go = () => {
    const bytes = part.subarray(0, filled)
    const headers = { 'x-amz-checksum-crc32': crc32(bytes).toString(16) }
    const sent = send('PUT', `/bench/k?partNumber=${number++}&uploadId=u`, bytes, headers)
    running.add(sent)
    void sent.then(() => running.delete(sent))
  }
  for await (const chunk of content(mebibytes)) {
    filled += chunk.copy(part, filled)
    if (filled < partBytes) continue
    go()
    if (running.size === partsAtOnce) await Promise.race(running)
    ;[part, filled] = [Buffer.allocUnsafeSlow(partBytes), 0]
  }
  if (filled > 0) go()
  await Promise.all(running)
  await send('POST', '/bench/k?uploadId=u', '<CompleteMultipartUpload/>')
}

async function get(mebibytes: number): Promise<void> {
  const { body } = await agent.request({ origin, path: `/bench/size-${mebibytes}`, method: 'GET' })
  await drained(way === 'get-summed' ? summed(body) : body, mebibytes)
}

const put = (mebibytes: number) =>
  send('PUT', '/bench/k', Readable.from(summed(content(mebibytes)), { objectMode: false }), {
    'content-length': String(mebibytes * 1024 * 1024),
  })

const ways: Readonly<Record<string, (mebibytes: number) => Promise<void>>> = {
  put,
  upload: inParts,
  get,
  'get-summed': get,
}

const transfer = ways[way]
if (transfer === undefined) throw new Error(`There is no way ${way}`)
await transfer(64)
await measured(Number(size) / 1024, () => transfer(Number(size)))
