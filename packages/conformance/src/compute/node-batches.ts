import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import {
  type Compute,
  type CreateNode,
  type CreateNodeBatch,
  createNodes,
  isCloudError,
  type Node,
  type NodeBatches,
} from '@cloud/core'
import { type Case, casesOf, casesOfAbilities } from '../case.ts'
import { createsNothing, nodeIds, refuses } from '../cloud-side.ts'
import type { Context } from '../context.ts'
import { keyOf, rejection, settled } from '../expect.ts'
import { badNames } from '../samples.ts'
import { eventually } from '../waiting.ts'

type Batching = Context<Compute & NodeBatches>

const everyDriver = casesOf<Context>('many nodes', {
  'createNodes creates each node once, with its own name, and gives them in order': async (context) => {
    const names = [1, 2, 3].map(() => context.name())
    const { driver } = context
    const target = await context.target()
    const made = await createdBy(context, () =>
      createNodes(
        driver,
        names.map((name) => ({ name, ...target })),
      ),
    )
    assert.deepEqual(
      made.map(({ name }) => name),
      names,
    )
    for (const node of made) await isThere(context, node)
  },

  'createNodes tells of each node what became of it: one that fails stops no other': async (context) => {
    const { driver } = context
    const target = await context.target()
    const [first, last] = [context.name(), context.name()]
    const wrong: readonly CreateNode[] = [
      { ...target, name: context.name(), image: 'no such image' },
      { ...target, name: '' },
    ]
    const options = [{ name: first, ...target }, ...wrong, { name: last, ...target }]
    const results = await createNodes(driver, options, { concurrency: 2 })
    const nodes = fulfilled(context, results)
    assert.deepEqual(
      nodes.map(({ name }) => name),
      [first, last],
    )
    const codes = results.map((one) => (one.status === 'rejected' ? one.reason?.code : undefined))
    assert.deepEqual(codes, [undefined, 'not-found', 'invalid', undefined])
  },
})

const batches = casesOfAbilities('node batches', ['NodeBatches'], {
  'createNodeBatch creates a node for each name, and gives them in order': async (context) => {
    const { driver } = context
    const names = [context.name('b'), context.name('a'), context.name('c')]
    const tags = { role: 'web' }
    const options = { ...(await context.target()), names, tags }
    const made = await createdBy(context, () => driver.createNodeBatch(options))
    assert.deepEqual(
      made.map(({ name }) => name),
      names,
    )
    assert.equal(new Set(made.map(({ id }) => id)).size, 3, 'ids')
    for (const node of made) {
      const seen = await isThere(context, node)
      assert.deepEqual([seen.name, { ...seen.tags }, seen.size], [node.name, tags, options.size])
    }
  },

  'A batch may be of one node, and of nodes of one name': async (context) => {
    const { driver } = context
    const target = await context.target()
    for (const names of [[context.name()], Array<string>(2).fill(context.name())]) {
      const made = await createdBy(context, () => driver.createNodeBatch({ ...target, names }))
      assert.deepEqual(
        made.map(({ name }) => name),
        names,
      )
    }
  },

  'createNodeBatch repeated with its idempotency key gives the same nodes and creates nothing': async (
    context,
  ) => {
    const { driver } = context
    const options = { ...(await context.target()), names: twoNames(context), idempotencyKey: randomUUID() }
    const first = fulfilled(context, await driver.createNodeBatch(options))
    await createsNothing(context, async () => {
      const again = fulfilled(context, await driver.createNodeBatch({ ...options }))
      assert.deepEqual(
        again.map(({ id, name }) => [id, name]),
        first.map(({ id, name }) => [id, name]),
      )
    })
  },

  'The idempotency key of a batch used with other options rejects with conflict': async (context) => {
    const { driver } = context
    const options = { ...(await context.target()), names: twoNames(context), idempotencyKey: randomUUID() }
    fulfilled(context, await driver.createNodeBatch(options))
    await createsNothing(context, async () => {
      const other = { ...options, tags: { role: 'other' } }
      const error = await rejection(() => driver.createNodeBatch(other), 'conflict')
      assert.equal(error.outcome, 'not-applied')
    })
  },

  'createNodeBatch of what does not exist rejects with not-found, and creates nothing': async (context) => {
    const { driver } = context
    const options = { ...(await context.target()), names: twoNames(context) }
    await createsNothing(context, async () => {
      for (const missing of [
        { size: 'no such size' },
        { image: 'no such image' },
        { location: 'no such place' },
      ]) {
        const error = await rejection(() => driver.createNodeBatch({ ...options, ...missing }), 'not-found')
        assert.equal(error.outcome, 'not-applied')
      }
    })
  },

  'createNodeBatch with names that are none, or with what it does not know, is invalid before anything is sent':
    async (context) => {
      const { driver } = context
      const options = { ...(await context.target()), names: twoNames(context) }
      const wrong = {
        'no names': { names: undefined },
        'an empty list of names': { names: [] },
        'names that are one text': { names: 'web' },
        'a name that is a number': { names: [1] },
        'one name beside them': { name: 'web' },
        'an unknown option': { count: 2 },
        'a key with a space': { idempotencyKey: 'a b' },
        ...Object.fromEntries(
          Object.entries(badNames(context.name())).map(([what, name]) => [
            what,
            { names: [context.name(), name] },
          ]),
        ),
      }
      await createsNothing(context, () =>
        refuses(context, wrong, (change) =>
          driver.createNodeBatch({ ...options, ...change } as unknown as CreateNodeBatch),
        ),
      )
    },
})

const losing = casesOfAbilities(
  'node batches',
  ['NodeBatches'],
  {
    'A batch whose creation was not answered is found again, and not made twice': async (context) => {
      const { driver, options: given } = context
      const names = twoNames(context)
      const options = { ...(await context.target()), names }
      await createdBy(context, async () => {
        await given.loseCreate?.()
        const made = await settled(() => driver.createNodeBatch(options))
        if (!isCloudError(made)) return made
        return driver.createNodeBatch({ ...options, idempotencyKey: keyOf(made) })
      })
    },
  },
  { hook: 'loseCreate' },
)

export const nodeBatches: readonly Case[] = [...everyDriver, ...batches, ...losing]

const twoNames = (context: Batching | Context) => [context.name(), context.name()]

/** The nodes that were made, each remembered to be removed. */
function fulfilled(context: Context, results: readonly PromiseSettledResult<Node>[]): readonly Node[] {
  return results.flatMap((one) => (one.status === 'fulfilled' ? [context.track(one.value)] : []))
}

/** The nodes that `run` gives: all of them, and the cloud has no others than before beside them. */
async function createdBy(
  context: Context,
  run: () => Promise<readonly PromiseSettledResult<Node>[]>,
): Promise<readonly Node[]> {
  const before = new Set(await nodeIds(context))
  const results = await run()
  const made = fulfilled(context, results)
  const failed = results.flatMap((one) => (one.status === 'rejected' ? [String(one.reason?.message)] : []))
  assert.deepEqual(failed, [], 'nodes that were not made')
  const ids = made.map(({ id }) => id).toSorted()
  await eventually(context, 'the nodes are there', async () => {
    const created = (await nodeIds(context)).filter((id) => !before.has(id)).toSorted()
    assert.ok(
      created.length <= ids.length,
      `${created.join(', ')} were created, and ${ids.join(', ')} told of`,
    )
    return created.join() === ids.join() ? true : undefined
  })
  return made
}

/** The node as the cloud tells of it, which may be a while after it was made. */
async function isThere(context: Context, { id }: Node): Promise<Node> {
  return eventually(context, `node ${id} is known`, async () => {
    const seen = await settled(() => context.driver.getNode(id))
    return isCloudError(seen) ? undefined : seen
  })
}
