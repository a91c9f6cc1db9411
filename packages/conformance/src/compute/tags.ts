import assert from 'node:assert/strict'
import type { Compute, Node, Tags, TagTarget } from '@cloud/core'
import { type Case, casesOfAbility } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { Context } from '../context.ts'
import { rejection } from '../expect.ts'
import { eventually } from '../waiting.ts'

type Tagging = Context<Compute & Tags>

const changing = casesOfAbility('tags', 'Tags', {
  'setTags adds tags beside those that are there, and replaces values': async (context) => {
    const { driver } = context
    const node = await context.create({ tags: { role: 'web', tier: 'front' } })
    assert.equal(await driver.setTags(node, { tier: 'back', stage: 'test' }), undefined)
    const after = await hasTags(context, node, { role: 'web', tier: 'back', stage: 'test' })
    assert.equal(after.name, node.name)
  },

  'removeTags takes tags away by their keys, and leaves the others': async (context) => {
    const { driver } = context
    const node = await context.create({ tags: { role: 'web', tier: 'front', stage: 'test' } })
    assert.equal(await driver.removeTags(node, ['tier', 'stage', 'never-there']), undefined)
    const after = await hasTags(context, node, { role: 'web' })
    assert.equal(after.name, node.name)
    await driver.removeTags(node, ['tier'])
    await driver.removeTags(node, ['role'])
    await hasTags(context, node, {})
  },

  'setTags and removeTags take a kind and an id': async (context) => {
    const { id } = await context.create()
    const target: TagTarget = { kind: 'node', id }
    await context.driver.setTags(target, { role: 'web' })
    await hasTags(context, target, { role: 'web' })
    await context.driver.removeTags(target, ['role'])
    await hasTags(context, target, {})
  },

  'setTags of no tags and removeTags of no keys change nothing': async (context) => {
    const { driver } = context
    const node = await context.create({ tags: { role: 'web' } })
    await driver.setTags(node, {})
    await driver.removeTags(node, [])
    await hasTags(context, node, { role: 'web' })
  },

  'Tags at the limits of the portable set can be set and removed': async (context) => {
    const { driver } = context
    const node = await context.create()
    const long = 'a1_-'.repeat(16).slice(0, 63)
    await driver.setTags(node, { [long]: long, z_: '0', 'a-b_c': 'x' })
    await hasTags(context, node, { [long]: long, z_: '0', 'a-b_c': 'x' })
    await driver.removeTags(node, [long, 'z_', 'a-b_c'])
    await hasTags(context, node, {})
  },

  'Tags of one node are not those of another': async (context) => {
    const { driver } = context
    const tags = { role: 'web' }
    const [one, other] = [await context.create({ tags }), await context.create({ tags })]
    await driver.setTags(one, { role: 'data' })
    await hasTags(context, one, { role: 'data' })
    await hasTags(context, other, tags)
    await driver.removeTags(one, ['role'])
    await hasTags(context, one, {})
    await hasTags(context, other, tags)
  },

  'listNodes finds a node by tags that were set, and not by those that were removed': async (context) => {
    const { driver } = context
    const node = await context.create()
    const role = context.name('role')
    const found = (count: number) =>
      eventually(context, `${count} nodes have the tag`, async () => {
        const ids = (await driver.listNodes({ tags: { role } }).toArray()).map(({ id }) => id)
        return ids.length === count ? ids : undefined
      })
    await driver.setTags(node, { role })
    assert.deepEqual(await found(1), [node.id])
    await driver.removeTags(node, ['role'])
    await found(0)
  },
})

const refusing = casesOfAbility('tags', 'Tags', {
  'setTags and removeTags of a node that is not there reject with not-found': async (context) => {
    const { driver } = context
    for (const id of [await context.missingNode(), 'no such node']) {
      const target: TagTarget = { kind: 'node', id }
      const errors = [
        await rejection(() => driver.setTags(target, { role: 'web' }), 'not-found'),
        await rejection(() => driver.removeTags(target, ['role']), 'not-found'),
      ]
      for (const error of errors) assert.equal(error.outcome, 'not-applied')
    }
  },

  'Tags that no cloud stores are invalid before anything is sent': async (context) => {
    const { driver } = context
    const node = await context.running()
    const wrong: Record<string, unknown> = {
      'an empty key': { '': 'a' },
      'a key of 5,000 characters': { ['k'.repeat(5000)]: 'a' },
      'a value of 5,000 characters': { a: 'v'.repeat(5000) },
      'a value that is a number': { a: 1 },
      'a good tag and a bad one': { role: 'web', '': 'a' },
      'a list': ['role'],
      nothing: undefined,
    }
    await refuses(context, wrong, (tags) => driver.setTags(node, tags as Record<string, string>))
    assert.deepEqual({ ...(await driver.getNode(node)).tags }, { ...node.tags })
  },

  'Keys that are no texts, and what cannot be tagged, are invalid before anything is sent': async (
    context,
  ) => {
    const { driver } = context
    const { id } = await context.running()
    const node: TagTarget = { kind: 'node', id }
    const strange = { kind: 'planet', id } as unknown as TagTarget
    const calls = {
      'keys that are one text': () => driver.removeTags(node, 'role' as unknown as string[]),
      'a key that is a number': () => driver.removeTags(node, [1] as unknown as string[]),
      'an unknown kind to set': () => driver.setTags(strange, { role: 'web' }),
      'an unknown kind to remove': () => driver.removeTags(strange, ['role']),
      'an id alone': () => driver.setTags(id as unknown as TagTarget, { role: 'web' }),
      'no id': () => driver.setTags({ kind: 'node' } as TagTarget, { role: 'web' }),
    }
    await refuses(context, calls, (call: () => Promise<void>) => call())
  },
})

export const tags: readonly Case[] = [...changing, ...refusing]

/** The node, once it has exactly these tags. */
async function hasTags(
  context: Tagging,
  { id }: TagTarget,
  wanted: Readonly<Record<string, string>>,
): Promise<Node> {
  const sorted = (of: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(of).toSorted())
  let last = ''
  try {
    return await eventually(context, `node ${id} has the tags`, async () => {
      const node = await context.driver.getNode(id)
      last = sorted(node.tags)
      return last === sorted(wanted) ? node : undefined
    })
  } catch (error) {
    throw new assert.AssertionError({ message: `${String(error)} ${sorted(wanted)}; last: ${last}` })
  }
}
