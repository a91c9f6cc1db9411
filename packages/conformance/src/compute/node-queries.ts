import assert from 'node:assert/strict'
import type { Node, NodeQuery } from '@cloud/core'
import { type Case, casesOf } from '../case.ts'
import type { Context } from '../context.ts'
import { unlessRefused } from '../expect.ts'
import { checkIdentity } from '../resource-shape.ts'
import { eventually } from '../waiting.ts'

export const nodeQueries: readonly Case[] = casesOf('node queries', {
  'A new node is listed, without a query and with an empty one': async (context) => {
    const { id } = await listed(context)
    for (const query of [
      undefined,
      {},
      { ids: undefined, name: undefined, states: undefined, tags: undefined },
    ]) {
      assert.ok((await idsOf(context, query)).includes(id))
    }
  },

  'Of several ids any may hold': async (context) => {
    const [one, other] = [await listed(context), await listed(context, {})]
    const ids = [one.id, other.id]
    assert.deepEqual((await idsOf(context, { ids })).toSorted(), ids.toSorted())
    assert.deepEqual(await idsOf(context, { ids: [other.id] }), [other.id])
  },

  'Ids that are not there are left out': async (context) => {
    const { id } = await listed(context)
    const missing = await context.missingNode()
    assert.deepEqual(await idsOf(context, { ids: [missing] }), [])
    assert.deepEqual(await idsOf(context, { ids: [missing, id, 'no such node'] }), [id])
  },

  'An empty list of ids or states matches nothing': async (context) => {
    const { name } = await listed(context)
    assert.deepEqual(await idsOf(context, { ids: [] }), [])
    assert.deepEqual(await idsOf(context, { states: [] }), [])
    assert.deepEqual(await idsOf(context, { name, ids: [] }), [])
  },

  'A name is matched whole, and case counts': async (context) => {
    const { id, name } = await listed(context)
    assert.deepEqual(await idsOf(context, { name }), [id])
    for (const other of [name.slice(0, -1), name.slice(1), `${name}x`, name.toUpperCase()]) {
      assert.deepEqual(await idsOf(context, { name: other }), [], `a node named ${other}`)
    }
  },

  'A name in a query is no pattern': async (context) => {
    const { name } = await listed(context)
    for (const pattern of ['*', `${name.slice(0, -1)}*`, `${name.slice(0, -1)}?`, '.*', '%']) {
      assert.deepEqual(await idsOf(context, { name: pattern }), [], `a node named ${pattern}`)
    }
    const stars = `${context.name()}*?\\`
    const node = await unlessRefused(() => listed(context, { name: stars }), 'invalid')
    if (node) assert.deepEqual(await idsOf(context, { name: stars }), [node.id])
  },

  'Of several states any may hold': async (context) => {
    const { id, name } = await listed(context)
    assert.deepEqual(await idsOf(context, { name, states: ['running'] }), [id])
    assert.deepEqual(await idsOf(context, { name, states: ['stopped', 'running', 'error'] }), [id])
    assert.deepEqual(await idsOf(context, { name, states: ['stopped', 'terminated', 'unknown'] }), [])
  },

  'A node must have each of the tags, with exactly that value': async (context) => {
    const role = context.name().toLowerCase().slice(-60)
    const { id } = await listed(context, { tags: { role, tier: 'front' } })
    assert.deepEqual(await idsOf(context, { tags: { role } }), [id])
    assert.deepEqual(await idsOf(context, { tags: { role, tier: 'front' } }), [id])
    assert.deepEqual(await idsOf(context, { tags: { role, tier: 'back' } }), [])
    assert.deepEqual(await idsOf(context, { tags: { role, zone: 'a' } }), [])
    assert.deepEqual(await idsOf(context, { tags: { role: role.slice(0, -1) } }), [])
  },

  'Empty tags in a query ask for nothing': async (context) => {
    const { id, name } = await listed(context)
    assert.deepEqual(await idsOf(context, { name, tags: {} }), [id])
  },

  'All members of a query must hold': async (context) => {
    const role = context.name().toLowerCase().slice(-60)
    const [one, other] = [
      await listed(context, { tags: { role } }),
      await listed(context, { tags: { role } }),
    ]
    const tags = { role }
    assert.deepEqual(await idsOf(context, { tags, name: one.name }), [one.id])
    assert.deepEqual(await idsOf(context, { tags, name: one.name, ids: [other.id] }), [])
    assert.deepEqual(await idsOf(context, { tags, ids: [other.id], states: ['terminated'] }), [])
  },
})

async function idsOf({ driver }: Context, query?: NodeQuery): Promise<string[]> {
  return (await driver.listNodes(query).toArray()).map(({ id }) => id)
}

/** The area's node, or a new one, once `listNodes` has it: a provider may list it some seconds after its creation. */
async function listed(context: Context, options?: Parameters<Context['create']>[0]): Promise<Node> {
  const { id } = await (options === undefined ? context.running() : context.create(options))
  const node = await eventually(context, `node ${id} is listed`, async () =>
    (await context.driver.listNodes().toArray()).find((one) => one.id === id),
  )
  checkIdentity(node, 'node')
  return node
}
