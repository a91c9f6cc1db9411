import assert from 'node:assert/strict'
import { supports } from '@cloud/core'
import { balancerAbilityMembers, balancerAbilityNames, balancerMembers } from '../abilities.ts'
import { type Case, casesOf } from '../case.ts'
import type { BalancersContext } from '../context.ts'
import { aBalancer, newBalancer, theBalancer, webOf } from './things.ts'

export const portability: readonly Case<BalancersContext>[] = casesOf<BalancersContext>('portability', {
  'A driver is a plain object of functions': async ({ driver }) => {
    for (const member of balancerMembers) {
      assert.equal(typeof driver[member], 'function', `${member} is no function`)
      assert.ok(Object.hasOwn(driver, member), `${member} is not the driver's own: a spread loses it`)
    }
  },

  'A spread of a driver works as the driver does, and has its abilities': async (context) => {
    const { driver } = context
    const spread = { ...driver }
    const { id } = await theBalancer(context)
    assert.equal((await spread.getBalancer(id)).id, id)
    for (const ability of ['LoadBalancers', ...balancerAbilityNames] as const)
      assert.equal(supports(spread, ability), supports(driver, ability), ability)
  },

  'Members work without the object they come from': async (context) => {
    const { getBalancer, listBalancers, updateBalancer, listMembers, destroyBalancer } = context.driver
    const { id, name } = await aBalancer(context)
    assert.equal((await getBalancer(id)).id, id)
    await listBalancers({ name }).toArray()
    await updateBalancer(id, {})
    await listMembers(id).toArray()
    await destroyBalancer(id)
  },

  'An ability is there whole or not at all': async ({ driver }) => {
    for (const ability of balancerAbilityNames) {
      const there = balancerAbilityMembers[ability].filter((member) => member in driver)
      assert.ok(
        there.length === 0 || supports(driver, ability),
        `of ${ability} there is only ${there.join(', ')}`,
      )
    }
  },

  'The driver has the abilities that it claims, and no others': async ({ driver, options }) => {
    const found = balancerAbilityNames.filter((ability) => supports(driver, ability))
    const claimed = options.abilities ?? found
    assert.deepEqual(
      found,
      balancerAbilityNames.filter((ability) => claimed.includes(ability)),
    )
  },

  'A balancer stays as it was given while the cloud goes on': async (context) => {
    const balancer = await aBalancer(context)
    const before = JSON.stringify(balancer)
    await context.driver.destroyBalancer(balancer)
    assert.equal(JSON.stringify(balancer), before)
  },

  'What is handed in is not changed': async (context) => {
    const node = Object.freeze({ node: (await context.node()).id })
    const options = Object.freeze({
      listeners: Object.freeze([Object.freeze({ ...webOf(context) })]),
      members: Object.freeze([node]),
    })
    const made = await newBalancer(context, options)
    await context.driver.attachMember(Object.freeze({ id: made.id }), node)
    await context.driver.detachMember(made, node)
    await context.driver.destroyBalancer(made)
  },
})
