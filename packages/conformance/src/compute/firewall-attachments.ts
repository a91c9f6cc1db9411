import assert from 'node:assert/strict'
import type { Compute, Firewall, Firewalls } from '@cloud/core'
import { type Case, casesOfAbility } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { Context } from '../context.ts'
import { rejection } from '../expect.ts'
import { aFirewall } from '../things.ts'
import { eventually, missing } from '../waiting.ts'

type Guarding = Context<Compute & Firewalls>

/** Firewalls in front of nodes: part of the area `firewalls`. */
export const attachedFirewalls: readonly Case[] = casesOfAbility('firewalls', 'Firewalls', {
  'attachFirewall puts a firewall in front of a node, detachFirewall takes it away': async (context) => {
    const { driver } = context
    const node = await context.running()
    const firewall = await aFirewall(context)
    assert.equal(await driver.attachFirewall(firewall, { node }), undefined)
    await guards(context, firewall, node.id, true)
    assert.equal(await driver.detachFirewall(firewall, { node }), undefined)
    await guards(context, firewall, node.id, false)
  },

  'Several firewalls guard a node, and one can be taken away': async (context) => {
    const { driver } = context
    const node = await context.running()
    const [one, other] = [await aFirewall(context), await aFirewall(context)]
    await driver.attachFirewall(one, { node })
    await driver.attachFirewall(other, { node })
    await guards(context, one, node.id, true)
    await guards(context, other, node.id, true)
    await driver.detachFirewall(one, { node })
    await guards(context, one, node.id, false)
    await guards(context, other, node.id, true)
    await driver.detachFirewall(other, { node })
  },

  'attachFirewall where it is already, and detachFirewall where it is not, resolve': async (context) => {
    const { driver } = context
    const { id: node } = await context.running()
    const { id } = await aFirewall(context)
    await driver.detachFirewall(id, { node })
    await driver.attachFirewall(id, { node })
    await guards(context, { id }, node, true)
    await driver.attachFirewall({ id }, { node: { id: node } })
    await guards(context, { id }, node, true)
    await driver.detachFirewall({ id }, { node })
    await guards(context, { id }, node, false)
    await driver.detachFirewall(id, { node })
  },

  'attachFirewall and detachFirewall reject with not-found where firewall or node do not exist': async (
    context,
  ) => {
    const { driver } = context
    const firewall = await context.shared('firewall', () => aFirewall(context))
    const { id } = await context.running()
    for (const call of [driver.attachFirewall, driver.detachFirewall]) {
      for (const node of [await context.missingNode(), 'no such node']) {
        const error = await rejection(() => call(firewall, { node }), 'not-found')
        assert.equal(error.outcome, 'not-applied')
      }
      await rejection(() => call('no such firewall', { node: id }), 'not-found')
    }
  },

  'attachFirewall and detachFirewall of what is no firewall, or of what is no node, are invalid': async (
    context,
  ) => {
    const { driver } = context
    const { id } = await context.shared('firewall', () => aFirewall(context))
    const { id: node } = await context.running()
    const wrong: Record<string, readonly [unknown, unknown]> = {
      'a node for a firewall': [{ id, kind: 'node' }, { node }],
      'a firewall for a node': [id, { node: { id: node, kind: 'firewall' } }],
      'no node': [id, {}],
      'an unknown option': [id, { node, port: 22 }],
    }
    for (const call of [driver.attachFirewall, driver.detachFirewall]) {
      await refuses(context, wrong, ([firewall, at]) => call(firewall as string, at as { node: string }))
    }
  },

  'destroyFirewall of a firewall that guards a node removes it, or rejects with conflict': async (
    context,
  ) => {
    const { driver } = context
    const node = await context.running()
    const firewall = await aFirewall(context)
    await driver.attachFirewall(firewall, { node })
    await guards(context, firewall, node.id, true)
    try {
      await driver.destroyFirewall(firewall)
    } catch (error) {
      const { outcome } = await rejection(() => Promise.reject(error), 'conflict')
      assert.equal(outcome, 'not-applied')
      await guards(context, firewall, node.id, true)
      await driver.detachFirewall(firewall, { node })
      await driver.destroyFirewall(firewall)
    }
    await missing(context, 'the firewall', () => driver.getFirewall(firewall))
    assert.equal((await driver.getNode(node)).state, 'running')
  },
})

/** Waits until the firewall tells that it guards the node, or does not; where the provider tells nothing it is there, at least. */
function guards(
  context: Guarding,
  firewall: Pick<Firewall, 'id'>,
  node: string,
  wanted: boolean,
): Promise<true> {
  return eventually(context, `the firewall ${wanted ? 'guards' : 'does not guard'} the node`, async () => {
    const { nodes } = await context.driver.getFirewall(firewall.id)
    return nodes === undefined || nodes.includes(node) === wanted ? true : undefined
  })
}
