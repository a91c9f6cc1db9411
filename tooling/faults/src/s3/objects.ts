import { at, bucket, newBucket, newObject, type Operation } from './given.ts'

const buckets: readonly Operation[] = [
  {
    name: 'listBuckets',
    operation: 'ListBuckets',
    repeat: 'read',
    given: async (driver) => {
      await newBucket(driver)
      return () => driver.listBuckets().toArray()
    },
  },
  {
    name: 'createBucket',
    operation: 'CreateBucket',
    repeat: 'idempotent',
    bare: true,
    given: async (driver) => () => newBucket(driver),
    effect: ['+bucket'],
  },
  {
    name: 'deleteBucket',
    operation: 'DeleteBucket',
    repeat: 'idempotent',
    bare: true,
    given: async (driver) => {
      await newBucket(driver)
      return () => driver.deleteBucket(bucket)
    },
    effect: ['-bucket'],
  },
]

const objectReads: readonly Operation[] = [
  {
    name: 'listObjects',
    operation: 'ListObjectsV2',
    repeat: 'read',
    given: async (driver) => {
      await newObject(driver)
      return () => driver.listObjects(bucket).toArray()
    },
  },
]

const objectWrites: readonly Operation[] = [
  {
    name: 'putObject',
    operation: 'PutObject',
    repeat: 'idempotent',
    bare: true,
    given: async (driver) => {
      await newBucket(driver)
      return () => driver.putObject(at, 'content')
    },
    effect: ['+object'],
  },
  {
    name: 'putObject where there is none',
    operation: 'PutObject',
    repeat: 'named',
    bare: true,
    second: 'precondition',
    given: async (driver) => {
      await newBucket(driver)
      return () => driver.putObject(at, 'content', { ifNoneMatch: '*' })
    },
    effect: ['+object'],
  },
  {
    name: 'deleteObject',
    operation: 'DeleteObject',
    repeat: 'idempotent',
    bare: true,
    given: async (driver) => {
      await newObject(driver)
      return () => driver.deleteObject(at)
    },
    effect: ['-object'],
    forgives: ['not-found'],
  },
  {
    name: 'deleteObjects',
    operation: 'DeleteObjects',
    repeat: 'idempotent',
    given: async (driver) => {
      await newObject(driver)
      return () => driver.deleteObjects(bucket, [at.key, 'none'])
    },
    effect: ['-object'],
  },
  {
    name: 'copyObject',
    operation: 'CopyObject',
    repeat: 'idempotent',
    given: async (driver) => {
      await newObject(driver)
      return () => driver.copyObject(at, { bucket, key: 'two' })
    },
    effect: ['+object'],
  },
  {
    name: 'putObjectTags',
    operation: 'PutObjectTagging',
    repeat: 'idempotent',
    bare: true,
    given: async (driver) => {
      await newObject(driver)
      return () => driver.putObjectTags(at, { color: 'blue' })
    },
    effect: ['~object.tags'],
  },
  {
    name: 'getObjectTags',
    operation: 'GetObjectTagging',
    repeat: 'read',
    given: async (driver) => {
      await newObject(driver)
      return () => driver.getObjectTags(at)
    },
  },
]

export const objects: readonly Operation[] = [...buckets, ...objectReads, ...objectWrites]
