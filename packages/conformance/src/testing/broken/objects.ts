import type { ObjectRef, Storage, StoredObject } from '@cloud/core'
import type { MemoryStorage } from '../memory-storage.ts'
import { type BrokenStorage, refusal } from './broken.ts'

/** A driver for which a key is what `map` makes of it. */
function rekeyed(driver: MemoryStorage, map: (key: string) => string): Storage & MemoryStorage {
  const at = (ref: ObjectRef) => ({ bucket: ref.bucket, key: map(ref.key) })
  return {
    ...driver,
    getObject: (ref, options, call) => driver.getObject(at(ref), options, call),
    readObject: (ref, options, call) => driver.readObject(at(ref), options, call),
    putObject: (ref, content, options, call) => driver.putObject(at(ref), content, options, call),
    deleteObject: (ref, call) => driver.deleteObject(at(ref), call),
  }
}

/** A driver that tells objects as `map` makes them. */
function retold(driver: MemoryStorage, map: (object: StoredObject) => StoredObject): MemoryStorage {
  return {
    ...driver,
    getObject: async (ref, options, call) => map(await driver.getObject(ref, options, call)),
    readObject: async (ref, options, call) => {
      const content = await driver.readObject(ref, options, call)
      return { ...content, object: map(content.object) }
    },
  }
}

const everyKey = 'Every key is an object of its own: read, told and listed byte for byte'
const oneKey = 'deleteObject removes the object of that key, and no other'

export const brokenObjects: readonly BrokenStorage[] = [
  {
    mistake: 'resolves keys as URLs do',
    area: 'keys',
    fails: [everyKey],
    change: (driver) =>
      rekeyed(driver, (key) => new URL(`http://x/${encodeURI(key)}`).pathname.slice(1) || key),
  },
  {
    mistake: 'joins slashes',
    area: 'keys',
    fails: [everyKey, oneKey],
    change: (driver) => rekeyed(driver, (key) => key.replace(/\/+/g, '/')),
  },
  {
    mistake: 'decodes plus signs',
    area: 'keys',
    fails: [everyKey, oneKey],
    change: (driver) => rekeyed(driver, (key) => key.replaceAll('+', ' ')),
  },
  {
    mistake: 'decodes percent signs',
    area: 'keys',
    fails: [everyKey, oneKey],
    change: (driver) => rekeyed(driver, (key) => key.replace(/%2F/gi, '/')),
  },
  {
    mistake: 'normalises Unicode',
    area: 'keys',
    fails: [everyKey, oneKey],
    change: (driver) => rekeyed(driver, (key) => key.normalize('NFC')),
  },
  {
    mistake: 'knows no capitals',
    area: 'keys',
    fails: [everyKey, oneKey],
    change: (driver) => rekeyed(driver, (key) => key.toLowerCase()),
  },
  {
    mistake: 'cuts long keys',
    area: 'keys',
    fails: [everyKey],
    change: (driver) => rekeyed(driver, (key) => key.slice(0, 255)),
  },
  {
    mistake: 'lets keys out of their bucket',
    area: 'keys',
    fails: ['A key that leads out of its bucket leads nowhere'],
    change: (driver) => {
      const at = (ref: ObjectRef): ObjectRef => {
        const [, bucket, key] = /^\.\.\/([^/]+)\/(.+)$/s.exec(ref.key) ?? []
        return bucket && key ? { bucket, key } : ref
      }
      return { ...driver, deleteObject: (ref, call) => driver.deleteObject(at(ref), call) }
    },
  },
  {
    mistake: 'deletes what begins with a key',
    area: 'keys',
    fails: [oneKey],
    change: (driver) => ({
      ...driver,
      deleteObject: async (ref, call) => {
        const all = await driver.listObjects(ref.bucket, { prefix: ref.key }).toArray()
        for (const one of all) await driver.deleteObject(one)
        await driver.deleteObject(ref, call)
      },
    }),
  },
  {
    mistake: 'asks the cloud about what is no key',
    area: 'keys',
    fails: ['What is no key is invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      getObject: async (ref, options, call) => {
        await driver.listObjects(ref.bucket).toArray({ max: 1 })
        return driver.getObject(ref, options, call)
      },
    }),
  },
  {
    mistake: 'rejects a delete of nothing',
    area: 'objects',
    fails: ['deleteObject removes an object, and resolves where there is none'],
    change: (driver) => ({
      ...driver,
      deleteObject: async (ref, call) => {
        await driver.getObject(ref)
        await driver.deleteObject(ref, call)
      },
    }),
  },
  {
    mistake: 'keeps the metadata of the object before',
    area: 'objects',
    fails: ['putObject replaces content, headers and metadata of what the key held'],
    change: (driver) => ({
      ...driver,
      putObject: async (ref, content, options, call) => {
        const before = await driver.getObject(ref).catch(() => undefined)
        const metadata = { ...before?.metadata, ...options?.metadata }
        return driver.putObject(ref, content, { ...options, metadata }, call)
      },
    }),
  },
  {
    mistake: 'puts metadata in title case',
    area: 'objects',
    fails: ['Content headers and metadata are kept as they are given'],
    change: (driver) =>
      retold(driver, (object) => ({
        ...object,
        metadata: Object.fromEntries(
          Object.entries(object.metadata).map(([key, value]) => [key.toUpperCase(), value]),
        ),
      })),
  },
  {
    mistake: 'loses metadata that objects have by themselves',
    area: 'objects',
    fails: ['Metadata of names that objects of JavaScript have is metadata like any other'],
    change: (driver) =>
      retold(driver, (object) => ({
        ...object,
        metadata: Object.fromEntries(Object.entries(object.metadata).filter(([key]) => !(key in {}))),
      })),
  },
  {
    mistake: 'guesses the content type',
    area: 'objects',
    fails: ['What is not given is left out, and the content type is application/octet-stream'],
    change: (driver) => retold(driver, (object) => ({ ...object, contentType: 'text/plain' })),
  },
  {
    mistake: 'tells headers that are not there',
    area: 'objects',
    fails: ['What is not given is left out, and the content type is application/octet-stream'],
    change: (driver) => retold(driver, (object) => ({ cacheControl: '', ...object })),
  },
  {
    mistake: 'tells less in a read than in a look',
    area: 'objects',
    fails: ['getObject and readObject tell the same of an object'],
    change: (driver) => ({
      ...driver,
      readObject: async (ref, options, call) => {
        const content = await driver.readObject(ref, options, call)
        return { ...content, object: { ...content.object, metadata: {} } }
      },
    }),
  },
  {
    mistake: 'gives etags of the look without quotes',
    area: 'objects',
    fails: ['putObject resolves with what was written, and getObject tells it'],
    change: (driver) => retold(driver, (object) => ({ ...object, etag: object.etag.replaceAll('"', '') })),
  },
  {
    mistake: 'reads what is replaced in the middle of a read',
    area: 'objects',
    fails: ['Who reads while an object is replaced gets what was there before, whole'],
    change: (driver) => ({
      ...driver,
      readObject: async (ref, options, call) => {
        const content = await driver.readObject(ref, options, call)
        let offset = content.offset
        const end = offset + content.length
        const body = new ReadableStream<Uint8Array>({
          pull: async (controller) => {
            if (offset >= end) return controller.close()
            const range = { offset, length: Math.min(100_000, end - offset) }
            const part = await driver.readObject(ref, { range })
            controller.enqueue(new Uint8Array(await new Response(part.body).arrayBuffer()))
            offset += range.length
          },
        })
        return { ...content, body }
      },
    }),
  },
  {
    mistake: 'stores content and metadata one after the other',
    area: 'objects',
    fails: ['Of puts of one key at the same time one stays, whole'],
    change: (driver) => {
      const latest = new Map<string, StoredObject['metadata']>()
      const changed = retold(driver, (object) => ({ ...object, metadata: latest.get(object.key) ?? {} }))
      let turn = 0
      return {
        ...changed,
        putObject: async (ref, content, options, call) => {
          turn += 1
          const mine = turn
          const written = await driver.putObject(ref, content, options, call)
          if (mine % 2 === 1) latest.set(ref.key, options?.metadata ?? {})
          return written
        },
      }
    },
  },
  {
    mistake: 'ignores conditions of writes',
    area: 'conditions',
    fails: [
      'A put with ifNoneMatch makes an object where there is none, or is invalid',
      'A put with ifMatch replaces the object of that etag and no other, or is invalid',
      'Of puts at the same time that each want the key free, one makes the object',
    ],
    change: (driver) => ({
      ...driver,
      putObject: (ref, content, { ifMatch: _, ifNoneMatch: __, ...options } = {}, call) =>
        driver.putObject(ref, content, options, call),
    }),
  },
  {
    mistake: 'looks before it writes',
    area: 'conditions',
    fails: ['Of puts at the same time that each want the key free, one makes the object'],
    change: (driver) => ({
      ...driver,
      putObject: async (ref, content, { ifNoneMatch, ...options } = {}, call) => {
        const found = ifNoneMatch && (await driver.getObject(ref).catch(() => undefined))
        if (found) throw refusal('precondition')
        return driver.putObject(ref, content, options, call)
      },
    }),
  },
  {
    mistake: 'ignores conditions of reads',
    area: 'conditions',
    fails: [
      'A read with ifMatch wants the object to have that etag',
      'A read with ifNoneMatch wants it to have another',
      'A read with times wants the object to be changed since, or not',
    ],
    change: (driver) => ({
      ...driver,
      getObject: (ref, _, call) => driver.getObject(ref, {}, call),
    }),
  },
  {
    mistake: 'looks at times beside etags',
    area: 'conditions',
    fails: ['Times say nothing beside etags'],
    change: (driver) => ({
      ...driver,
      getObject: async (ref, options = {}, call) => {
        const { ifUnmodifiedSince, ifModifiedSince } = options
        await driver.getObject(ref, { ifUnmodifiedSince, ifModifiedSince }, call)
        return driver.getObject(ref, options, call)
      },
    }),
  },
]
