import assert from 'node:assert/strict'
import { type Listing, type Resource, supports } from '@cloud/core'
import { type Case, casesOf } from '../case.ts'
import { requestsOf, sendsNothing } from '../cloud-side.ts'
import type { BalancersContext } from '../context.ts'
import { theBalancer } from './things.ts'

export const lazy: readonly Case<BalancersContext>[] = casesOf<BalancersContext>(
  'lazy',
  {
    'Making a driver sends nothing': async (context) => {
      await sendsNothing(context, () => context.another())
    },

    'Nothing is requested before the first item is wanted': async (context) => {
      const { driver } = context
      const { id } = await theBalancer(context)
      const certificates: Listing<Resource<string>>[] = supports(driver, 'Certificates')
        ? [driver.listCertificates()]
        : []
      await sendsNothing(context, () => {
        for (const list of [driver.listBalancers(), driver.listMembers(id), ...certificates]) {
          list.pages()
          list[Symbol.asyncIterator]()
        }
      })
      assert.notEqual(await requestsOf(context, () => driver.listBalancers().toArray({ max: 1 })), 0)
    },

    'Each iteration asks the provider again': async (context) => {
      const list = context.driver.listBalancers()
      await list.toArray()
      assert.notEqual(await requestsOf(context, () => list.toArray()), 0)
    },
  },
  { hook: 'requests' },
)
