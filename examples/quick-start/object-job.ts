import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SignedUrls, Storage } from '@cloud/core'
import { syncDirectory, upload } from '@cloud/core/storage'
import { heading, table } from './print.ts'

/** The same on every store that signs URLs: upload, let somebody download without credentials, bring a folder there and back. */
export async function objectJob(driver: Storage & SignedUrls, store: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'objects-'))
  try {
    heading(`${store}: upload, and a download by a signed URL`)
    const { name: bucket } = await driver.createBucket({ name: 'quick-start' })
    const at = { bucket, key: 'notes/hello.txt' }
    const { etag } = await upload(driver, at, 'hello, object', { contentType: 'text/plain' })
    const { url } = await driver.signUrl(at, { method: 'GET', expiresInMs: 60_000 })
    console.log(`${at.key} ${etag}: ${await (await fetch(url)).text()}`)

    heading(`${store}: a folder, there and back`)
    const [source, copy] = [join(folder, 'source'), join(folder, 'copy')]
    await mkdir(join(source, 'deep'), { recursive: true })
    await writeFile(join(source, 'one.txt'), 'one')
    await writeFile(join(source, 'deep', 'two.txt'), 'two')
    await syncDirectory(driver, { direction: 'up', folder: source, bucket, prefix: 'site/' })
    await syncDirectory(driver, { direction: 'down', folder: copy, bucket, prefix: 'site/' })
    console.log(`came back: ${await readFile(join(copy, 'deep', 'two.txt'), 'utf8')}`)

    const objects = await driver.listObjects(bucket).toArray()
    table(
      ['key', 'bytes'],
      objects.map(({ key, sizeBytes }) => [key, sizeBytes]),
    )
    for (const object of objects) await driver.deleteObject(object)
    await driver.deleteBucket(bucket)
    const left = await driver.listBuckets().toArray()
    if (left.length > 0) throw new Error(`Still there: ${left.map(({ id }) => id).join(', ')}`)
    console.log('nothing is left')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
