/** One transfer of ours: `put` of one request, `upload` in parts, `get`. Arguments: which, and MiB. */
import { contentOf, upload } from '@cloud/core/storage'
import { storage } from '@cloud/s3'
import { access, content, drained, partBytes, partsAtOnce } from './content.ts'
import { measured, server } from './measured.ts'

const [way = '', size = '1'] = process.argv.slice(2)
const s3 = storage({ ...access, endpoint: server.endpoint, forcePathStyle: true })
const to = { bucket: 'bench', key: 'k' }

const ways: Readonly<Record<string, (mebibytes: number) => Promise<unknown>>> = {
  put: (mebibytes) => s3.putObject(to, content(mebibytes), { sizeBytes: mebibytes * 1024 * 1024 }),
  upload: (mebibytes) =>
    upload(s3, to, content(mebibytes), { partSizeBytes: partBytes, concurrency: partsAtOnce }),
  get: (mebibytes) => drained(contentOf(s3, { bucket: 'bench', key: `size-${mebibytes}` }), mebibytes),
}

const transfer = ways[way]
if (transfer === undefined) throw new Error(`There is no way ${way}`)
await transfer(64)
await measured(Number(size) / 1024, () => transfer(Number(size)))
