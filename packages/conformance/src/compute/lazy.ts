import assert from 'node:assert/strict'
import { type Compute, type Listing, type Resource, supports } from '@cloud/core'
import { type Case, type Cases, casesOf } from '../case.ts'
import { requestsOf, sendsNothing } from '../cloud-side.ts'
import type { Context } from '../context.ts'

const everyDriver: Cases<Context> = {
  'Making a driver sends nothing': async (context) => {
    await sendsNothing(context, () => context.another())
  },

  'Nothing is requested before the first item is wanted': async (context) => {
    const { driver } = context
    await sendsNothing(context, () => {
      for (const list of [
        driver.listNodes(),
        driver.listSizes(),
        driver.listImages(),
        driver.listLocations(),
        ...listsOfAbilities(driver),
      ]) {
        list.pages()
        list[Symbol.asyncIterator]()
      }
    })
    assert.notEqual(await requestsOf(context, () => driver.listSizes().toArray({ max: 1 })), 0)
  },

  'toArray of at most 0 items sends nothing': async (context) => {
    await sendsNothing(context, () => context.driver.listSizes().toArray({ max: 0 }))
  },

  'Each iteration asks the provider again': async (context) => {
    const list = context.driver.listSizes()
    await list.toArray()
    assert.notEqual(await requestsOf(context, () => list.toArray()), 0)
  },
}

const turning: Cases<Context> = {
  'Page two is not requested before its first item is wanted': async (context) => {
    const { driver } = context
    const list = (await context.paged())(driver)
    // The first call of a driver may also fetch credentials.
    await list.toArray({ max: 1 })
    const costs: number[] = []
    const sizes: number[] = []
    const pages = list.pages()[Symbol.asyncIterator]()
    for (let done = false; !done; ) {
      const cost = await requestsOf(context, async () => {
        const page = await pages.next()
        done = page.done === true || page.value.next === undefined
        if (!page.done) sizes.push(page.value.items.length)
      })
      costs.push(cost ?? 0)
    }
    const [first = 0] = costs
    const last = costs.at(-1) ?? 0
    assert.ok(last > 0 && first <= last, `requests for each page: ${costs.join(', ')}`)
    const whole = await requestsOf(context, () => list.toArray({ max: sizes[0] }))
    assert.equal(whole, first, 'requests for all items of the first page')
  },

  'A list that is left early asks for no more': async (context) => {
    const list = (await context.paged())(context.driver)
    await list.toArray({ max: 1 })
    const forOne = await requestsOf(context, async () => {
      for await (const _ of list) break
    })
    const forAll = await requestsOf(context, () => list.toArray())
    assert.ok((forOne ?? 0) < (forAll ?? 0), `${forOne} requests for one item, ${forAll} for all`)
  },
}

export const lazy: readonly Case[] = [
  ...casesOf('lazy', everyDriver, { hook: 'requests' }),
  ...casesOf('lazy', turning, { hook: 'requests', pages: true }),
]

function listsOfAbilities(driver: Compute): readonly Listing<Resource<string>>[] {
  return [
    ...(supports(driver, 'KeyPairs') ? [driver.listKeyPairs()] : []),
    ...(supports(driver, 'Volumes') ? [driver.listVolumes()] : []),
    ...(supports(driver, 'Snapshots') ? [driver.listSnapshots()] : []),
    ...(supports(driver, 'Firewalls') ? [driver.listFirewalls()] : []),
    ...(supports(driver, 'Addresses') ? [driver.listAddresses()] : []),
    ...(supports(driver, 'Networks') ? [driver.listNetworks()] : []),
  ]
}
