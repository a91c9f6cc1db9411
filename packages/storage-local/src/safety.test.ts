import { appendFileSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keyToName } from './key-name.ts'
import { storage } from './storage.ts'
import { filesIn, newFolder } from './testing/folder.ts'

const bucket = 'photos'
const at = { bucket, key: 'a' }

async function withBucket(
  folder = newFolder(),
): Promise<{ folder: string; driver: ReturnType<typeof storage> }> {
  const driver = storage({ folder, durable: false })
  await driver.createBucket({ name: bucket })
  return { folder, driver }
}

const text = async (driver: ReturnType<typeof storage>, key = 'a') =>
  new Response((await driver.readObject({ bucket, key })).body).text()

describe('A key', () => {
  it.each([
    '../../escaped',
    '/etc/escaped',
    '..',
    'a/../../../b',
    '..\\..\\escaped',
    '%2e%2e/x',
    '~/x',
    'C:\\x',
  ])('such as %j stays in the folder of its bucket', async (key) => {
    const outside = newFolder()
    const folder = join(outside, 'inside')
    const { driver } = await withBucket(folder)
    await driver.putObject({ bucket, key }, 'content')
    expect(filesIn(outside)).toEqual([join('inside', 'b.photos', 'objects', keyToName(key))])
  })
})

describe('A symbolic link', () => {
  it('in place of an object is no object, is not written through, and is replaced', async () => {
    const { folder, driver } = await withBucket()
    const secret = join(newFolder(), 'secret')
    writeFileSync(secret, 'secret')
    symlinkSync(secret, join(folder, 'b.photos', 'objects', keyToName('a')))
    await expect(driver.readObject(at)).rejects.toMatchObject({ code: 'not-found' })
    await expect(driver.copyObject(at, { bucket, key: 'b' })).rejects.toMatchObject({ code: 'not-found' })
    expect(await driver.listObjects(bucket).toArray()).toEqual([])
    await driver.putObject(at, 'content')
    expect(await text(driver)).toBe('content')
    await driver.deleteObject(at)
    expect(readFileSync(secret, 'utf8')).toBe('secret')
  })

  it('in place of a bucket is no bucket', async () => {
    const { folder } = await withBucket()
    const elsewhere = newFolder()
    mkdirSync(join(elsewhere, 'objects'))
    symlinkSync(elsewhere, join(folder, 'b.linked'))
    const driver = storage({ folder })
    expect((await driver.listBuckets().toArray()).map(({ name }) => name)).toEqual([bucket])
    for (const call of [
      () => driver.putObject({ bucket: 'linked', key: 'a' }, 'content'),
      () => driver.listObjects('linked').toArray(),
      () => driver.deleteBucket('linked'),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'not-found' })
    expect(filesIn(elsewhere)).toEqual([])
  })
})

describe('A file that was changed on the disk', () => {
  it('is found by its checksum when its content is another', async () => {
    const { folder, driver } = await withBucket()
    await driver.putObject(at, 'content')
    const path = join(folder, 'b.photos', 'objects', keyToName('a'))
    const bytes = readFileSync(path)
    bytes[0] = 0
    writeFileSync(path, bytes)
    await expect(text(driver)).rejects.toMatchObject({ code: 'integrity' })
  })

  it.each([
    ['cut', (path: string) => truncateSync(path, 20)],
    ['emptied', (path: string) => truncateSync(path, 0)],
    ['longer', (path: string) => appendFileSync(path, 'more')],
    ['another', (path: string) => writeFileSync(path, 'x'.repeat(10_000))],
  ])('is no object where it is %s', async (_, change) => {
    const { folder, driver } = await withBucket()
    await driver.putObject(at, 'content')
    change(join(folder, 'b.photos', 'objects', keyToName('a')))
    await expect(driver.getObject(at)).rejects.toMatchObject({ code: 'protocol', operation: 'getObject' })
    await driver.putObject(at, 'again')
    expect(await text(driver)).toBe('again')
  })

  it('of another sort in the folder is not listed', async () => {
    const { folder, driver } = await withBucket()
    await driver.putObject(at, 'content')
    writeFileSync(join(folder, 'b.photos', 'objects', '.DS_Store'), 'x')
    expect((await driver.listObjects(bucket).toArray()).map(({ key }) => key)).toEqual(['a'])
  })
})

describe('storage', () => {
  it('does nothing before its first call, and makes its folder with its first bucket', async () => {
    const folder = join(newFolder(), 'deep', 'folder')
    const driver = storage({ folder: new URL(`file://${folder}`) })
    expect(await driver.listBuckets().toArray()).toEqual([])
    await expect(driver.getObject(at)).rejects.toMatchObject({ code: 'not-found' })
    await driver.createBucket({ name: bucket })
    await driver.putObject(at, 'content')
    expect(await text(driver)).toBe('content')
  })

  it.each([
    ['no folder', {}],
    ['a folder that is not absolute', { folder: 'data' }],
    ['a folder that is a number', { folder: 7 }],
    ['an unknown option', { folder: '/data', fsync: true }],
    ['a durable that is no boolean', { folder: '/data', durable: 'yes' }],
  ])('refuses %s', (_, options) => {
    expect(() => storage(options as never)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })

  it('takes names of devices for buckets and keys like any other', async () => {
    const { folder, driver } = await withBucket()
    await driver.createBucket({ name: 'con' })
    await driver.putObject({ bucket: 'con', key: 'nul.txt' }, 'content')
    expect(filesIn(folder)).toEqual([join('b.con', 'objects', 'o.nul.txt')])
  })
})
