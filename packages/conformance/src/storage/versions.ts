import assert from 'node:assert/strict'
import type { ObjectVersion, Storage, Versions } from '@cloud/core'
import { ableCases, type Case, type Cases } from '../case.ts'
import { refuses, refusesQueries } from '../cloud-side.ts'
import type { StorageContext } from '../context.ts'
import { rejection } from '../expect.ts'
import { checkStored, checkVersion } from './shapes.ts'
import { aBucket, bytesOf, keysIn, textOf } from './things.ts'

type Able = StorageContext<Storage & Versions>

/** A bucket that keeps versions. */
async function keeping(context: Able): Promise<string> {
  const bucket = await aBucket(context)
  await context.driver.setVersioning(bucket, true)
  return bucket
}

function seen({ key, latest, deleted }: ObjectVersion): [string, boolean, boolean] {
  return [key, latest, deleted]
}

const cases: Cases<Able> = {
  'A bucket keeps versions once it is told to, and until it is told not to': async (context) => {
    const { driver } = context
    const bucket = await aBucket(context)
    assert.equal(await driver.getVersioning(bucket), false)
    for (const keep of [true, true, false, true]) {
      assert.equal(await driver.setVersioning(bucket, keep), undefined)
      assert.equal(await driver.getVersioning(bucket), keep)
    }
  },

  'What is overwritten stays as a version, and is read by its id': async (context) => {
    const { driver } = context
    const at = { bucket: await keeping(context), key: 'a/../b' }
    const first = await driver.putObject(at, 'one', { metadata: { n: '1' } })
    const second = await driver.putObject(at, 'two')
    assert.ok(
      first.versionId && second.versionId && first.versionId !== second.versionId,
      'no ids of versions',
    )
    assert.equal(await textOf(driver, at), 'two')
    assert.equal((await driver.getObject(at)).versionId, second.versionId)
    const version = { ...at, versionId: first.versionId }
    const { object, body } = await driver.readVersion(version)
    assert.equal((await bytesOf(body)).toString(), 'one')
    for (const told of [object, await driver.getVersion(version)]) {
      checkStored(told)
      assert.deepEqual([told.etag, { ...told.metadata }], [first.etag, { n: '1' }])
    }
    const ranged = await driver.readVersion(version, { range: { offset: 1, length: 1 } })
    assert.equal((await bytesOf(ranged.body)).toString(), 'n')
    await rejection(() => driver.getVersion(version, { ifMatch: second.etag }), 'precondition')
  },

  'What is deleted stays as a version, behind one that is deleted': async (context) => {
    const { driver } = context
    const bucket = await keeping(context)
    const { versionId = '' } = await driver.putObject({ bucket, key: 'a' }, 'one')
    await driver.deleteObject({ bucket, key: 'a' })
    await rejection(() => driver.getObject({ bucket, key: 'a' }), 'not-found')
    assert.deepEqual(await keysIn(driver, bucket), [])
    const versions = await driver.listVersions(bucket).toArray()
    for (const version of versions) checkVersion(version)
    assert.deepEqual(versions.map(seen), [
      ['a', true, true],
      ['a', false, false],
    ])
    const [marker] = versions
    assert.ok(marker)
    await rejection(() => driver.getVersion(marker), 'not-found')
    await rejection(() => driver.readVersion(marker), 'not-found')
    assert.equal(
      (await bytesOf((await driver.readVersion({ bucket, key: 'a', versionId })).body)).toString(),
      'one',
    )
  },

  'Versions are listed by keys, of each the newest first, page by page': async (context) => {
    const { driver } = context
    const bucket = await keeping(context)
    for (const content of ['1', '2', '3']) await driver.putObject({ bucket, key: 'b' }, content)
    await driver.putObject({ bucket, key: 'a' }, '4')
    await driver.deleteObject({ bucket, key: 'b' })
    await driver.putObject({ bucket, key: '🚀' }, '5')
    const wanted: [string, boolean, boolean][] = [
      ['a', true, false],
      ['b', true, true],
      ['b', false, false],
      ['b', false, false],
      ['b', false, false],
      ['🚀', true, false],
    ]
    const all = await driver.listVersions(bucket).toArray()
    assert.deepEqual(all.map(seen), wanted)
    const old = all.filter(({ deleted, key }) => key === 'b' && !deleted)
    const contents = await Promise.all(old.map(async (one) => bytesOf((await driver.readVersion(one)).body)))
    assert.deepEqual(contents.map(String), ['3', '2', '1'])
    for (const pageSize of [1, 2, 4]) {
      const paged = await driver.listVersions(bucket, { pageSize }).toArray()
      assert.deepEqual(
        paged.map(({ id }) => id),
        all.map(({ id }) => id),
      )
    }
    assert.deepEqual(
      (await driver.listVersions(bucket, { prefix: 'a' }).toArray()).map(seen),
      wanted.slice(0, 1),
    )
  },

  'deleteVersion removes a version for good, and resolves where there is none': async (context) => {
    const { driver } = context
    const at = { bucket: await keeping(context), key: 'a' }
    const { versionId: first = '' } = await driver.putObject(at, 'one')
    const { versionId: second = '' } = await driver.putObject(at, 'two')
    assert.equal(await driver.deleteVersion({ ...at, versionId: second }), undefined)
    assert.equal(await textOf(driver, at), 'one')
    await driver.deleteVersion({ ...at, versionId: second })
    await rejection(() => driver.getVersion({ ...at, versionId: second }), 'not-found')
    await driver.deleteVersion({ ...at, versionId: first })
    assert.deepEqual(await driver.listVersions(at.bucket).toArray(), [])
  },

  'Without the version that is deleted the key holds again what it held': async (context) => {
    const { driver } = context
    const at = { bucket: await keeping(context), key: 'a' }
    await driver.putObject(at, 'one')
    await driver.deleteObject(at)
    const [marker] = await driver.listVersions(at.bucket).toArray()
    assert.ok(marker?.deleted)
    await driver.deleteVersion(marker)
    assert.equal(await textOf(driver, at), 'one')
  },

  'A bucket that holds versions only rejects deleteBucket with conflict': async (context) => {
    const { driver } = context
    const bucket = await keeping(context)
    await driver.putObject({ bucket, key: 'a' }, 'one')
    await driver.deleteObject({ bucket, key: 'a' })
    await rejection(() => driver.deleteBucket(bucket), 'conflict')
    for await (const version of driver.listVersions(bucket)) await driver.deleteVersion(version)
    await driver.deleteBucket(bucket)
  },

  'Versions stay when no more are kept': async (context) => {
    const { driver } = context
    const at = { bucket: await keeping(context), key: 'a' }
    const { versionId = '' } = await driver.putObject(at, 'kept')
    await driver.setVersioning(at.bucket, false)
    await driver.putObject(at, 'one')
    await driver.putObject(at, 'two')
    assert.equal(await textOf(driver, at), 'two')
    assert.equal((await bytesOf((await driver.readVersion({ ...at, versionId })).body)).toString(), 'kept')
    assert.equal((await driver.listVersions(at.bucket).toArray()).length, 2)
  },

  'A version that is not there rejects with not-found': async (context) => {
    const { driver } = context
    const at = { bucket: await keeping(context), key: 'a' }
    const { versionId = '' } = await driver.putObject(at, 'one')
    await rejection(() => driver.getVersion({ ...at, key: 'b', versionId }), 'not-found')
    await rejection(() => driver.readVersion({ ...at, key: 'b', versionId }), 'not-found')
  },

  'Input of versions that cannot be right is invalid before anything is sent': async (context) => {
    const { driver } = context
    const at = { bucket: await context.bucket(), key: 'a' }
    const refs = { 'no id': at, nothing: undefined, 'an upload': { ...at, kind: 'upload', versionId: 'v' } }
    await refuses(context, refs, (ref) => driver.getVersion(ref as never))
    await refuses(context, refs, (ref) => driver.deleteVersion(ref as never))
    await refuses(context, { 'a text': 'yes', nothing: undefined }, (keep) =>
      driver.setVersioning(at.bucket, keep as unknown as boolean),
    )
    await refusesQueries(context, (query) => driver.listVersions(at.bucket, query), {
      key: { key: 'a' },
      none: { pageSize: 0 },
    })
  },
}

export const versions: readonly Case<StorageContext>[] = ableCases<StorageContext, Able>(
  'versions',
  ['Versions'],
  cases,
)
