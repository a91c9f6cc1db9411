import assert from 'node:assert/strict'
import { type Compute, type Node, type Volume, type Volumes, waitForVolume } from '@cloud/core'
import { type Case, casesOfAbility } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { Context } from '../context.ts'
import { rejection } from '../expect.ts'
import { aVolume, elsewhere, farNode } from '../things.ts'
import { eventually, gone, inState, waitOptions } from '../waiting.ts'

type Holding = Context<Compute & Volumes>

/** Volumes on nodes: part of the area `volumes`. */
export const attachedVolumes: readonly Case[] = casesOfAbility('volumes', 'Volumes', {
  'attachVolume gives a volume to a node, detachVolume takes it': async (context) => {
    const { driver } = context
    const node = await context.running()
    const volume = await aVolume(context)
    assert.equal(await driver.attachVolume(volume, { node }), undefined)
    const held = await waitForVolume(driver, volume, 'attached', waitOptions(context))
    assert.deepEqual(held.attachedTo, [node.id])
    assert.deepEqual([held.name, held.sizeGiB], [volume.name, volume.sizeGiB])
    assert.equal(await driver.detachVolume(volume), undefined)
    assert.deepEqual((await available(context, volume)).attachedTo, [])
  },

  'attachVolume to the node that has the volume resolves': async (context) => {
    const { driver } = context
    const { volume, node } = await holding(context)
    await driver.attachVolume({ id: volume.id }, { node: node.id })
    const { state, attachedTo } = await driver.getVolume(volume)
    assert.deepEqual([state, attachedTo], ['attached', [node.id]])
  },

  'attachVolume of a volume that another node has rejects with conflict': async (context) => {
    const { driver } = context
    const { volume, node } = await holding(context)
    const other = await otherNode(context)
    const error = await rejection(() => driver.attachVolume(volume, { node: other }), 'conflict')
    assert.equal(error.outcome, 'not-applied')
    assert.deepEqual((await driver.getVolume(volume)).attachedTo, [node.id])
  },

  'attachVolume to a node in another location is invalid': async (context) => {
    const { driver } = context
    const volume = await context.shared('volume', () => aVolume(context))
    const node = await farNode(context, volume.location)
    // A cloud of one location has no other.
    if (node === undefined) return
    const error = await rejection(() => driver.attachVolume(volume, { node }), 'invalid')
    assert.equal(error.outcome, 'not-applied')
    const { state, attachedTo } = await driver.getVolume(volume)
    assert.deepEqual([state, attachedTo], ['available', []])
  },

  'attachVolume to a node that is terminated rejects with conflict': async (context) => {
    const { driver } = context
    const volume = await context.shared('volume', () => aVolume(context))
    const node = await context.create()
    await driver.destroyNode(node)
    await gone(context, node)
    // A provider that has forgotten the node already says not-found.
    await rejection(() => driver.attachVolume(volume, { node }), 'conflict', 'not-found')
    assert.equal((await driver.getVolume(volume)).state, 'available')
  },

  'attachVolume rejects with not-found where volume or node do not exist': async (context) => {
    const { driver } = context
    const volume = await context.shared('volume', () => aVolume(context))
    for (const node of [await context.missingNode(), 'no such node']) {
      const error = await rejection(() => driver.attachVolume(volume, { node }), 'not-found')
      assert.equal(error.outcome, 'not-applied')
    }
    const node = await context.running()
    await rejection(() => driver.attachVolume('no such volume', { node }), 'not-found')
    assert.equal((await driver.getVolume(volume)).state, 'available')
  },

  'attachVolume and detachVolume of what is no volume, or to what is no node, are invalid': async (
    context,
  ) => {
    const { driver } = context
    const { id } = await context.shared('volume', () => aVolume(context))
    const { id: node } = await context.running()
    const strange = { id, kind: 'node' as 'volume' }
    const calls = {
      'attach a node': () => driver.attachVolume(strange, { node }),
      'attach to a volume': () => driver.attachVolume(id, { node: { id: node, kind: 'volume' as 'node' } }),
      'attach to nothing': () => driver.attachVolume(id, {} as { node: string }),
      'attach in an unknown way': () => driver.attachVolume(id, { node, path: '/dev/b' } as { node: string }),
      'detach a node': () => driver.detachVolume(strange),
    }
    await refuses(context, calls, (call: () => Promise<void>) => call())
  },

  'detachVolume of a volume that no node has resolves': async (context) => {
    const volume = await context.shared('volume', () => aVolume(context))
    await context.driver.detachVolume(volume)
    await available(context, volume)
  },

  'detachVolume of a volume that is not there rejects with not-found': async ({ driver }) => {
    await rejection(() => driver.detachVolume('no such volume'), 'not-found')
  },

  'destroyVolume of a volume that a node has rejects with conflict': async (context) => {
    const { driver } = context
    const { volume, node } = await holding(context)
    const error = await rejection(() => driver.destroyVolume(volume), 'conflict')
    assert.equal(error.outcome, 'not-applied')
    const { state, attachedTo } = await driver.getVolume(volume)
    assert.deepEqual([state, attachedTo], ['attached', [node.id]])
  },

  'listVolumes by a node gives the volumes that it has': async (context) => {
    const { driver } = context
    const { volume, node } = await holding(context)
    await eventually(context, 'the volume is listed at its node', async () => {
      const ids = (await driver.listVolumes({ node }).toArray()).map(({ id }) => id)
      return ids.includes(volume.id) ? true : undefined
    })
    const other = await otherNode(context)
    const missing = await context.missingNode()
    const far = await elsewhere(context)
    const queries = [
      { node: other },
      { node: missing },
      { node: 'no such node' },
      { node, name: `${volume.name}-b` },
      ...(far ? [{ node, location: far }] : []),
    ]
    for (const query of queries) {
      const found = await driver.listVolumes(query).toArray()
      assert.ok(!found.some(({ id }) => id === volume.id), 'a volume of another node, or of another name')
    }
  },

  'A volume outlives the node that has it': async (context) => {
    const { driver } = context
    const node = await inState(context, await context.create(), 'running')
    const volume = await aVolume(context, { location: node.location })
    await driver.attachVolume(volume, { node })
    await waitForVolume(driver, volume, 'attached', waitOptions(context))
    await driver.destroyNode(node)
    await gone(context, node)
    assert.deepEqual((await available(context, volume)).attachedTo, [])
  },
})

/** The area's volume that the area's node has. */
function holding(context: Holding): Promise<{ readonly volume: Volume; readonly node: Node }> {
  return context.shared('volume of the node', async () => {
    const node = await context.running()
    const volume = await aVolume(context)
    await context.driver.attachVolume(volume, { node })
    return { node, volume: await waitForVolume(context.driver, volume, 'attached', waitOptions(context)) }
  })
}

function otherNode(context: Holding): Promise<Node> {
  return context.shared('other node', async () => inState(context, await context.create(), 'running'))
}

function available(context: Holding, volume: Volume): Promise<Volume> {
  return waitForVolume(context.driver, volume, 'available', waitOptions(context))
}
