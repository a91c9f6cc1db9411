import assert from 'node:assert/strict'
import { type Compute, type CreateImage, type Image, type Images, supports, waitForImage } from '@cloud/core'
import { type Case, casesOfAbility } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { Context } from '../context.ts'
import { each, rejection, unlessRefused } from '../expect.ts'
import { type KeptThing, keptCases } from '../kept-things.ts'
import { badNames } from '../samples.ts'
import { checkImage } from '../shapes.ts'
import { known } from '../things.ts'
import { eventually, inState, waitOptions } from '../waiting.ts'

type Imaging = Context<Compute & Images>

const thing: KeptThing<Context<Compute & Images>, Image> = {
  noun: 'image',
  members: { get: 'getImage', list: 'listImages', destroy: 'deleteImage' },
  make: (context, name) => anImage(context, name),
  get: (driver, ref) => driver.getImage(ref),
  list: (driver, query) => driver.listImages({ owner: 'self', ...query }),
  destroy: (driver, ref) => driver.deleteImage(ref),
  check: checkImage,
}

const creating = casesOfAbility('own images', 'Images', {
  'createImage makes an image of a node, which comes to be usable': async (context) => {
    const { driver, track, name } = context
    const wanted = { node: await quietNode(context), name: name('image') }
    const made = track(await driver.createImage(wanted))
    checkImage(made)
    assert.equal(made.name, wanted.name)
    assert.ok(['pending', 'available', undefined].includes(made.state), `a new image is ${made.state}`)
    const usable = await ready(context, made)
    assert.equal(usable.name, wanted.name)
  },

  'A node can be made of an own image, and stays when the image is deleted': async (context) => {
    const { driver } = context
    const image = await anImage(context)
    const node = await inState(context, await context.create({ image }), 'running')
    assert.equal(node.image, image.id)
    await driver.deleteImage(image)
    assert.equal((await driver.getNode(node)).state, 'running')
  },

  'createImage of a node that runs makes an image, or rejects with conflict': async (context) => {
    const { driver, track, name } = context
    const node = await context.running()
    const make = async () => track(await driver.createImage({ node, name: name('image') }))
    const made = await unlessRefused(make, 'conflict')
    if (made) await ready(context, made)
    await inState(context, node, 'running')
  },

  'createImage of a name that is taken makes another image, or rejects with already-exists': async (
    context,
  ) => {
    const { driver, track } = context
    const { id, name } = await context.shared('image', () => anImage(context))
    const node = await quietNode(context)
    const make = async () => track(await driver.createImage({ node, name }))
    const second = await unlessRefused(make, 'already-exists')
    assert.notEqual(second?.id, id)
    assert.equal((await driver.getImage(id)).name, name)
    if (second === undefined) return
    await ready(context, second)
    await driver.deleteImage(second)
  },

  'createImage of a node that is not there rejects with not-found': async (context) => {
    const { driver } = context
    const name = context.name('image')
    for (const node of [await context.missingNode(), 'no such node']) {
      const error = await rejection(() => driver.createImage({ node, name }), 'not-found')
      assert.equal(error.outcome, 'not-applied')
    }
  },

  'Options of createImage that cannot be right are invalid before anything is sent': async (context) => {
    const { driver, track } = context
    const { id } = await context.running()
    const options = { node: id, name: context.name('image') }
    const names = Object.entries(badNames(options.name)).map(([what, name]) => [what, { name }] as const)
    const wrong = {
      ...Object.fromEntries(names),
      'no name': { name: undefined },
      'no node': { node: undefined },
      'a volume for a node': { node: { id, kind: 'volume' } },
      'an unknown option': { description: 'a' },
    }
    await refuses(context, wrong, async (one) => {
      track(await driver.createImage({ ...options, ...(one as Partial<CreateImage>) }))
    })
  },
})

const others = casesOfAbility('own images', 'Images', {
  'listImages finds an own image by its name and by the owner `self`': async (context) => {
    const { driver } = context
    const { id, name } = await context.shared('image', () => anImage(context))
    await anImage(context, `${name}-b`)
    await eventually(context, 'the image is listed', async () => {
      const found = [
        await driver.listImages({ name }).toArray(),
        await driver.listImages({ name, owner: 'self' }).toArray(),
      ]
      return found.every((list) => list.map((one) => one.id).join() === id) ? true : undefined
    })
  },

  'getImage tells the image that nodes are made of': async (context) => {
    const { image } = await context.target()
    const told = await context.driver.getImage({ id: image, kind: 'image' })
    checkImage(told)
    assert.equal(told.id, image)
  },

  "deleteImage of somebody else's image is forbidden": async (context) => {
    const { driver } = context
    const { image } = await context.target()
    const own = await driver.listImages({ owner: 'self' }).toArray()
    assert.ok(
      !own.some(({ id }) => id === image),
      `${image} is of this account: give an \`image\` that is not, or skip this with the reason`,
    )
    const error = await rejection(() => driver.deleteImage(image), 'forbidden')
    assert.equal(error.outcome, 'not-applied')
    assert.equal((await driver.getImage(image)).id, image)
  },
})

const copying = casesOfAbility(
  'own images',
  'Images',
  {
    'copyImage makes an image usable in another location': async (context) => {
      const { driver, track, options } = context
      const location = options.otherLocation ?? ''
      const image = await anImage(context)
      const copy = track(await driver.copyImage(image, { location }))
      checkImage(copy)
      assert.equal(copy.name, image.name)
      const reached = (await driver.listLocations().toArray()).some(({ id }) => id === location)
      // A driver of one region cannot look into another.
      if (!reached) return
      const node = await eventually(context, `the image is usable in ${location}`, async () => {
        const { state = 'available' } = await driver.getImage(copy)
        return state === 'available' ? context.create({ image: copy, location }) : undefined
      })
      assert.equal(node.location ?? location, location)
    },

    'copyImage to a name gives the copy that name, or is invalid where it is the image itself': async (
      context,
    ) => {
      const { driver, track, options } = context
      const location = options.otherLocation ?? ''
      const image = await anImage(context)
      const name = context.name('copy')
      const copy = await unlessRefused(
        async () => track(await driver.copyImage(image, { location, name })),
        'invalid',
      )
      if (copy) assert.equal(copy.name, name)
      const kept = await driver.getImage(image)
      assert.equal(kept.name, copy?.id === image.id ? name : image.name)
      const same = track(await driver.copyImage(image, { location, name: kept.name }))
      assert.equal(same.name, kept.name)
    },

    'copyImage rejects with not-found where image or location do not exist': async (context) => {
      const { driver, track } = context
      const location = context.options.otherLocation ?? ''
      const image = await context.shared('image', () => anImage(context))
      const missing: Record<string, readonly [string, string]> = {
        'the image': ['no such image', location],
        'the location': [image.id, 'no-such-location'],
      }
      await each(missing, async ([id, to]) => {
        const copy = async () => track(await driver.copyImage(id, { location: to }))
        assert.equal((await rejection(copy, 'not-found')).outcome, 'not-applied')
      })
    },

    'Options of copyImage that cannot be right are invalid before anything is sent': async (context) => {
      const { driver } = context
      const location = context.options.otherLocation ?? ''
      const { id } = await context.shared('image', () => anImage(context))
      const wrong = {
        'no location': {},
        'a node for a location': { location: { id: location, kind: 'node' } },
        'an empty name': { location, name: '' },
        'an unknown option': { location, encrypted: true },
      }
      await refuses(context, wrong, (to) => driver.copyImage(id, to as { location: string }))
    },
  },
  { hook: 'otherLocation' },
)

export const ownImages: readonly Case[] = [
  ...creating,
  ...casesOfAbility('own images', 'Images', keptCases(thing)),
  ...others,
  ...copying,
]

/** The node that images are made of, stopped where the driver can do that: some providers want it so. */
function quietNode(context: Imaging): Promise<{ readonly id: string }> {
  return context.shared('quiet node', async () => {
    const { driver } = context
    const node = await inState(context, await context.create(), 'running')
    if (!supports(driver, 'Power')) return node
    await driver.stopNode(node)
    return inState(context, node, 'stopped')
  })
}

/** A new image of the account, usable. */
async function anImage(context: Imaging, name = context.name('image')): Promise<Image> {
  const { driver, track } = context
  const node = await quietNode(context)
  return ready(context, track(await driver.createImage({ node, name })))
}

/** The image once it is `available`; at once where the provider tells no states. */
async function ready(context: Imaging, image: Image): Promise<Image> {
  const { driver } = context
  const seen = await known(context, () => driver.getImage(image))
  return seen.state === undefined ? seen : waitForImage(driver, image, 'available', waitOptions(context))
}
