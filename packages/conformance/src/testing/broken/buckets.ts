import { isCloudError, type Storage } from '@cloud/core'
import { type BrokenStorage, forgiven, mapped, refusal } from './broken.ts'

export const brokenBuckets: readonly BrokenStorage[] = [
  {
    mistake: 'is a class of storage',
    area: 'portability',
    fails: [
      'A driver is a plain object of functions',
      'A spread of a driver works as the driver does, and has its abilities',
    ],
    change: (driver) => Object.create(driver) as Storage,
  },
  {
    mistake: 'needs its `this` to read',
    area: 'portability',
    fails: ['Members work without the object they come from'],
    change: (driver) => ({
      ...driver,
      readObject(this: object | undefined, ref, options, call) {
        if (this === undefined) throw new TypeError('this is undefined')
        return driver.readObject(ref, options, call)
      },
    }),
  },
  {
    mistake: 'has half of its uploads',
    area: 'portability',
    fails: [
      'An ability is there whole or not at all',
      'The driver has the abilities that it claims, and no others',
    ],
    change: ({ abortMultipartUpload: _, ...driver }) => driver,
  },
  {
    mistake: 'changes an object that it gave before',
    area: 'portability',
    fails: ['An object stays as it was given while the cloud goes on'],
    change: (driver) => {
      let given: { sizeBytes: number } | undefined
      return {
        ...driver,
        getObject: async (ref, options, call) => {
          const object = { ...(await driver.getObject(ref, options, call)) }
          given = object
          return object
        },
        putObject: async (ref, content, options, call) => {
          if (given) given.sizeBytes += 1
          return driver.putObject(ref, content, options, call)
        },
      }
    },
  },
  {
    mistake: 'empties the bytes that it was given',
    area: 'portability',
    fails: ['What is handed in is not changed, and what changes later is not stored'],
    change: (driver) => ({
      ...driver,
      putObject: async (ref, content, options, call) => {
        const written = await driver.putObject(ref, content, options, call)
        if (content instanceof Uint8Array) content.fill(0)
        return written
      },
    }),
  },
  {
    mistake: 'says already-exists of its own bucket',
    area: 'buckets',
    fails: ['createBucket of one that the account has resolves with it, and changes nothing'],
    change: (driver) => ({
      ...driver,
      createBucket: async (options, call) => {
        const [found] = await driver.listBuckets({ prefix: options.name }).toArray()
        if (found) throw refusal('already-exists')
        return driver.createBucket(options, call)
      },
    }),
  },
  {
    mistake: 'empties a bucket that is deleted',
    area: 'buckets',
    fails: ['deleteBucket of one that holds objects rejects with conflict, and nothing is gone'],
    change: (driver) => ({
      ...driver,
      deleteBucket: async (ref, call) => {
        const keys = await driver.listObjects(ref).toArray()
        for (const one of keys) await driver.deleteObject(one)
        await driver.deleteBucket(ref, call)
      },
    }),
  },
  {
    mistake: 'deletes a bucket that is not there',
    area: 'buckets',
    fails: ['deleteBucket removes a bucket, once'],
    change: (driver) => ({
      ...driver,
      deleteBucket: (ref, call) => forgiven(driver.deleteBucket(ref, call), 'not-found'),
    }),
  },
  {
    mistake: 'makes a bucket that it writes to',
    area: 'buckets',
    fails: [
      'Nothing is read of or written to a bucket that is not there',
      'A name that no bucket has is not-found, and leads nowhere else',
    ],
    change: (driver) => ({
      ...driver,
      putObject: async (ref, content, options, call) => {
        try {
          return await driver.putObject(ref, content, options, call)
        } catch (error) {
          if (!isCloudError(error, 'not-found')) throw error
          return { kind: 'object', id: 'x', bucket: 'x', key: ref.key, etag: 'x', checksums: {} }
        }
      },
    }),
  },
  {
    mistake: 'takes a prefix of buckets for a name',
    area: 'buckets',
    fails: ['listBuckets by a prefix gives those whose name begins with it'],
    change: (driver) => ({
      ...driver,
      listBuckets: (query, call) => driver.listBuckets({ prefix: query?.prefix?.slice(1) }, call),
    }),
  },
  {
    mistake: 'normalises the name of a bucket as a path',
    area: 'buckets',
    fails: ['A name that no bucket has is not-found, and leads nowhere else'],
    change: (driver) => {
      const plain = (bucket: string | { readonly id: string }) =>
        typeof bucket === 'string' ? (bucket.split('/').findLast((part) => part !== '') ?? bucket) : bucket
      return {
        ...driver,
        getObject: (ref, options, call) =>
          driver.getObject({ bucket: plain(ref.bucket), key: ref.key }, options, call),
      }
    },
  },
  {
    mistake: 'gives times as numbers',
    area: 'buckets',
    fails: ['createBucket resolves with the bucket, which is listed and empty'],
    change: (driver) => ({
      ...driver,
      listBuckets: (query, call) =>
        mapped(driver.listBuckets(query, call), (one) => ({ ...one, createdAt: 1 as unknown as string })),
    }),
  },
]
