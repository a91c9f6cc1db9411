import assert from 'node:assert/strict'
import { isCloudError, type Node } from '@cloud/core'
import { type Case, casesOf } from '../case.ts'
import type { Context } from '../context.ts'
import { rejection } from '../expect.ts'
import { gone, inState } from '../waiting.ts'

export const destroy: readonly Case[] = casesOf('destroy', {
  'destroyNode ends a running node': async (context) => {
    const node = await inState(context, await context.create(), 'running')
    assert.equal(await context.driver.destroyNode(node), undefined)
    await gone(context, node)
  },

  'destroyNode ends a node that has only just been created': async (context) => {
    const node = await context.create()
    await context.driver.destroyNode(node)
    await gone(context, node)
  },

  'destroyNode of a node that is terminating or terminated resolves': async (context) => {
    const { driver } = context
    const node = await context.create()
    await driver.destroyNode(node)
    await whileShown(context, node, () => driver.destroyNode(node))
    await gone(context, node)
    await whileShown(context, node, () => driver.destroyNode(node))
  },

  'listNodes leaves out what is terminated, unless it is asked for': async (context) => {
    const { driver } = context
    const node = await context.create()
    await driver.destroyNode(node)
    await gone(context, node)
    const listed = await driver.listNodes().toArray()
    assert.ok(!listed.some(({ id }) => id === node.id), 'a terminated node is listed')
    assert.deepEqual(
      await driver.listNodes({ ids: [node.id] }).toArray(),
      [],
      'a terminated node is listed by id',
    )
    await whileShown(context, node, async () => {
      const [terminated] = await driver.listNodes({ ids: [node.id], states: ['terminated'] }).toArray()
      assert.equal(terminated?.id, node.id)
      assert.equal(terminated.state, 'terminated')
    })
  },

  'rebootNode of a terminated node rejects with conflict': async (context) => {
    const node = await context.create()
    await context.driver.destroyNode(node)
    await gone(context, node)
    // A provider that has forgotten the node already says not-found.
    await rejection(() => context.driver.rebootNode(node), 'conflict', 'not-found')
  },
})

/** Runs `run` while the provider still shows the node; once it does not, `run` may reject with `not-found`. */
async function whileShown({ driver }: Context, node: Node, run: () => Promise<unknown>): Promise<void> {
  try {
    await run()
  } catch (error) {
    const shown = await driver.getNode(node).catch((reason: unknown) => reason)
    if (!isCloudError(shown, 'not-found')) throw error
  }
}
