// A process of its own that uploads or downloads a file, slowly, and is killed by the test in the middle of it.
import { writeFileSync } from 'node:fs'
import { download, upload } from '@cloud/core/storage'
import { storage } from '../storage.ts'

const [folder = '', what = '', path = ''] = process.argv.slice(2)
const local = storage({ folder })
const at = { bucket: 'photos', key: 'large' }
const pause = () => new Promise((resolve) => setTimeout(resolve, 100))
const say = () => {
  process.stdout.write('part\n')
}

if (what === 'upload') {
  const driver: typeof local = {
    ...local,
    uploadPart: async (...args) => {
      await pause()
      return local.uploadPart(...args)
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
  const driver: typeof local = {
    ...local,
    readObject: async (...args) => {
      await pause()
      return local.readObject(...args)
    },
  }
  await download(driver, at, path, { partSizeBytes: 1024 * 1024, concurrency: 2, onProgress: say })
}
