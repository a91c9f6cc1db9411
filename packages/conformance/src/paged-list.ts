import assert from 'node:assert/strict'
import type { Context, ListOf } from './context.ts'

/** The lists that hold something in every account. */
export const catalogues: readonly ListOf[] = [
  (driver, call) => driver.listSizes({}, call),
  (driver, call) => driver.listLocations({}, call),
  (driver, call) => driver.listImages({}, call),
]

/** A list of two pages or more: one of the catalogues, else nodes that are created for it. */
export async function pagedList(context: Context): Promise<ListOf> {
  for (const list of catalogues) {
    let pages = 0
    for await (const _ of list(context.driver).pages()) {
      pages += 1
      if (pages === 2) return list
    }
  }
  assert.ok(
    context.options.pageSize !== undefined,
    'no catalogue of this cloud has two pages: make the driver with small pages and give `pageSize`, or say in `onePage` why it cannot be',
  )
  const tags = await context.manyNodes()
  return (driver, call) => driver.listNodes({ tags }, call)
}
