import assert from 'node:assert/strict'
import type { Compute, Node, Power, Resize, ResizeNode, Size } from '@cloud/core'
import { type Case, casesOfAbilities } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { Context } from '../context.ts'
import { rejection } from '../expect.ts'
import { inState } from '../waiting.ts'

type Resizing = Context<Compute & Resize & Power>

const changing = casesOfAbilities('resize', ['Resize', 'Power'], {
  'resizeNode gives a stopped node another size, and it stays stopped': async (context) => {
    const { driver } = context
    const node = await stopped(context)
    const size = await secondSize(context)
    assert.equal(await driver.resizeNode(node, { size }), undefined)
    const after = await driver.getNode(node)
    assert.deepEqual([after.size, after.state], [size.id, 'stopped'])
    const kept = ({ name, image, location, publicIps, privateIps, tags }: Node) => ({
      ...{ name, image, location, publicIps, privateIps, tags: { ...tags } },
    })
    assert.deepEqual(kept(after), kept(node))
    await driver.startNode(node)
    assert.equal((await inState(context, node, 'running')).size, size.id)
  },

  'resizeNode to the size that a stopped node has resolves': async (context) => {
    const { driver } = context
    const node = await context.shared('stopped', () => stopped(context))
    const { size = (await context.target()).size } = node
    assert.equal(await driver.resizeNode(node, { size }), undefined)
    const after = await driver.getNode(node)
    assert.deepEqual([after.size, after.state], [node.size, 'stopped'])
  },

  'resizeNode leaves the disk as it is, so that the former size can be had again': async (context) => {
    const { driver } = context
    const node = await stopped(context)
    const former = (await context.target()).size
    await driver.resizeNode(node.id, { size: await secondSize(context) })
    await driver.resizeNode({ id: node.id }, { size: former })
    assert.equal((await driver.getNode(node)).size, former)
  },
})

const refusing = casesOfAbilities('resize', ['Resize', 'Power'], {
  'resizeNode of a node that runs rejects with conflict, and the node runs on': async (context) => {
    const { driver } = context
    const node = await context.running()
    const size = await secondSize(context)
    const error = await rejection(() => driver.resizeNode(node, { size }), 'conflict')
    assert.equal(error.outcome, 'not-applied')
    const { size: kept, state } = await driver.getNode(node)
    assert.deepEqual([kept, state], [node.size, 'running'])
  },

  'resizeNode rejects with not-found where node or size do not exist': async (context) => {
    const { driver } = context
    const size = await secondSize(context)
    for (const id of [await context.missingNode(), 'no such node']) {
      await rejection(() => driver.resizeNode(id, { size }), 'not-found')
    }
    const node = await context.shared('stopped', () => stopped(context))
    for (const missing of ['no-such-size', 'no such size']) {
      const error = await rejection(() => driver.resizeNode(node, { size: missing }), 'not-found')
      assert.equal(error.outcome, 'not-applied')
    }
    assert.equal((await driver.getNode(node)).size, node.size)
  },

  'resizeNode without a size, or with what it does not know, is invalid before anything is sent': async (
    context,
  ) => {
    const { driver } = context
    const { id } = await context.running()
    const { size, image } = await context.target()
    const wrong: Record<string, readonly [unknown, unknown]> = {
      'no size': [id, {}],
      'no options': [id, undefined],
      'a size that is a number': [id, { size: 2 }],
      'an image for a size': [id, { size: { id: image, kind: 'image' } }],
      'an unknown option': [id, { size, disk: true }],
      'a volume for a node': [{ id, kind: 'volume' }, { size }],
    }
    await refuses(context, wrong, ([node, options]) =>
      driver.resizeNode(node as string, options as ResizeNode),
    )
  },
})

const unfit = casesOfAbilities(
  'resize',
  ['Resize', 'Power'],
  {
    'resizeNode to a size that the node cannot have is invalid': async (context) => {
      const { driver, options } = context
      const node = await context.shared('stopped', () => stopped(context))
      const size = options.unfitSize ?? ''
      const error = await rejection(() => driver.resizeNode(node, { size }), 'invalid')
      assert.equal(error.outcome, 'not-applied')
      assert.equal((await driver.getNode(node)).size, node.size)
    },
  },
  { hook: 'unfitSize' },
)

export const resize: readonly Case[] = [...changing, ...refusing, ...unfit]

async function stopped(context: Resizing): Promise<Node> {
  const node = await inState(context, await context.create(), 'running')
  await context.driver.stopNode(node)
  return inState(context, node, 'stopped')
}

/** The size that was given, or one that a node of the target can get: more memory, and no disk that would have to shrink. */
async function secondSize(context: Resizing): Promise<Pick<Size, 'id'>> {
  const { secondSize: given } = context.options
  if (given !== undefined) return { id: given }
  const first = (await context.target()).size
  const all = await context.driver.listSizes({ location: context.options.location }).toArray()
  const from = all.find(({ id }) => id === first)
  assert.ok(from, `${first} is not listed`)
  const fits = all.filter(
    ({ architecture, memoryMiB, diskGiB }) =>
      architecture === from.architecture &&
      memoryMiB > from.memoryMiB &&
      (diskGiB ?? 0) >= (from.diskGiB ?? 0),
  )
  const [next] = fits.toSorted((one, other) => one.memoryMiB - other.memoryMiB)
  assert.ok(next, `no size is listed that a node of ${first} can get: give \`secondSize\``)
  return next
}
