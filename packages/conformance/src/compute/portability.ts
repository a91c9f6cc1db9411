import assert from 'node:assert/strict'
import { supports } from '@cloud/core'
import { abilityMembers, abilityNames } from '../abilities.ts'
import { type Case, casesOf } from '../case.ts'
import { checkNode } from '../shapes.ts'

const members = [
  'listNodes',
  'getNode',
  'createNode',
  'rebootNode',
  'destroyNode',
  'listSizes',
  'listImages',
  'listLocations',
] as const

export const portability: readonly Case[] = casesOf('portability', {
  'A driver is a plain object of functions': async ({ driver }) => {
    for (const member of members) {
      assert.equal(typeof driver[member], 'function', `${member} is no function`)
      assert.ok(Object.hasOwn(driver, member), `${member} is not the driver's own: a spread loses it`)
    }
  },

  'A spread of a driver works as the driver does, and has its abilities': async ({ driver }) => {
    const spread = { ...driver }
    assert.ok((await spread.listSizes().toArray({ max: 1 })).length > 0)
    for (const ability of abilityNames)
      assert.equal(supports(spread, ability), supports(driver, ability), ability)
  },

  'Members work without the object they come from': async (context) => {
    const { getNode, listNodes, createNode, destroyNode } = context.driver
    const node = context.track(await createNode({ name: context.name(), ...(await context.target()) }))
    assert.equal((await getNode(node)).id, node.id)
    await listNodes({ ids: [node.id] }).toArray()
    await destroyNode(node)
  },

  'An ability is there whole or not at all': async ({ driver }) => {
    for (const ability of abilityNames) {
      const there = abilityMembers[ability].filter((member) => member in driver)
      assert.ok(
        there.length === 0 || supports(driver, ability),
        `of ${ability} there is only ${there.join(', ')}`,
      )
    }
  },

  'The driver has the abilities that it claims, and no others': async ({ driver, options }) => {
    const found = abilityNames.filter((ability) => supports(driver, ability))
    assert.deepEqual(
      found,
      abilityNames.filter((ability) => (options.abilities ?? found).includes(ability)),
    )
  },

  'Nodes fit their shape, plain and closed, from each call that gives them': async (context) => {
    const { driver } = context
    const created = await context.create({ tags: { role: 'web' } })
    const running = await context.running()
    const listed = await driver.listNodes().toArray()
    for (const node of [created, await driver.getNode(created), running, ...listed]) checkNode(node)
  },

  'A node stays as it was given while the cloud goes on': async (context) => {
    const node = await context.create()
    const before = JSON.stringify(node)
    await context.driver.destroyNode(node)
    assert.equal(JSON.stringify(node), before)
  },

  'What is handed in is not changed': async (context) => {
    const freeze = <T extends object>(value: T): T => {
      for (const one of Object.values(value)) if (typeof one === 'object' && one !== null) freeze(one)
      return Object.freeze(value)
    }
    const { driver } = context
    const node = await context.create(freeze({ tags: { role: 'web' }, authorizedKeys: [] }))
    await driver
      .listNodes(freeze({ ids: [node.id], states: ['running'] as const, tags: { role: 'web' } }))
      .toArray()
    await driver.destroyNode(freeze({ id: node.id }))
  },
})
