import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import type { Compute, Ref } from '@cloud/core'
import { type Case, casesOf } from '../case.ts'
import { rejection, unlessRefused } from '../expect.ts'
import { publicKeyLine } from '../openssh-public-key.ts'
import { inState } from '../waiting.ts'

export const nodes: readonly Case[] = casesOf('nodes', {
  'createNode resolves with the node, as it was asked for': async ({ create, name, target }) => {
    const { size, image, location } = await target()
    const wanted = { name: name(), tags: { role: 'web' } }
    const node = await create(wanted)
    assert.deepEqual({ name: node.name, tags: { ...node.tags } }, wanted)
    assert.equal(node.size ?? size, size)
    assert.equal(node.image ?? image, image)
    if (location !== undefined) assert.equal(node.location, location)
  },

  'createNode starts the node, which comes to run with an address': async (context) => {
    const node = await context.running()
    assert.ok(node.publicIps.length + node.privateIps.length > 0, 'a running node has no address')
  },

  'createNode makes the node in the location asked for': async ({ driver, create }) => {
    const locations = await driver.listLocations().toArray()
    const last = locations.at(-1)
    assert.ok(last, 'listLocations is empty')
    const node = await create({ location: last })
    assert.equal((await driver.getNode(node)).location, last.id)
  },

  'createNode takes a size and an image as listSizes and listImages give them': async (context) => {
    const { driver, create } = context
    const { size, image } = await context.target()
    const node = await create({ size: { id: size, kind: 'size' }, image: { id: image, kind: 'image' } })
    const seen = await driver.getNode(node.id)
    assert.deepEqual([seen.size, seen.image], [size, image])
  },

  'createNode of a name that is taken makes another node, or rejects with already-exists': async (
    context,
  ) => {
    const wanted = { name: context.name() }
    const one = await context.create(wanted)
    const other = await unlessRefused(() => context.create(wanted), 'already-exists')
    assert.deepEqual([one.name, other?.name ?? wanted.name], [wanted.name, wanted.name])
    assert.notEqual(one.id, other?.id)
  },

  'A name of spaces, quotes, markup and other scripts comes back as it was, or is invalid': async (
    context,
  ) => {
    const name = `${context.name()} "a" 'b' <c> & d; $e %20 \\ \u00fc \u65e5\u672c \u{1f600}`
    const node = await unlessRefused(() => context.create({ name }), 'invalid')
    if (node === undefined) return
    assert.equal(node.name, name)
    assert.equal((await context.driver.getNode(node)).name, name)
  },

  'A name of 63 small letters, digits and `-` comes back as it was': async (context) => {
    const name = `${context.name()}-a-0--1-`.padEnd(62, 'x').concat('9')
    const node = await context.create({ name })
    assert.equal((await context.driver.getNode(node)).name, name)
  },

  'Tags come back as they were, at the limits of the portable set too': async ({ driver, create }) => {
    const long = 'a1_-'.repeat(16).slice(0, 63)
    const tags = { role: 'web', z_: '0', z0: '-', [long]: long, 'a-b_c': 'x' }
    const node = await create({ tags })
    assert.deepEqual({ ...(await driver.getNode(node)).tags }, tags)
  },

  'A node made without tags has none': async ({ driver, create }) => {
    const node = await create()
    assert.deepEqual({ ...(await driver.getNode(node)).tags }, {})
  },

  'User data is taken as text and as bytes of text': async ({ driver, create }) => {
    const userData = '#cloud-config\n# <&> "\u00fc\u{1f600}"\n'
    for (const one of [userData, new TextEncoder().encode(userData)]) {
      const node = await create({ userData: one })
      assert.equal((await driver.getNode(node)).id, node.id)
    }
  },

  'User data of bytes that are no text is taken, or is invalid': async ({ driver, create }) => {
    const make = () => create({ userData: Uint8Array.of(0x1f, 0x8b, 0, 0xff, 10) })
    const node = await unlessRefused(make, 'invalid')
    if (node) assert.equal((await driver.getNode(node)).id, node.id)
  },

  'Authorized keys of ed25519 and RSA are taken, more than one too': async ({ driver, create }) => {
    const authorizedKeys = [
      publicKeyLine(generateKeyPairSync('ed25519').publicKey, 'someone@example.com'),
      publicKeyLine(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey, 'with spaces in it'),
    ]
    const node = await create({ authorizedKeys })
    assert.equal((await driver.getNode(node)).id, node.id)
  },

  'getNode tells a node by its id, by a record that carries it and by the node itself': async (context) => {
    const { driver } = context
    const node = await context.running()
    const refs: readonly Ref<'node'>[] = [node.id, { id: node.id }, { id: node.id, kind: 'node' }, node]
    for (const ref of refs) assert.equal((await driver.getNode(ref)).id, node.id)
  },

  'getNode and listNodes tell the same of a node': async (context) => {
    const node = await context.running()
    const listed = await context.driver.listNodes({ ids: [node.id] }).toArray()
    const told = [node, ...listed].map(({ id, name, state, size, image, location, createdAt }) => ({
      ...{ id, name, state, size, image, location, createdAt },
    }))
    assert.equal(told.length, 2)
    assert.deepEqual(told[1], told[0])
  },

  'getNode, rebootNode and destroyNode of a node that is not there reject with not-found': async (
    context,
  ) => {
    const id = await context.missingNode()
    for (const call of callsOn(context.driver)) await rejection(() => call(id), 'not-found')
  },

  'An id that the provider cannot have given is not-found': async (context) => {
    await context.running()
    const calls = callsOn(context.driver)
    for (const id of ['no such node', '../nodes', 'a/b', '?', '*', '%2e', 'i-', '\u65e5']) {
      for (const call of calls) await rejection(() => call(id), 'not-found')
    }
    // What is no id anywhere may be called bad input.
    for (const id of ['', ' ', 'a\nb', 'x'.repeat(5000)]) {
      for (const call of calls) await rejection(() => call(id), 'not-found', 'invalid')
    }
  },

  'rebootNode restarts a running node; its addresses stay': async (context) => {
    const { driver } = context
    const before = await inState(context, await context.create(), 'running')
    assert.equal(await driver.rebootNode(before), undefined)
    const after = await inState(context, before, 'running')
    assert.deepEqual([after.publicIps, after.privateIps], [before.publicIps, before.privateIps])
  },
})

function callsOn(driver: Compute): readonly ((id: string) => Promise<unknown>)[] {
  return [driver.getNode, driver.rebootNode, driver.destroyNode].map((call) => (id) => call(id))
}
