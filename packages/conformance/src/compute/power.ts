import assert from 'node:assert/strict'
import type { Compute, Node, Power } from '@cloud/core'
import { type Case, casesOfAbility } from '../case.ts'
import type { Context } from '../context.ts'
import { rejection } from '../expect.ts'
import { gone, inState } from '../waiting.ts'

export const power: readonly Case[] = casesOfAbility('power', 'Power', {
  'stopNode stops a running node, startNode starts it again': async (context) => {
    const { driver } = context
    const node = await inState(context, await context.create(), 'running')
    assert.equal(await driver.stopNode(node), undefined)
    const stopped = await inState(context, node, 'stopped')
    assert.deepEqual([stopped.name, stopped.size, stopped.image], [node.name, node.size, node.image])
    assert.equal(await driver.startNode(node), undefined)
    await inState(context, node, 'running')
  },

  'startNode of a node that runs resolves, and the node runs on': async (context) => {
    const node = await context.running()
    await context.driver.startNode(node)
    assert.equal((await context.driver.getNode(node)).state, 'running')
  },

  'startNode of a node that starts already resolves': async (context) => {
    const { driver } = context
    const node = await stopped(context)
    await driver.startNode(node)
    await driver.startNode(node)
    await inState(context, node, 'running')
  },

  'stopNode of a node that is stopped or stops already resolves': async (context) => {
    const { driver } = context
    const node = await inState(context, await context.create(), 'running')
    await driver.stopNode(node)
    await driver.stopNode(node)
    await inState(context, node, 'stopped')
    await driver.stopNode(node)
    assert.equal((await driver.getNode(node)).state, 'stopped')
  },

  'rebootNode of a stopped node rejects with conflict': async (context) => {
    const node = await stopped(context)
    await rejection(() => context.driver.rebootNode(node), 'conflict')
    assert.equal((await context.driver.getNode(node)).state, 'stopped')
  },

  'destroyNode ends a stopped node': async (context) => {
    const node = await stopped(context)
    await context.driver.destroyNode(node)
    await gone(context, node)
  },

  'A stopped node is listed by that state': async (context) => {
    const node = await stopped(context)
    const found = await context.driver.listNodes({ ids: [node.id], states: ['stopped'] }).toArray()
    assert.deepEqual(
      found.map(({ id, state }) => [id, state]),
      [[node.id, 'stopped']],
    )
  },

  'startNode and stopNode of a terminated node reject with conflict': async (context) => {
    const { driver } = context
    const node = await context.create()
    await driver.destroyNode(node)
    await gone(context, node)
    // A provider that has forgotten the node already says not-found.
    await rejection(() => driver.startNode(node), 'conflict', 'not-found')
    await rejection(() => driver.stopNode(node), 'conflict', 'not-found')
  },

  'startNode and stopNode of a node that is not there reject with not-found': async (context) => {
    const { driver } = context
    for (const id of [await context.missingNode(), 'no such node']) {
      await rejection(() => driver.startNode(id), 'not-found')
      await rejection(() => driver.stopNode({ id }), 'not-found')
    }
  },
})

async function stopped(context: Context<Compute & Power>): Promise<Node> {
  const node = await inState(context, await context.create(), 'running')
  await context.driver.stopNode(node)
  return inState(context, node, 'stopped')
}
