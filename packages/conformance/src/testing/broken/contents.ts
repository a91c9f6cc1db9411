import type { Content } from '@cloud/core'
import { type BrokenStorage, refusal } from './broken.ts'

export async function drained(content: Content): Promise<Uint8Array> {
  if (typeof content === 'string') return Buffer.from(content)
  if (content instanceof Uint8Array) return content
  if (content instanceof Blob) return new Uint8Array(await content.arrayBuffer())
  const chunks: Uint8Array[] = []
  for await (const chunk of content as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

export function isStream(content: Content): boolean {
  return typeof content === 'object' && !(content instanceof Uint8Array) && !(content instanceof Blob)
}

export const brokenContents: readonly BrokenStorage[] = [
  {
    mistake: 'stores text in another encoding',
    area: 'contents',
    fails: ['Content of every sort is stored as it is'],
    change: (driver) => ({
      ...driver,
      putObject: (ref, content, options, call) =>
        driver.putObject(
          ref,
          typeof content === 'string' ? Buffer.from(content, 'latin1') : content,
          options,
          call,
        ),
    }),
  },
  {
    mistake: 'stores all of the buffer that bytes are part of',
    area: 'contents',
    fails: ['Content of every sort is stored as it is'],
    change: (driver) => ({
      ...driver,
      putObject: (ref, content, options, call) => {
        const bytes = content instanceof Uint8Array ? new Uint8Array(content.buffer.slice(0)) : content
        return driver.putObject(ref, bytes, options, call)
      },
    }),
  },
  {
    mistake: 'reads streams of any size into memory',
    area: 'contents',
    fails: [
      'A stream of no known size is invalid before anything is sent',
      'A stream that is shorter or longer than its size is invalid, and nothing is stored',
    ],
    change: (driver) => ({
      ...driver,
      putObject: async (ref, content, { sizeBytes, ...options } = {}, call) =>
        driver.putObject(ref, isStream(content) ? await drained(content) : content, options, call),
    }),
  },
  {
    mistake: 'stores what came before content threw',
    area: 'contents',
    fails: ['What content throws is what the call rejects with, and nothing is stored'],
    change: (driver) => ({
      ...driver,
      putObject: async (ref, content, options, call) => {
        if (!isStream(content)) return driver.putObject(ref, content, options, call)
        const chunks: Uint8Array[] = []
        try {
          for await (const chunk of content as AsyncIterable<Uint8Array>) chunks.push(chunk)
        } catch {
          return driver.putObject(ref, Buffer.concat(chunks), {}, call)
        }
        return driver.putObject(ref, Buffer.concat(chunks), options, call)
      },
    }),
  },
  {
    mistake: 'wraps what content threw',
    area: 'contents',
    fails: ['What content throws is what the call rejects with, and nothing is stored'],
    change: (driver) => ({
      ...driver,
      putObject: async (ref, content, options, call) => {
        try {
          return await driver.putObject(ref, content, options, call)
        } catch (error) {
          throw error instanceof Error && error.message === 'the tape tore' ? refusal('network') : error
        }
      },
    }),
  },
  {
    mistake: 'lets content that it does not take go on',
    area: 'contents',
    fails: ['Content is told to end where it is not taken'],
    change: (driver) => ({
      ...driver,
      putObject: async (ref, content, options, call) => {
        if (!isStream(content)) return driver.putObject(ref, content, options, call)
        const iterator = (content as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]()
        return driver.putObject(
          ref,
          { [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }) },
          options,
          call,
        )
      },
    }),
  },
  {
    mistake: 'does not look at checksums',
    area: 'contents',
    fails: ['A checksum that the content does not match is an integrity error, and nothing is stored'],
    change: (driver) => ({
      ...driver,
      putObject: (ref, content, { checksum: _, ...options } = {}, call) =>
        driver.putObject(ref, content, options, call),
    }),
  },
  {
    mistake: 'writes checksums with their lowest byte first',
    area: 'contents',
    fails: ['A checksum that is told of an object is the one of its content'],
    change: (driver) => ({
      ...driver,
      getObject: async (ref, options, call) => {
        const object = await driver.getObject(ref, options, call)
        const crc32 = Buffer.from(object.checksums.crc32 ?? '', 'base64')
          .reverse()
          .toString('base64')
        return { ...object, checksums: { crc32 } }
      },
    }),
  },
  {
    mistake: 'takes the end of a range for one byte more',
    area: 'bodies',
    fails: ['A range is the bytes that it names, of an object that is told whole'],
    change: (driver) => ({
      ...driver,
      readObject: (ref, options = {}, call) => {
        const { range } = options
        const longer =
          range?.length === undefined ? range : { offset: range.offset, length: range.length + 1 }
        return driver.readObject(ref, { ...options, range: longer }, call)
      },
    }),
  },
  {
    mistake: 'tells of a range as if it were the object',
    area: 'bodies',
    fails: ['A range is the bytes that it names, of an object that is told whole'],
    change: (driver) => ({
      ...driver,
      readObject: async (ref, options, call) => {
        const content = await driver.readObject(ref, options, call)
        return { ...content, object: { ...content.object, sizeBytes: content.length } }
      },
    }),
  },
  {
    mistake: 'gives nothing for a range that is outside',
    area: 'bodies',
    fails: ['A range that begins at or after the end is invalid'],
    change: (driver) => ({
      ...driver,
      readObject: async (ref, options = {}, call) => {
        const object = await driver.getObject(ref)
        if ((options.range?.offset ?? 0) < object.sizeBytes || options.range?.last !== undefined)
          return driver.readObject(ref, options, call)
        return { object, offset: 0, length: 0, body: new Blob([]).stream() }
      },
    }),
  },
  {
    mistake: 'ends a body that breaks off as if it were whole',
    area: 'bodies',
    fails: ['A body that breaks off fails with network, and goes on by a range'],
    change: (driver) => ({
      ...driver,
      readObject: async (ref, options, call) => {
        const content = await driver.readObject(ref, options, call)
        const reader = content.body.getReader()
        const body = new ReadableStream<Uint8Array>({
          pull: async (controller) => {
            const next = await reader.read().catch(() => ({ done: true, value: undefined }))
            if (next.value) controller.enqueue(next.value)
            else controller.close()
          },
        })
        return { ...content, body }
      },
    }),
  },
  {
    mistake: 'looks at no checksum of what it reads',
    area: 'bodies',
    fails: ['A body that does not match the checksum of its object fails with integrity'],
    change: (driver) => ({
      ...driver,
      readObject: async (ref, options, call) => {
        const content = await driver.readObject(ref, options, call)
        const reader = content.body.getReader()
        let left = content.length
        const body = new ReadableStream<Uint8Array>({
          pull: async (controller) => {
            if (left === 0) return controller.close()
            const { value = new Uint8Array(0) } = await reader.read()
            left -= value.length
            controller.enqueue(value)
          },
        })
        return { ...content, body }
      },
    }),
  },
  {
    mistake: 'reads one body at a time',
    area: 'bodies',
    fails: ['Bodies are read at the same time, each at its own pace'],
    change: (driver) => {
      let before: Promise<unknown> = Promise.resolve()
      return {
        ...driver,
        readObject: async (ref, options, call) => {
          await before
          const content = await driver.readObject(ref, options, call)
          const over = Promise.withResolvers<void>()
          before = over.promise
          const reader = content.body.getReader()
          const body = new ReadableStream<Uint8Array>(
            {
              pull: async (controller) => {
                const { done, value } = await reader.read()
                if (value) return controller.enqueue(value)
                if (done) over.resolve()
                controller.close()
              },
              cancel: () => over.resolve(),
            },
            { highWaterMark: 0 },
          )
          return { ...content, body }
        },
      }
    },
    options: { timeoutMs: 800 },
  },
]
