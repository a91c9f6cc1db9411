import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { type Compute, supports } from '@cloud/core'
import { type Case, casesOf } from '../case.ts'
import { createsNothing, refuses } from '../cloud-side.ts'
import type { Context } from '../context.ts'
import { each, rejection } from '../expect.ts'
import { freeId, isMissing, notIn } from '../missing-id.ts'
import { badNames, notPublicKeys } from '../samples.ts'

const creating = casesOf('bad input', {
  'A name that is empty, too long or has control characters is invalid before anything is sent': (context) =>
    refusesToCreate(
      context,
      mapValues(badNames(context.name()), (name) => ({ name })),
    ),

  'An option that createNode does not know is invalid before anything is sent': (context) =>
    refusesToCreate(context, { flavour: { flavour: 'large' }, Name: { Name: 'other' } }),

  'A missing or mistyped option of createNode is invalid before anything is sent': (context) =>
    refusesToCreate(context, {
      'no name': { name: undefined },
      'no size': { size: undefined },
      'no image': { image: undefined },
      'a name that is a number': { name: 7 },
      'tags that are a list': { tags: ['a'] },
      'a tag that is a number': { tags: { a: 1 } },
      'keys that are one text': { authorizedKeys: 'ssh-ed25519 AAAA' },
      'user data that is an object': { userData: { packages: ['emacs'] } },
    }),

  'An authorized key that is no OpenSSH public key is invalid before anything is sent': (context) =>
    refusesToCreate(
      context,
      mapValues(notPublicKeys(), (key) => ({ authorizedKeys: [key] })),
    ),

  'A tag that no cloud stores is invalid before anything is sent': (context) =>
    refusesToCreate(context, {
      'an empty key': { tags: { '': 'a' } },
      'a key of 5,000 characters': { tags: { ['k'.repeat(5000)]: 'a' } },
      'a value of 5,000 characters': { tags: { a: 'v'.repeat(5000) } },
    }),

  'An idempotency key that is not 1 to 64 printable ASCII characters is invalid': (context) =>
    refusesToCreate(context, {
      'an empty key': { idempotencyKey: '' },
      '65 characters': { idempotencyKey: 'k'.repeat(65) },
      'a line feed': { idempotencyKey: 'a\nb' },
      'a space': { idempotencyKey: 'a b' },
      'a letter beyond ASCII': { idempotencyKey: '\u00fc' },
      'a DEL': { idempotencyKey: '\u007f' },
    }),

  'User data larger than any cloud stores is invalid, and nothing is created': async (context) => {
    await context.target()
    await createsNothing(context, async () => {
      const large = randomBytes(2 ** 20)
      await rejection(() => context.create({ userData: large }), 'invalid')
      await rejection(() => context.create({ userData: large.toString('base64') }), 'invalid')
    })
  },

  'createNode with a size, image or location that does not exist rejects with not-found': async (context) => {
    const { image } = await context.target()
    const { driver } = context
    const missing = {
      'a size in good form': { size: await freeId('no-such-size', await notIn(driver.listSizes())) },
      'a size in no form': { size: 'no such size' },
      'an image in good form': {
        image: await freeId('no-such-image', await noImage(driver), image),
      },
      'an image in no form': { image: 'no such image' },
      'a location': {
        location: await freeId('no-such-location', await notIn(driver.listLocations())),
      },
    }
    await createsNothing(context, () =>
      each(missing, async (options) => {
        const error = await rejection(() => context.create(options), 'not-found')
        assert.equal(error.outcome, 'not-applied')
      }),
    )
  },
})

const elsewhere = casesOf('bad input', {
  'A query with a member that does not exist is invalid before anything is sent': async (context) => {
    const { driver } = context
    const odd = { colour: 'red' } as object
    const lists = {
      listNodes: () => driver.listNodes(odd).toArray(),
      listSizes: () => driver.listSizes(odd).toArray(),
      listImages: () => driver.listImages(odd).toArray(),
      listLocations: () => driver.listLocations(odd as Record<string, never>).toArray(),
      ...(supports(driver, 'KeyPairs') ? { listKeyPairs: () => driver.listKeyPairs(odd).toArray() } : {}),
    }
    await refuses(context, lists, (list: () => Promise<unknown>) => list())
  },

  'Call options given as a query are invalid, not dropped': async (context) => {
    const { driver } = context
    const call = { signal: new AbortController().signal } as object
    const lists = {
      listNodes: () => driver.listNodes(call).toArray(),
      listLocations: () => driver.listLocations(call as Record<string, never>).toArray(),
    }
    await refuses(context, lists, (list: () => Promise<unknown>) => list())
  },

  'An empty name in a query is invalid before anything is sent': (context) =>
    refuses(context, { empty: { name: '' } }, (query) => context.driver.listNodes(query).toArray()),

  'A state that does not exist is invalid before anything is sent': async (context) => {
    const query = { states: ['dreaming'] } as object
    await refuses(context, { dreaming: query }, (one) => context.driver.listNodes(one).toArray())
  },

  'A reference to another kind of thing is invalid before anything is sent': async (context) => {
    const { driver } = context
    const node = await context.running()
    const volume = { id: node.id, kind: 'volume' as 'node' }
    const { getNode, rebootNode, destroyNode } = driver
    await refuses(context, { getNode, rebootNode, destroyNode }, (call) => call(volume))
    const { size, image } = await context.target()
    await refusesToCreate(context, {
      'an image for a size': { size: { id: image, kind: 'image' } },
      'a size for an image': { image: { id: size, kind: 'size' } },
    })
    assert.equal((await driver.getNode(node)).state, 'running')
  },
})

export const badInput: readonly Case[] = [...creating, ...elsewhere]

/** Whether an id names no image. Asked one by one where that can be: public clouds list ten thousands. */
async function noImage(driver: Compute): Promise<(id: string) => Promise<boolean>> {
  if (!supports(driver, 'Images')) return notIn(driver.listImages())
  return (id) => isMissing(id, (one) => driver.getImage(one))
}

/** createNode with each of these options, good but for them, is `invalid`, sends nothing and creates nothing. */
async function refusesToCreate(context: Context, samples: Readonly<Record<string, object>>): Promise<void> {
  // Found now, so that the requests for it are not taken for those of bad input.
  await context.target()
  await createsNothing(context, () => refuses(context, samples, (options) => context.create(options)))
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}
