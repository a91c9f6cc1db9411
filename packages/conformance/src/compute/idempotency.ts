import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { isCloudError } from '@cloud/core'
import { type Case, type Cases, casesOf } from '../case.ts'
import { createsNothing, nodeIds } from '../cloud-side.ts'
import type { Context } from '../context.ts'
import { judged, keyOf, rejection, settled, unlessRefused } from '../expect.ts'
import { eventually } from '../waiting.ts'

const everyDriver: Cases<Context> = {
  'createNode repeated with its idempotency key gives the same node and creates nothing': async (context) => {
    const options = { name: context.name(), tags: { role: 'web' }, idempotencyKey: randomUUID() }
    const first = await context.create(options)
    await createsNothing(context, async () => {
      assert.equal((await context.create(options)).id, first.id)
      assert.equal((await context.create({ ...options, tags: { role: 'web' } })).id, first.id)
    })
  },

  'An idempotency key holds on another driver of the same cloud': async (context) => {
    const options = { name: context.name(), idempotencyKey: randomUUID(), ...(await context.target()) }
    const first = await context.create(options)
    const another = await context.another()
    await createsNothing(context, async () => {
      assert.equal(context.track(await another.createNode(options)).id, first.id)
    })
  },

  'Calls at the same time with one idempotency key create one node': async (context) => {
    const options = { name: context.name(), idempotencyKey: randomUUID() }
    const made = await Promise.allSettled([1, 2, 3].map(() => context.create(options)))
    const ids = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []))
    assert.ok(ids.length > 0, `none of three calls succeeded: ${reasonsOf(made)}`)
    assert.equal(new Set(ids).size, 1, `${ids.join(', ')} were created`)
    assert.equal((await context.driver.listNodes({ name: options.name }).toArray()).length, 1)
  },

  'Calls at the same time with one idempotency key on several drivers create one node': async (context) => {
    const options = { name: context.name(), idempotencyKey: randomUUID(), ...(await context.target()) }
    const drivers = [context.driver, await context.another(), await context.another()]
    const before = new Set(await nodeIds(context))
    const made = await Promise.allSettled(drivers.map((driver) => driver.createNode(options)))
    const nodes = made.flatMap((one) => (one.status === 'fulfilled' ? [context.track(one.value)] : []))
    const [first] = nodes
    assert.ok(first, `none of three calls succeeded: ${reasonsOf(made)}`)
    assert.equal(
      new Set(nodes.map(({ id }) => id)).size,
      1,
      `told of ${nodes.map(({ id }) => id).join(', ')}`,
    )
    const listed = await eventually(context, 'the node is listed', async () => {
      const found = await context.driver.listNodes({ name: options.name }).toArray()
      return found.length > 0 ? found : undefined
    })
    assert.deepEqual(
      listed.map(({ id }) => id),
      [first.id],
    )
    const created = (await nodeIds(context)).filter((id) => !before.has(id))
    assert.deepEqual(created, [first.id], 'nodes that were created')
  },

  'An idempotency key used with other options rejects with conflict': async (context) => {
    const idempotencyKey = randomUUID()
    await context.create({ idempotencyKey })
    await createsNothing(context, async () => {
      const error = await rejection(() => context.create({ idempotencyKey }), 'conflict')
      assert.equal(error.outcome, 'not-applied')
    })
  },

  'An idempotency key may be 1 to 64 printable ASCII characters': async (context) => {
    const random = randomUUID()
    for (const idempotencyKey of [`${random}<&>"'%+/=`, random.padEnd(64, '~')]) {
      const options = { name: context.name(), idempotencyKey }
      const first = await context.create(options)
      assert.equal((await context.create(options)).id, first.id)
    }
  },

  'Without an idempotency key each call creates a node of its own': async (context) => {
    const options = { name: context.name() }
    const one = await context.create(options)
    const other = await unlessRefused(() => context.create(options), 'already-exists')
    assert.notEqual(other?.id, one.id)
  },
}

const losing: Cases<Context> = {
  'A node whose creation was not answered is found again, and not made twice': async (context) => {
    const { driver, track, options: given } = context
    const options = { name: context.name(), ...(await context.target()) }
    await given.loseCreate?.()
    const made = await settled(async () => track(await driver.createNode(options)))
    if (isCloudError(made)) track(await driver.createNode({ ...options, idempotencyKey: keyOf(made) }))
    await eventually(context, 'the node is listed', async () => {
      const found = await driver.listNodes({ name: options.name }).toArray()
      assert.ok(found.length < 2, `${found.length} nodes were made`)
      return found[0]
    })
  },
}

export const idempotency: readonly Case[] = [
  ...casesOf('idempotency', everyDriver),
  ...casesOf('idempotency', losing, { hook: 'loseCreate' }),
]

/** Why calls failed, each reason once. */
function reasonsOf(calls: readonly PromiseSettledResult<unknown>[]): string {
  const reasons = calls.flatMap((one) => (one.status === 'rejected' ? [judged(one.reason)] : []))
  return [
    ...new Set(reasons.map((reason) => (reason instanceof Error ? reason.message : String(reason)))),
  ].join('; ')
}
