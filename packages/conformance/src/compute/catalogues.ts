import assert from 'node:assert/strict'
import type { Image, Size } from '@cloud/core'
import { type Case, casesOf } from '../case.ts'
import { checkImage, checkLocation, checkSize } from '../shapes.ts'

export const sizes: readonly Case[] = casesOf('sizes', {
  'listSizes gives sizes with processors and memory, each once': async ({ driver }) => {
    const list = await driver.listSizes().toArray()
    assert.ok(list.length > 0, 'there are no sizes')
    for (const size of list) checkSize(size)
    assert.equal(new Set(list.map(({ id }) => id)).size, list.length, 'an id comes twice')
  },

  "A node's size is the id of a size that is listed": async (context) => {
    const { size } = await context.running()
    assert.ok(size !== undefined, 'the node has no size')
    let found: Size | undefined
    for await (const one of context.driver.listSizes()) if (one.id === size) found = one
    assert.ok(found, `${size} is not listed`)
  },

  'listSizes of a location gives those that can be had there': async ({ driver }) => {
    const [location] = await driver.listLocations().toArray({ max: 1 })
    assert.ok(location, 'there are no locations')
    const all = new Set((await driver.listSizes().toArray()).map(({ id }) => id))
    const there = await driver.listSizes({ location }).toArray()
    assert.ok(there.length > 0, `no size can be had in ${location.id}`)
    assert.deepEqual(
      there.filter(({ id }) => !all.has(id)),
      [],
      'sizes that the whole list lacks',
    )
    const byId = await driver.listSizes({ location: location.id }).toArray()
    assert.deepEqual(
      byId.map(({ id }) => id),
      there.map(({ id }) => id),
    )
  },
})

export const images: readonly Case[] = casesOf('images', {
  'listImages gives images that fit their shape': async ({ driver }) => {
    const list = await driver.listImages().toArray({ max: 50 })
    assert.ok(list.length > 0, 'there are no images')
    for (const image of list) checkImage(image)
  },

  'listImages by a whole name finds the image; case counts': async ({ driver }) => {
    const image = await anImage(driver.listImages().toArray({ max: 20 }))
    const found = await driver.listImages({ name: image.name }).toArray()
    assert.ok(
      found.some(({ id }) => id === image.id),
      `${image.name} is not found`,
    )
    assert.deepEqual(
      found.filter(({ name }) => name !== image.name),
      [],
      'images of another name',
    )
    const name = swapCase(image.name)
    // A name may be without a letter.
    if (name === image.name) return
    assert.ok(!(await driver.listImages({ name }).toArray()).some(({ id }) => id === image.id), name)
  },

  'In the name of an image `*` stands for any run of characters': async ({ driver }) => {
    const image = await anImage(driver.listImages().toArray({ max: 20 }))
    const middle = Math.ceil(image.name.length / 2)
    const start = image.name.slice(0, middle)
    const patterns = [
      `${start}*`,
      `*${image.name.slice(middle)}`,
      `${image.name}*`,
      ...(image.name.length > 1 ? [`${start[0]}*${image.name.at(-1)}`] : []),
    ]
    for (const name of patterns) {
      const found = await driver.listImages({ name }).toArray()
      assert.ok(
        found.some(({ id }) => id === image.id),
        `${name} does not find ${image.name}`,
      )
    }
    const elsewhere = await driver.listImages({ name: `${start}*conformance-no-such-end` }).toArray()
    assert.deepEqual(elsewhere, [])
  },

  'Only `*` is special in the name of an image': async ({ driver }) => {
    const image = await anImage(driver.listImages().toArray({ max: 20 }))
    for (const name of [`${image.name.slice(0, -1)}?`, image.name.replace(/.$/, '.'), `^${image.name}$`]) {
      const found = await driver.listImages({ name }).toArray()
      assert.deepEqual(
        found.filter((one) => one.name !== name),
        [],
        `${name} taken for a pattern`,
      )
    }
  },

  'listImages of an architecture gives that architecture': async ({ driver }) => {
    const image = await anImage(driver.listImages().toArray({ max: 20 }))
    const { architecture } = image
    assert.ok(architecture !== undefined, `${image.id} has no architecture`)
    const { name } = image
    const found = await driver.listImages({ name, architecture }).toArray()
    assert.ok(found.some(({ id }) => id === image.id))
    const other = architecture === 'arm64' ? 'x86_64' : 'arm64'
    assert.deepEqual(
      (await driver.listImages({ name, architecture: other }).toArray()).filter(({ id }) => id === image.id),
      [],
    )
    for (const one of await driver.listImages({ architecture: other }).toArray({ max: 20 })) {
      assert.equal(one.architecture, other)
    }
  },

  'listImages of the owner `self` gives images': async ({ driver }) => {
    for (const image of await driver.listImages({ owner: 'self' }).toArray({ max: 5 })) checkImage(image)
  },

  "A node's image is the id it was created from": async (context) => {
    const { image } = await context.target()
    assert.equal((await context.running()).image, image)
  },
})

export const locations: readonly Case[] = casesOf('locations', {
  'listLocations gives locations, each once': async ({ driver }) => {
    const list = await driver.listLocations().toArray()
    assert.ok(list.length > 0, 'there are no locations')
    for (const location of list) checkLocation(location)
    assert.equal(new Set(list.map(({ id }) => id)).size, list.length, 'an id comes twice')
  },

  "A node's location is the id of a location that is listed": async (context) => {
    const { location } = await context.running()
    assert.ok(location !== undefined, 'the node has no location')
    const ids = (await context.driver.listLocations().toArray()).map(({ id }) => id)
    assert.ok(ids.includes(location), `${location} is not listed`)
  },
})

/** One whose name patterns can be made of, with a letter in it if there is such a one. */
async function anImage(listing: Promise<Image[]>): Promise<Image> {
  const all = await listing
  assert.ok(all.length > 0, 'there are no images')
  for (const image of all) checkImage(image)
  const plain = all.filter(({ name }) => /^[a-z0-9]([^*?]*[a-z0-9])?$/i.test(name))
  const image = plain.find(({ name }) => /[a-z]/i.test(name)) ?? plain[0]
  const names = all.map(({ name }) => JSON.stringify(name)).join(', ')
  assert.ok(
    image,
    `no image is named so that a pattern can be made of it, from a letter or digit to another without * and ?: ${names}`,
  )
  return image
}

function swapCase(text: string): string {
  const upper = text.toUpperCase()
  return upper === text ? text.toLowerCase() : upper
}
