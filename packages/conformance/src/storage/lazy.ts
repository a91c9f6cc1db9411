import assert from 'node:assert/strict'
import { type Listing, supports } from '@cloud/core'
import { type Case, casesOf } from '../case.ts'
import { requestsOf, sendsNothing } from '../cloud-side.ts'
import type { StorageContext } from '../context.ts'
import { freeObject } from './things.ts'

export const lazy: readonly Case<StorageContext>[] = casesOf<StorageContext>(
  'lazy',
  {
    'Making a driver sends nothing': async (context) => {
      await sendsNothing(context, () => context.another())
    },

    'Nothing is requested before the first item is wanted': async (context) => {
      const { driver } = context
      const at = await freeObject(context)
      await sendsNothing(context, () => {
        const lists: Listing<unknown>[] = [driver.listBuckets(), driver.listObjects(at.bucket)]
        if (supports(driver, 'Versions')) lists.push(driver.listVersions(at.bucket))
        if (supports(driver, 'MultipartUploads'))
          lists.push(driver.listMultipartUploads(at.bucket), driver.listParts({ ...at, id: 'upload' }))
        for (const list of lists) {
          list.pages()
          list[Symbol.asyncIterator]()
        }
      })
      assert.notEqual(await requestsOf(context, () => driver.listBuckets().toArray({ max: 1 })), 0)
    },

    'No page is requested before its first item is wanted': async (context) => {
      const { driver } = context
      const bucket = await context.bucket()
      for (const key of ['a', 'b', 'c']) await driver.putObject({ bucket, key }, key)
      const items = driver.listObjects(bucket, { pageSize: 2 })[Symbol.asyncIterator]()
      await items.next()
      await sendsNothing(context, () => items.next())
      assert.notEqual(await requestsOf(context, () => items.next()), 0)
    },
  },
  { hook: 'requests' },
)
