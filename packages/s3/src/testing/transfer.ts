// A process of its own that uploads or downloads a file, slowly, and is killed by the test in the middle of it.
import { writeFileSync } from 'node:fs'
import { download, upload } from '@cloud/core/storage'
import { type S3Options, storage } from '../index.ts'

const [given = '{}', what = '', path = ''] = process.argv.slice(2)
const s3 = storage(JSON.parse(given) as S3Options)
const at = { bucket: 'photos', key: 'a/../large' }
const pause = () => new Promise((resolve) => setTimeout(resolve, 100))
const say = () => {
  process.stdout.write('part\n')
}

if (what === 'upload') {
  const driver: typeof s3 = {
    ...s3,
    uploadPart: async (...args) => {
      await pause()
      return s3.uploadPart(...args)
    },
  }
  const onStart = (handle: object) => writeFileSync(`${path}.handle`, JSON.stringify(handle))
  await upload(
    driver,
    at,
    { path },
    { partSizeBytes: 5 * 1024 * 1024, concurrency: 2, onStart, onProgress: say },
  )
}
if (what === 'download') {
  const driver: typeof s3 = {
    ...s3,
    readObject: async (...args) => {
      await pause()
      return s3.readObject(...args)
    },
  }
  await download(driver, at, path, { partSizeBytes: 1024 * 1024, concurrency: 2, onProgress: say })
}
