import assert from 'node:assert/strict'
import { type Member, systemClock } from '@cloud/core'
import { slowed } from '../cancel-cases.ts'
import { type Case, type Cases, casesOf } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { BalancersContext } from '../context.ts'
import { rejection } from '../expect.ts'
import { pause } from '../waiting.ts'
import { checkMember } from './shapes.ts'
import { aBalancer, membersAre, missingBalancer, newBalancer, staying, theBalancer } from './things.ts'

const changing: Cases<BalancersContext> = {
  'attachMember puts a node behind a balancer, and resolves with that member': async (context) => {
    const { driver } = context
    const balancer = await theBalancer(context)
    const node = await context.node()
    const member = await driver.attachMember(balancer, { node })
    checkMember(member)
    assert.equal(member.node, node.id)
    const [listed] = await membersAre(context, balancer, [node.id])
    assert.deepEqual(fixed(listed), fixed(member))
  },

  'attachMember of what is a member resolves with it, and adds nothing': async (context) => {
    const { driver } = context
    const balancer = await theBalancer(context)
    const { id: node } = await context.node()
    const first = await driver.attachMember(balancer, { node })
    const again = await driver.attachMember(balancer.id, { node: { id: node, kind: 'node' } })
    assert.deepEqual(fixed(again), fixed(first))
    await membersAre(context, balancer, [node])
  },

  'Each member fits its shape, and has an id of its own': async (context) => {
    const balancer = await theBalancer(context)
    const nodes = [(await context.node()).id, (await context.node(1)).id]
    for (const node of nodes) await context.driver.attachMember(balancer, { node })
    const members = await membersAre(context, balancer, nodes)
    for (const member of members) checkMember(member)
    assert.equal(new Set(members.map(({ id }) => id)).size, members.length)
  },

  'detachMember takes out a node that is named, or a member that was told': async (context) => {
    const { driver } = context
    const balancer = await theBalancer(context)
    const nodes = [(await context.node()).id, (await context.node(1)).id]
    const [first = '', second = ''] = nodes
    const members: Member[] = []
    for (const node of nodes) members.push(await driver.attachMember(balancer, { node }))
    await membersAre(context, balancer, nodes)
    assert.equal(await driver.detachMember(balancer, { node: first }), undefined)
    await membersAre(context, balancer, [second])
    const [, told] = members
    assert.ok(told)
    await driver.detachMember({ id: balancer.id }, { kind: 'member', id: told.id })
    await membersAre(context, balancer, [])
    assert.equal((await context.compute.getNode(first)).state, 'running')
  },

  'detachMember of what is no member resolves': async (context) => {
    const { driver } = context
    const balancer = await theBalancer(context)
    const node = await context.node()
    const other = await context.node(1)
    const member = await driver.attachMember(balancer, { node })
    await driver.attachMember(balancer, { node: other })
    await driver.detachMember(balancer, { node })
    const absent = [{ node }, member, { node: await context.missingNode() }, { node: 'no such node' }]
    for (const one of absent) assert.equal(await driver.detachMember(balancer, one), undefined)
    await membersAre(context, balancer, [other.id])
  },

  'The members of one balancer are not those of another': async (context) => {
    const [balancer, other] = [await theBalancer(context), await aBalancer(context)]
    const { id: node } = await context.node()
    await context.driver.attachMember(balancer, { node })
    await context.driver.attachMember(other, { node })
    await context.driver.detachMember(other, { node })
    await membersAre(context, other, [])
    const left = await context.driver.listMembers(balancer).toArray()
    assert.ok(
      left.some((member) => member.node === node),
      'the node is behind the first no more',
    )
    await context.driver.destroyBalancer(other)
  },

  'A change while the cloud is busy with an earlier one waits for it': async (context) => {
    const { driver } = context
    const nodes = [(await context.node()).id, (await context.node(1)).id]
    const [first = '', second = ''] = nodes
    // Still `creating`, at most clouds.
    const balancer = await newBalancer(context)
    await Promise.all(nodes.map((node) => driver.attachMember(balancer, { node })))
    await membersAre(context, balancer, nodes)
    await Promise.all([
      driver.detachMember(balancer, { node: first }),
      driver.detachMember(balancer, { node: second }),
    ])
    await membersAre(context, balancer, [])
    await driver.destroyBalancer(balancer)
  },
}

const slowly: Cases<BalancersContext> = {
  'A change that waits for an earlier one ends with timeout when its own time is over': async (context) => {
    const { driver } = context
    const { clock = systemClock } = context.options
    const nodes = [(await context.node()).id, (await context.node(1)).id]
    const [first = '', second = ''] = nodes
    const balancer = await aBalancer(context)
    let earlier: Promise<unknown> | undefined
    let outcome: unknown
    await slowed(context, 2_000, async () => {
      earlier = driver.attachMember(balancer, { node: first })
      earlier.catch(() => {})
      await pause(context, 20)
      const started = clock.elapsed()
      const change = () => driver.attachMember(balancer, { node: second }, { timeoutMs: 100 })
      outcome = (await rejection(change, 'timeout')).outcome
      const took = clock.elapsed() - started
      assert.ok(took < 1_900, `timeoutMs was 100, and it took ${Math.round(took)} ms`)
    })
    await earlier
    assert.ok(typeof outcome === 'string', 'a write without an outcome')
    // What was not done must not come later either.
    if (outcome === 'not-applied') await pause(context, 2500)
    if (outcome !== 'unknown') await membersAre(context, balancer, outcome === 'applied' ? nodes : [first])
    await driver.destroyBalancer(balancer)
  },
}

const refusing: Cases<BalancersContext> = {
  'attachMember rejects with not-found where balancer or node do not exist': async (context) => {
    const { driver } = context
    const balancer = await theBalancer(context)
    const before = await staying(context, balancer)
    for (const node of [await context.missingNode(), 'no such node']) {
      const error = await rejection(() => driver.attachMember(balancer, { node }), 'not-found')
      assert.equal(error.outcome, 'not-applied')
    }
    const node = await context.node()
    for (const id of [await missingBalancer(context), 'no such balancer'])
      await rejection(() => driver.attachMember(id, { node }), 'not-found')
    assert.equal((await staying(context, balancer)).length, before.length)
  },

  'listMembers and detachMember reject with not-found where there is no such balancer': async (context) => {
    const { driver } = context
    const node = await context.node()
    for (const id of [await missingBalancer(context), 'no such balancer']) {
      await rejection(() => driver.listMembers(id).toArray(), 'not-found')
      await rejection(() => driver.detachMember(id, { node }), 'not-found')
    }
  },

  'A member that is none, or of what is no balancer, is invalid before anything is sent': async (context) => {
    const { driver } = context
    const { id } = await theBalancer(context)
    const { id: node } = await context.node()
    const strange = { id, kind: 'node' as 'balancer' }
    const targets: Record<string, object | string> = {
      nothing: {},
      'a text': node,
      'a volume': { node: { id: node, kind: 'volume' } },
      'a number': { node: 7 },
      'an unknown option': { node, weight: 3 },
    }
    const calls = {
      'attach to a node': () => driver.attachMember(strange, { node }),
      'detach from a node': () => driver.detachMember(strange, { node }),
      'the members of a node': async () => driver.listMembers(strange),
      ...Object.fromEntries(
        Object.entries(targets).flatMap(([what, target]) => [
          [`attach ${what}`, () => driver.attachMember(id, target as { node: string })],
          [`detach ${what}`, () => driver.detachMember(id, target as { node: string })],
        ]),
      ),
    }
    await refuses(context, calls, (call: () => Promise<unknown>) => call())
  },
}

const paging: Cases<BalancersContext> = {
  'listMembers does not end at its first page': async (context) => {
    const { driver, options } = context
    const balancer = await aBalancer(context)
    const count = (options.pageSize ?? 0) + 1
    const nodes = await Promise.all(Array.from({ length: count }, (_, index) => context.node(index)))
    for (const node of nodes) await driver.attachMember(balancer, { node })
    await membersAre(
      context,
      balancer,
      nodes.map(({ id }) => id),
    )
    await driver.destroyBalancer(balancer)
  },
}

export const members: readonly Case<BalancersContext>[] = [
  ...casesOf('members', changing),
  ...casesOf('members', slowly, { hook: 'slow' }),
  ...casesOf('members', refusing),
  ...casesOf('members', paging, { hook: 'pageSize' }),
]

/** What of a member does not change while it is one. */
function fixed(member: Member | undefined): object {
  assert.ok(member, 'no member')
  const { kind, id, node, port } = member
  return { kind, id, node, port }
}
