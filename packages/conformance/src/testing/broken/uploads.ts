import { type BrokenStorage, forgiven, mapped, onlyThose, refusal } from './broken.ts'

export const brokenUploads: readonly BrokenStorage[] = [
  {
    mistake: 'joins parts as they come',
    area: 'uploads',
    fails: ['An object is made of its parts, whatever order they are sent in'],
    change: (driver) => {
      let count = 0
      const numbers = new Map<string, number>()
      return {
        ...driver,
        uploadPart: async (upload, number, content, options, call) => {
          count += 1
          const mine = count
          const part = await driver.uploadPart(upload, mine, content, options, call)
          numbers.set(`${upload.id} ${number}`, mine)
          return { ...part, partNumber: number }
        },
        completeMultipartUpload: (upload, parts, options, call) => {
          const stored = parts.map(({ partNumber, etag }) => ({
            etag,
            partNumber: numbers.get(`${upload.id} ${partNumber}`) ?? partNumber,
          }))
          return driver.completeMultipartUpload(upload, stored, options, call)
        },
      }
    },
  },
  {
    mistake: 'shows an upload before it is completed',
    area: 'uploads',
    fails: ['Until an upload is completed the key holds what it held'],
    change: (driver) => ({
      ...driver,
      uploadPart: async (upload, number, content, options, call) => {
        const part = await driver.uploadPart(upload, number, content, options, call)
        if (typeof content === 'string')
          await driver.putObject({ bucket: upload.bucket, key: upload.key }, content)
        return part
      },
    }),
  },
  {
    mistake: 'does not look at the etags of parts',
    area: 'uploads',
    fails: [
      'A part replaces one that had its number',
      'completeMultipartUpload of parts that are not right is invalid, and the upload is as it was',
    ],
    change: (driver) => ({
      ...driver,
      completeMultipartUpload: async (upload, parts, options, call) => {
        const stored = await driver.listParts(upload).toArray()
        const named = parts.map(
          (part) => stored.find(({ partNumber }) => partNumber === part.partNumber) ?? part,
        )
        return driver.completeMultipartUpload(upload, named, options, call)
      },
    }),
  },
  {
    mistake: 'takes parts that are not named too',
    area: 'uploads',
    fails: ['Parts that are not named are thrown away'],
    change: (driver) => ({
      ...driver,
      completeMultipartUpload: async (upload, parts, options, call) => {
        const stored = await driver.listParts(upload).toArray()
        const more = stored.filter((one) => parts.every(({ partNumber }) => partNumber !== one.partNumber))
        return driver.completeMultipartUpload(upload, [...parts, ...more], options, call)
      },
    }),
  },
  {
    mistake: 'lists parts as texts are ordered',
    area: 'uploads',
    fails: ['listParts tells the parts by their numbers'],
    change: (driver) => ({
      ...driver,
      listParts: (upload, query, call) => {
        const list = driver.listParts(upload, query, call)
        const sorted = async () =>
          (await list.toArray()).toSorted((a, b) => (String(a.partNumber) < String(b.partNumber) ? -1 : 1))
        return { ...list, toArray: sorted }
      },
    }),
  },
  {
    mistake: 'looks at no checksum of a part',
    area: 'uploads',
    fails: ['uploadPart takes streams of a known size, and holds content to its size and checksum'],
    change: (driver) => ({
      ...driver,
      uploadPart: (upload, number, content, { checksum: _, ...options } = {}, call) =>
        driver.uploadPart(upload, number, content, options, call),
    }),
  },
  {
    mistake: 'looks at no checksum of the whole',
    area: 'uploads',
    fails: ['A checksum of the whole content that does not match makes no object'],
    change: (driver) => ({
      ...driver,
      completeMultipartUpload: (upload, parts, { checksum: _, ...options } = {}, call) =>
        driver.completeMultipartUpload(upload, parts, options, call),
    }),
  },
  {
    mistake: 'completes an upload whatever the key holds',
    area: 'uploads',
    fails: ['completeMultipartUpload with ifNoneMatch makes no object where there is one'],
    change: (driver) => ({
      ...driver,
      completeMultipartUpload: (upload, parts, _, call) =>
        driver.completeMultipartUpload(upload, parts, {}, call),
    }),
  },
  {
    mistake: 'says that small parts were too small, and throws the upload away',
    area: 'uploads',
    fails: ['A part that is too small is invalid where it is not the last'],
    change: (driver) => ({
      ...driver,
      completeMultipartUpload: async (upload, parts, options, call) => {
        try {
          return await driver.completeMultipartUpload(upload, parts, options, call)
        } catch (error) {
          await driver.abortMultipartUpload(upload)
          throw error
        }
      },
    }),
  },
  {
    mistake: 'aborts nothing',
    area: 'uploads',
    fails: [
      'abortMultipartUpload throws an upload away, and resolves where there is none',
      'listMultipartUploads tells the uploads that are not over, in the order of their keys',
    ],
    change: (driver) => ({ ...driver, abortMultipartUpload: async () => {} }),
  },
  {
    mistake: 'rejects an abort of what is gone',
    area: 'uploads',
    fails: ['abortMultipartUpload throws an upload away, and resolves where there is none'],
    change: (driver) => ({
      ...driver,
      abortMultipartUpload: async (upload, call) => {
        await driver.listParts(upload).toArray()
        await driver.abortMultipartUpload(upload, call)
      },
    }),
  },
  {
    mistake: 'removes the object of an upload that is aborted',
    area: 'uploads',
    fails: ['An upload that was completed is gone, and completing it again makes nothing else'],
    change: (driver) => ({
      ...driver,
      abortMultipartUpload: async (upload, call) => {
        await driver.abortMultipartUpload(upload, call)
        await driver.deleteObject({ bucket: upload.bucket, key: upload.key }).catch(() => {})
      },
    }),
  },
  {
    mistake: 'has one upload of a key',
    area: 'uploads',
    fails: ['Uploads of one key do not disturb each other'],
    change: (driver) => ({
      ...driver,
      createMultipartUpload: async (ref, options, call) => {
        const [found] = await driver
          .listMultipartUploads(ref.bucket, { prefix: ref.key })
          .toArray()
          .catch(() => [])
        return found ?? driver.createMultipartUpload(ref, options, call)
      },
    }),
  },
  {
    mistake: 'lists the uploads of other keys too',
    area: 'uploads',
    fails: ['listMultipartUploads tells the uploads that are not over, in the order of their keys'],
    change: (driver) => ({
      ...driver,
      listMultipartUploads: (bucket, _, call) => driver.listMultipartUploads(bucket, {}, call),
    }),
  },
  {
    mistake: 'lists uploads without their keys',
    area: 'uploads',
    fails: ['listMultipartUploads tells the uploads that are not over, in the order of their keys'],
    change: (driver) => ({
      ...driver,
      listMultipartUploads: (bucket, query, call) =>
        mapped(driver.listMultipartUploads(bucket, query, call), (one) => ({ ...one, key: '' })),
    }),
  },
  {
    mistake: 'takes a part of nothing',
    area: 'uploads',
    fails: ['An upload that is not there rejects with not-found'],
    change: (driver) => ({
      ...driver,
      listParts: (upload, query, call) => {
        const list = driver.listParts(upload, query, call)
        return onlyThose({ ...list, toArray: () => list.toArray().catch(() => []) }, () => true)
      },
    }),
  },
  {
    mistake: 'says that a lost completion was not done',
    area: 'uploads',
    fails: ['A completion whose answer was lost made the object, or says that its outcome is unknown'],
    change: (driver) => ({
      ...driver,
      completeMultipartUpload: async (upload, parts, options, call) => {
        try {
          return await driver.completeMultipartUpload(upload, parts, options, call)
        } catch (error) {
          throw (error as { code?: string }).code === 'network' ? refusal('network') : error
        }
      },
    }),
  },
  {
    mistake: 'resolves a completion that failed',
    area: 'uploads',
    fails: ['completeMultipartUpload of parts that are not right is invalid, and the upload is as it was'],
    change: (driver) => ({
      ...driver,
      completeMultipartUpload: async (upload, parts, options, call) => {
        const done = driver.completeMultipartUpload(upload, parts, options, call)
        await forgiven(done, 'invalid')
        return {
          kind: 'object',
          id: `${upload.bucket}/${upload.key}`,
          bucket: 'b',
          key: 'k',
          etag: 'e',
          checksums: {},
        }
      },
    }),
  },
]
