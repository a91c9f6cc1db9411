import { mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type SyncOptions, type SyncStep, syncDirectory } from '@cloud/core/storage'
import { describe, expect, it } from 'vitest'
import { type StorageLocal, storage } from './storage.ts'
import { filesIn, newFolder } from './testing/folder.ts'

const bucket = 'site'

async function withBucket(): Promise<StorageLocal> {
  const driver = storage({ folder: newFolder(), durable: false })
  await driver.createBucket({ name: bucket })
  return driver
}

function tree(files: Readonly<Record<string, string>>, folder = newFolder()): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

const keys = async (driver: StorageLocal) =>
  (await driver.listObjects(bucket).toArray()).map(({ key }) => key)
const text = async (driver: StorageLocal, key: string) =>
  new Response((await driver.readObject({ bucket, key })).body).text()
const told = (steps: readonly SyncStep[]) =>
  steps.map(({ kind, path, why }) => `${kind} ${path} ${why}`).toSorted()

const site = { 'index.html': '<html>', 'img/a b.png': 'png', 'img/deep/é.png': 'more' }

describe('syncDirectory up', () => {
  const up = (folder: string, options: Partial<SyncOptions> = {}): SyncOptions => ({
    direction: 'up',
    folder,
    bucket,
    ...options,
  })

  it('stores what is missing under the prefix, and nothing the second time', async () => {
    const driver = await withBucket()
    const folder = tree(site)
    const steps: SyncStep[] = []
    const options = up(folder, { prefix: 'www/', onStep: (step) => steps.push(step) })
    const plan = await syncDirectory(driver, options)
    expect(told(plan.steps)).toEqual([
      'upload img/a b.png missing',
      'upload img/deep/é.png missing',
      'upload index.html missing',
    ])
    expect(told(steps)).toEqual(told(plan.steps))
    expect(await keys(driver)).toEqual(['www/img/a b.png', 'www/img/deep/é.png', 'www/index.html'])
    expect(await text(driver, 'www/img/deep/é.png')).toBe('more')
    expect(await syncDirectory(driver, options)).toEqual({ steps: [], same: 3, skipped: [] })
  })

  it('stores again what has another size, or was changed since', async () => {
    const driver = await withBucket()
    const folder = tree(site)
    await syncDirectory(driver, up(folder))
    writeFileSync(join(folder, 'index.html'), '<html lang="de">')
    const later = new Date(Date.now() + 10_000)
    utimesSync(join(folder, 'img', 'a b.png'), later, later)
    const { steps, same } = await syncDirectory(driver, up(folder))
    expect(told(steps)).toEqual(['upload img/a b.png time', 'upload index.html size'])
    expect(same).toBe(1)
  })

  it('compares contents where that is wanted', async () => {
    const driver = await withBucket()
    const folder = tree(site)
    await syncDirectory(driver, up(folder))
    const before = new Date(0)
    writeFileSync(join(folder, 'index.html'), '<HTML>')
    for (const path of Object.keys(site)) utimesSync(join(folder, path), before, before)
    expect(told((await syncDirectory(driver, up(folder))).steps)).toEqual([])
    const { steps, same } = await syncDirectory(driver, up(folder, { compare: 'content' }))
    expect([told(steps), same]).toEqual([['upload index.html content'], 2])
    expect(await text(driver, 'index.html')).toBe('<HTML>')
  })

  it('deletes nothing unless that is wanted, and then only what is under the prefix and meant', async () => {
    const driver = await withBucket()
    for (const key of ['www/old.html', 'www/keep.log', 'elsewhere'])
      await driver.putObject({ bucket, key }, 'x')
    const folder = tree({ 'index.html': 'x' })
    await syncDirectory(driver, up(folder, { prefix: 'www/' }))
    expect(await keys(driver)).toEqual(['elsewhere', 'www/index.html', 'www/keep.log', 'www/old.html'])
    const { steps } = await syncDirectory(
      driver,
      up(folder, { prefix: 'www/', delete: true, exclude: ['*.log'] }),
    )
    expect(told(steps)).toEqual(['delete-object old.html extra'])
    expect(await keys(driver)).toEqual(['elsewhere', 'www/index.html', 'www/keep.log'])
  })

  it('takes what is included, and follows no link', async () => {
    const driver = await withBucket()
    const folder = tree(site)
    symlinkSync('/etc', join(folder, 'etc.png'))
    const { steps, skipped } = await syncDirectory(
      driver,
      up(folder, { include: ['*.png'], exclude: ['img/deep/**'] }),
    )
    expect(told(steps)).toEqual(['upload img/a b.png missing'])
    expect(skipped).toEqual([{ name: 'etc.png', why: 'it is neither a file nor a folder' }])
    expect(await keys(driver)).toEqual(['img/a b.png'])
  })

  it('changes nothing in a dry run', async () => {
    const driver = await withBucket()
    await driver.putObject({ bucket, key: 'old' }, 'x')
    const { steps } = await syncDirectory(driver, up(tree(site), { dryRun: true, delete: true }))
    expect(steps).toHaveLength(4)
    expect(JSON.parse(JSON.stringify(steps))).toEqual(steps)
    expect(await keys(driver)).toEqual(['old'])
  })

  it('does the rest where some fails, tells what failed, and deletes nothing then', async () => {
    const driver = await withBucket()
    await driver.putObject({ bucket, key: 'old' }, 'x')
    const failing: StorageLocal = {
      ...driver,
      putObject: (ref, content, options, call) =>
        ref.key === 'index.html'
          ? driver.putObject({ ...ref, bucket: 'missing' }, content, options, call)
          : driver.putObject(ref, content, options, call),
    }
    await expect(syncDirectory(failing, up(tree(site), { delete: true }))).rejects.toMatchObject({
      code: 'not-found',
      details: { done: 2, failures: [{ path: 'index.html', code: 'not-found' }] },
    })
    expect(await keys(driver)).toEqual(['img/a b.png', 'img/deep/é.png', 'old'])
  })

  it('ends when its signal aborts', async () => {
    const driver = await withBucket()
    const cancel = new AbortController()
    const onStep = () => cancel.abort()
    const syncing = syncDirectory(driver, up(tree(site), { onStep, concurrency: 1 }), {
      signal: cancel.signal,
    })
    await expect(syncing).rejects.toMatchObject({ code: 'aborted' })
    expect(await keys(driver)).toHaveLength(1)
  })
})

describe('syncDirectory down', () => {
  const down = (folder: string, options: Partial<SyncOptions> = {}): SyncOptions => ({
    direction: 'down',
    folder,
    bucket,
    ...options,
  })

  it('makes the folder as the bucket is, and fetches nothing the second time', async () => {
    const driver = await withBucket()
    for (const [path, content] of Object.entries(site))
      await driver.putObject({ bucket, key: `www/${path}` }, content)
    const folder = join(newFolder(), 'new')
    await syncDirectory(driver, down(folder, { prefix: 'www/' }))
    expect(filesIn(folder)).toEqual(Object.keys(site).toSorted())
    expect(readFileSync(join(folder, 'img/a b.png'), 'utf8')).toBe('png')
    expect(await syncDirectory(driver, down(folder, { prefix: 'www/' }))).toMatchObject({
      steps: [],
      same: 3,
    })
    await driver.putObject({ bucket, key: 'www/index.html' }, '<HTML>')
    const later = new Date(Date.now() - 60_000)
    utimesSync(join(folder, 'index.html'), later, later)
    const { steps } = await syncDirectory(driver, down(folder, { prefix: 'www/' }))
    expect(told(steps)).toEqual(['download index.html time'])
  })

  it('writes nothing outside of the folder, whatever the keys are', async () => {
    const driver = await withBucket()
    const odd = ['../up', '/etc/x', 'a/../../b', '..', 'a//b', 'dir/', 'x', 'a', 'a/inside', 'x'.repeat(300)]
    for (const key of odd) await driver.putObject({ bucket, key }, 'content')
    const outside = newFolder()
    const folder = join(outside, 'inside')
    const { steps, skipped } = await syncDirectory(driver, down(folder))
    expect(told(steps)).toEqual(['download a/inside missing', 'download x missing'])
    expect(skipped.map(({ name }) => name).toSorted()).toEqual(
      ['../up', '/etc/x', 'a/../../b', '..', 'a//b', 'dir/', 'a', 'x'.repeat(300)].toSorted(),
    )
    expect(filesIn(outside)).toEqual(['inside/a/inside', 'inside/x'])
  })

  it('writes through no link', async () => {
    const driver = await withBucket()
    await driver.putObject({ bucket, key: 'linked/file' }, 'content')
    const [folder, elsewhere] = [newFolder(), newFolder()]
    symlinkSync(elsewhere, join(folder, 'linked'))
    await expect(syncDirectory(driver, down(folder))).rejects.toMatchObject({ code: 'invalid' })
    expect(filesIn(elsewhere)).toEqual([])
  })

  it('deletes files that are extra where that is wanted', async () => {
    const driver = await withBucket()
    await driver.putObject({ bucket, key: 'a' }, 'content')
    const folder = tree({ a: 'content', 'b/c': 'extra', 'd.log': 'stays' })
    const { steps } = await syncDirectory(
      driver,
      down(folder, { delete: true, exclude: ['*.log'], compare: 'content' }),
    )
    expect(told(steps)).toEqual(['delete-file b/c extra'])
    expect(filesIn(folder)).toEqual(['a', 'd.log'])
  })
})

describe('Options of syncDirectory that cannot be right', () => {
  const good = { direction: 'up', folder: '/tmp', bucket }

  it.each([
    ['no direction', { direction: undefined }],
    ['no folder', { folder: undefined }],
    ['an unknown option', { mirror: true }],
    ['a pattern that is empty', { include: [''] }],
    ['patterns that are no list', { exclude: '*.log' }],
    ['a comparison that is none', { compare: 'size' }],
    ['a text for a flag', { delete: 'yes' }],
    ['nothing at the same time', { concurrency: 0 }],
    ['a listener that is none', { onStep: 7 }],
  ])('are invalid: %s', async (_, change) => {
    const driver = await withBucket()
    const options = { ...good, ...change } as unknown as SyncOptions
    await expect(syncDirectory(driver, options)).rejects.toMatchObject({ code: 'invalid' })
  })

  it('are invalid: a folder that is not there', async () => {
    const driver = await withBucket()
    const folder = join(newFolder(), 'missing')
    await expect(syncDirectory(driver, { direction: 'up', folder, bucket })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})
