import type { BrokenStorage } from './broken.ts'

export const brokenStorageAbilities: readonly BrokenStorage[] = [
  {
    mistake: 'moves what it is told to copy',
    area: 'copies',
    fails: ['copyObject makes an object like the source, which stays'],
    change: (driver) => ({
      ...driver,
      copyObject: async (from, to, options, call) => {
        const written = await driver.copyObject(from, to, options, call)
        await driver.deleteObject({ bucket: from.bucket, key: from.key })
        return written
      },
    }),
  },
  {
    mistake: 'copies content without what describes it',
    area: 'copies',
    fails: ['copyObject makes an object like the source, which stays'],
    change: (driver) => ({
      ...driver,
      copyObject: (from, to, options, call) =>
        driver.copyObject(from, to, { metadata: {}, ...options }, call),
    }),
  },
  {
    mistake: 'adds metadata to that of the source',
    area: 'copies',
    fails: ['What describes the copy is all new where some of it is given'],
    change: (driver) => ({
      ...driver,
      copyObject: async (from, to, options = {}, call) => {
        const { contentType, metadata } = await driver.getObject({ bucket: from.bucket, key: from.key })
        const merged =
          options.contentType || options.metadata ? { contentType, metadata, ...options } : options
        return driver.copyObject(from, to, merged, call)
      },
    }),
  },
  {
    mistake: 'copies an object onto itself for nothing',
    area: 'copies',
    fails: ['copyObject onto itself changes what describes it, and is invalid where nothing is given'],
    change: (driver) => ({
      ...driver,
      copyObject: async (from, to, options, call) =>
        from.key === to.key && options === undefined
          ? driver.putObject({ bucket: to.bucket, key: to.key }, 'content')
          : driver.copyObject(from, to, options, call),
    }),
  },
  {
    mistake: 'copies whatever the source holds',
    area: 'copies',
    fails: ['copyObject of a source that has changed rejects with precondition'],
    change: (driver) => ({
      ...driver,
      copyObject: (from, to, { ifSourceMatch: _, ...options } = {}, call) =>
        driver.copyObject(from, to, options, call),
    }),
  },
  {
    mistake: 'copies what is latest in place of a version',
    area: 'copies',
    fails: ['copyObject copies a version where the bucket keeps them'],
    change: (driver) => ({
      ...driver,
      copyObject: ({ versionId: _, ...from }, to, options, call) =>
        driver.copyObject(from, to, { contentType: 'text/plain', ...options }, call),
    }),
  },
  {
    mistake: 'deletes the first thousand',
    area: 'bulk delete',
    fails: ['deleteObjects takes more keys than one request does, some of them twice or of nothing'],
    change: (driver) => ({
      ...driver,
      deleteObjects: (bucket, keys, call) => driver.deleteObjects(bucket, keys.slice(0, 1000), call),
    }),
  },
  {
    mistake: 'deletes what is a key and leaves the rest',
    area: 'bulk delete',
    fails: ['deleteObjects with a key that is none is invalid, and removes nothing'],
    change: (driver) => ({
      ...driver,
      deleteObjects: async (bucket, keys, call) => {
        const good = Array.isArray(keys) ? keys.filter((key) => typeof key === 'string' && key !== '') : keys
        await driver.deleteObjects(bucket, good, call)
      },
    }),
  },
  {
    mistake: 'sends a delete of nothing',
    area: 'bulk delete',
    fails: ['deleteObjects of no keys sends nothing'],
    change: (driver) => ({
      ...driver,
      deleteObjects: async (bucket, keys, call) => {
        await driver.listObjects(bucket).toArray({ max: 1 })
        await driver.deleteObjects(bucket, keys, call)
      },
    }),
  },
  {
    mistake: 'signs for any method',
    area: 'signed urls',
    fails: ['What is signed for one method is refused for another'],
    change: (driver) => driver,
    options: { sendSigned: async () => ({ status: 200, headers: new Headers(), text: 'content' }) },
  },
  {
    mistake: 'signs no content type',
    area: 'signed urls',
    fails: ['A signed PUT stores an object, of the type that it was signed with'],
    change: (driver) => ({
      ...driver,
      signUrl: (ref, { contentType: _, ...options }, call) => driver.signUrl(ref, options, call),
    }),
  },
  {
    mistake: 'looks whether there is something to sign',
    area: 'signed urls',
    fails: ['signUrl sends nothing, and tells when it runs out'],
    change: (driver) => ({
      ...driver,
      signUrl: async (ref, options, call) => {
        await driver.getObject(ref).catch(() => {})
        return driver.signUrl(ref, options, call)
      },
    }),
  },
  {
    mistake: 'signs an object in place of a part',
    area: 'signed urls',
    fails: ['A signed part is stored as a part of its upload'],
    change: (driver) => ({
      ...driver,
      signUrl: (ref, { part: _, ...options }, call) => driver.signUrl(ref, options, call),
    }),
  },
  {
    mistake: 'keeps no versions',
    area: 'versions',
    fails: [
      'What is overwritten stays as a version, and is read by its id',
      'What is deleted stays as a version, behind one that is deleted',
    ],
    change: (driver) => ({ ...driver, setVersioning: async () => {} }),
  },
  {
    mistake: 'reads the latest in place of a version',
    area: 'versions',
    fails: ['What is overwritten stays as a version, and is read by its id'],
    change: (driver) => ({
      ...driver,
      readVersion: ({ bucket, key }, options, call) => driver.readObject({ bucket, key }, options, call),
    }),
  },
  {
    mistake: 'hides what is deleted in a list of versions',
    area: 'versions',
    fails: ['What is deleted stays as a version, behind one that is deleted'],
    change: (driver) => ({
      ...driver,
      listVersions: (bucket, query, call) => {
        const list = driver.listVersions(bucket, query, call)
        return { ...list, toArray: async () => (await list.toArray()).filter(({ deleted }) => !deleted) }
      },
    }),
  },
  {
    mistake: 'gives the oldest version first',
    area: 'versions',
    fails: ['Versions are listed by keys, of each the newest first, page by page'],
    change: (driver) => ({
      ...driver,
      listVersions: (bucket, query, call) => {
        const list = driver.listVersions(bucket, query, call)
        return { ...list, toArray: async () => (await list.toArray()).toReversed() }
      },
    }),
  },
  {
    mistake: 'hides a version that it should remove',
    area: 'versions',
    fails: ['deleteVersion removes a version for good, and resolves where there is none'],
    change: (driver) => ({
      ...driver,
      deleteVersion: ({ bucket, key }, call) => driver.deleteObject({ bucket, key }, call),
    }),
  },
  {
    mistake: 'adds tags to those that are there',
    area: 'object tags',
    fails: ['putObjectTags makes the tags these and no others'],
    change: (driver) => ({
      ...driver,
      putObjectTags: async (ref, tags, call) => {
        const before = await driver.getObjectTags(ref)
        await driver.putObjectTags(ref, typeof tags === 'object' ? { ...before, ...tags } : tags, call)
      },
    }),
  },
]
