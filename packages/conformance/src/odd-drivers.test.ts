import type { Compute, Image, Listing } from '@cloud/core'
import { describe, expect, it } from 'vitest'
import { runComputeConformance } from './run.ts'
import { anyId, mapped, onlyThose } from './testing/broken/broken.ts'
import { type MemoryDriver, memoryOptions } from './testing/memory-driver.ts'

describe('A driver that is right passes', () => {
  it('where image ids are so short that the next ones are taken', async () => {
    const title = 'createNode with a size, image or location that does not exist rejects with not-found'
    for (const change of [shortImageIds, withoutImages]) {
      const options = { ...memoryOptions(change), image: 'i1', otherLocation: undefined }
      expect(await failures(options, [title])).toEqual([])
    }
  })

  it.each([[['A', 'B', 'C']], [['x1', 'x2', 'x3']], [['1', '2', '3']]])(
    'where the names of images are as short as %j',
    async (names) => {
      const called = ['image-0101', 'image-0102', 'image-0103']
      const nameOf = (image: Image) => ({ ...image, name: names[called.indexOf(image.id)] ?? image.name })
      const options = memoryOptions((driver) => renamedImages(driver, nameOf))
      expect(await failures(options, ['images'])).toEqual([])
    },
  )
})

describe('Of a driver that is wrong the report', () => {
  it('says which names no image can be looked for by', async () => {
    const options = memoryOptions((driver) => renamedImages(driver, (image) => ({ ...image, name: '*' })))
    const [failed] = await failures(options, ['Only `*` is special in the name of an image'])
    expect(failed?.error).toMatch(/no image is named so that a pattern can be made of it.*"\*", "\*"/)
  })

  it('says what threw inside of it', async () => {
    const options = memoryOptions((driver) => ({
      ...driver,
      listSizes: () => {
        throw new TypeError('sizes is not iterable')
      },
    }))
    const failed = await failures({ ...options, size: 's1', image: 'image-0101' }, ['sizes'])
    expect(failed.map(({ error }) => error)).toContain(
      'the driver gave what does not fit its shape, or threw this itself: sizes is not iterable',
    )
  })
})

const odd: Readonly<Record<string, (one: object) => unknown>> = {
  'names that are undefined': (one) => ({ ...one, name: undefined }),
  'names that are numbers': (one) => ({ ...one, name: 7 }),
  'names that are empty': (one) => ({ ...one, name: '' }),
  'no addresses': (one) => ({ ...one, publicIps: undefined, privateIps: undefined }),
  'no tags': (one) => ({ ...one, tags: undefined }),
}

describe('A driver that gives nodes and volumes with', () => {
  const areas = ['portability', 'nodes', 'destroy', 'node queries', 'idempotency', 'volumes']

  it.each(Object.entries(odd))('%s fails by that, and all that it made is removed', async (what, change) => {
    const options = { ...memoryOptions((driver) => changed(driver, change)), timeoutMs: 1500 }
    const failed = await failures(options, areas)
    const titles = failed.map(({ title }) => title)
    const empty = 'createNode resolves with the node, as it was asked for'
    const shape = 'Nodes fit their shape, plain and closed, from each call that gives them'
    expect(titles).toContain(what === 'names that are empty' ? empty : shape)
    expect(titles).not.toContain('Nothing that was made here is left')
    expect(await options.nodeIds?.()).toEqual([])
    const errors = failed.map(({ error = '' }) => error)
    expect(
      errors.filter((error) =>
        /^(?!the driver gave).*(is not a function|Cannot read|AssertionError)/m.test(error),
      ),
    ).toEqual([])
    if (/undefined|numbers/.test(what))
      expect(errors.filter((error) => /TypeError|threw this/.test(error))).toEqual([])
  })

  it.each([
    ['undefined', undefined],
    ['another name', 'web-1'],
  ])('a name that is %s, and gives for new what was there before, has that left alone', async (_, name) => {
    const made = Promise.withResolvers<MemoryDriver>()
    const options = memoryOptions((driver) => {
      made.resolve(driver)
      const createNode = async () => {
        const [first] = await driver.listNodes().toArray()
        return { ...first, name } as never
      }
      return { ...driver, createNode }
    })
    await options.driver()
    const before = await (await made.promise).createNode({ name: 'web-1', size: 's1', image: 'image-0101' })
    expect(await failures({ ...options, timeoutMs: 300 }, ['nodes'])).not.toEqual([])
    expect(await options.nodeIds?.()).toEqual([before.id])
  })
})

const idsByShort: Readonly<Record<string, string>> = { i1: 'image-0101', i6: 'image-0102', i2: 'image-0103' }

/** With images whose ids are a letter and a digit. */
function shortImageIds(driver: MemoryDriver): Compute & Pick<MemoryDriver, 'getImage'> {
  const shorts = Object.entries(idsByShort)
  const short = (id: string) => shorts.find(([, long]) => long === id)?.[0] ?? id
  const long = (ref: string | { readonly id: string }) => idsByShort[anyId(ref)] ?? `no ${anyId(ref)}`
  return {
    ...driver,
    createNode: (options, call) => driver.createNode({ ...options, image: long(options.image) }, call),
    getImage: async (ref, call) => {
      const image = await driver.getImage(long(ref), call)
      return { ...image, id: short(image.id) }
    },
    listImages: (query, call) =>
      mapped(driver.listImages(query, call), (image) => ({ ...image, id: short(image.id) })),
  }
}

/** As {@link shortImageIds}, without the ability to look at one image. */
function withoutImages(driver: MemoryDriver): Compute {
  const { getImage: _, ...rest } = shortImageIds(driver)
  return rest
}

function renamedImages(driver: MemoryDriver, renamed: (image: Image) => Image): Compute {
  const listImages: Compute['listImages'] = ({ name, ...query } = {}, call) => {
    const parts = name?.split('*').map((part) => part.replace(/[^a-zA-Z0-9]/g, '\\$&'))
    const pattern = new RegExp(parts === undefined ? '^' : `^${parts.join('.*')}$`)
    return onlyThose(mapped(driver.listImages(query, call), renamed), (image) => pattern.test(image.name))
  }
  return { ...driver, listImages }
}

/** The same driver, whose nodes and volumes are changed wherever it gives one. */
function changed(driver: MemoryDriver, change: (one: object) => unknown): Compute & Partial<MemoryDriver> {
  const odd = async <T extends object>(given: Promise<T>) => change(await given) as T
  const all = <T extends object>(list: Listing<T>) => mapped(list, (one) => change(one) as T)
  return {
    ...driver,
    createNode: (options, call) => odd(driver.createNode(options, call)),
    getNode: (node, call) => odd(driver.getNode(node, call)),
    listNodes: (query, call) => all(driver.listNodes(query, call)),
    createVolume: (options, call) => odd(driver.createVolume(options, call)),
    getVolume: (volume, call) => odd(driver.getVolume(volume, call)),
    listVolumes: (query, call) => all(driver.listVolumes(query, call)),
  }
}

async function failures(options: ReturnType<typeof memoryOptions>, only: readonly string[]) {
  return (await runComputeConformance(options, only)).filter(({ status }) => status === 'failed')
}
