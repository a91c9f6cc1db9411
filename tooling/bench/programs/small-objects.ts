/** Objects of 4 KiB, 64 at a time: `ours`, or the `floor`, which is undici without a signature; 10,000 of them unless given. */
import { storage } from '@cloud/s3'
import { Agent } from 'undici'
import { access } from './content.ts'
import { measured, server, times } from './measured.ts'

const bytes = Buffer.alloc(4096, 'a small object, ')

function ours() {
  const s3 = storage({ ...access, endpoint: server.endpoint, forcePathStyle: true })
  return (index: number) => s3.putObject({ bucket: 'bench', key: `small/${index}` }, bytes)
}

function floor() {
  const agent = new Agent({ connections: 64 })
  return async (index: number) => {
    const path = `/bench/small/${index}`
    const { body } = await agent.request({ origin: server.endpoint, path, method: 'PUT', body: bytes })
    await body.dump()
  }
}

const count = Number(process.argv[3] ?? 10_000)
const put = process.argv[2] === 'floor' ? floor() : ours()
await times(1000, 64, put)
await measured(count, () => times(count, 64, put))
