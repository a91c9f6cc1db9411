import assert from 'node:assert/strict'
import type { Listing, Ref, Resource } from '@cloud/core'
import type { Cases } from './case.ts'
import { refuses, refusesQueries } from './cloud-side.ts'
import type { SuiteContext } from './context.ts'
import { rejection } from './expect.ts'
import { eventually, missing } from './waiting.ts'

/** A kind of thing that a provider keeps: what its members are called, and how a case calls them. */
export interface KeptThing<C extends SuiteContext, R extends Resource<string>> {
  readonly noun: string
  readonly members: { readonly get: string; readonly list: string; readonly destroy: string }
  /** A new one, known everywhere and in the state that it stays in. */
  readonly make: (context: C, name?: string) => Promise<R>
  readonly get: (driver: C['driver'], ref: Ref<R['kind']>) => Promise<R>
  readonly list: (driver: C['driver'], query: { readonly name?: string }) => Listing<R>
  readonly destroy: (driver: C['driver'], ref: Ref<R['kind']>) => Promise<void>
  /** Throws where it does not fit its shape. */
  readonly check: (one: R) => void
}

/** What holds of every kind of thing that is kept: told by its id, listed, gone once it is destroyed. */
export function keptCases<C extends SuiteContext, R extends Resource<string>>(
  thing: KeptThing<C, R>,
): Cases<C> {
  const { noun, members, get, destroy, check } = thing
  const a = /^[aeiou]/.test(noun) ? 'an' : 'a'
  const one = (context: C) => context.shared(noun, () => thing.make(context))
  return {
    [`${members.get} tells the ${noun} by its id, by a record that carries it and by the ${noun} itself`]:
      async (context) => {
        const made = await one(context)
        const kind: R['kind'] = made.kind
        const refs: Ref<R['kind']>[] = [made.id, { id: made.id }, { id: made.id, kind }, made]
        for (const ref of refs) assert.equal((await get(context.driver, ref)).id, made.id)
      },

    [`${members.list} and ${members.get} tell the same of ${a} ${noun}, each in its shape`]: async (
      context,
    ) => {
      const made = await one(context)
      const told = await get(context.driver, made)
      check(told)
      const listed = await eventually(context, `the ${noun} is listed`, async () => {
        const all = await thing.list(context.driver, {}).toArray()
        for (const each of all) check(each)
        return all.find(({ id }) => id === made.id)
      })
      assert.deepEqual({ ...listed, native: 0 }, { ...told, native: 0 })
    },

    [`${members.destroy} removes ${a} ${noun}, once`]: async (context) => {
      const { driver } = context
      const made = await thing.make(context)
      assert.equal(await destroy(driver, made), undefined)
      await missing(context, `the ${noun}`, () => get(driver, made))
      await eventually(context, `the ${noun} is not listed`, async () => {
        const all = await thing.list(driver, {}).toArray()
        return all.some(({ id }) => id === made.id) ? undefined : true
      })
      const error = await rejection(() => destroy(driver, made.id), 'not-found')
      assert.equal(error.outcome, 'not-applied')
    },

    [`${members.get} and ${members.destroy} of an id that no ${noun} can have reject with not-found`]:
      async ({ driver }) => {
        for (const id of [`no such ${noun}`, `../${noun}s`, 'a/b', '?', '*', '%2e', '\u65e5']) {
          await rejection(() => get(driver, id), 'not-found')
          await rejection(() => destroy(driver, { id }), 'not-found')
        }
      },

    [`${members.get} and ${members.destroy} of what is no ${noun} are invalid before anything is sent`]:
      async (context) => {
        const { id } = await one(context)
        const strange = { id, kind: noun === 'volume' ? 'node' : 'volume' }
        const calls = [get, destroy].map((call) => () => call(context.driver, strange))
        await refuses(context, { get: calls[0], destroy: calls[1] }, (call) => call?.())
        assert.equal((await get(context.driver, id)).id, id)
      },

    [`${members.list} with a query that cannot be right throws invalid at once`]: (context) => {
      const list = (query: object) => thing.list(context.driver, query)
      return refusesQueries(context, list, { colour: { colour: 'red' }, Name: { Name: 'a' } })
    },
  }
}

/** What holds of things whose list can be asked for a name. */
export function namedCases<C extends SuiteContext, R extends Resource<string>>(
  thing: KeptThing<C, R>,
): Cases<C> {
  const { noun, members } = thing
  return {
    [`${members.list} by a name gives what has that whole name; case counts, and there are no patterns`]:
      async (context) => {
        const made = await context.shared(noun, () => thing.make(context))
        await thing.make(context, `${made.name}-b`)
        const found = await eventually(context, `the ${noun} is listed`, async () => {
          const all = await thing.list(context.driver, { name: made.name }).toArray()
          return all.length > 0 ? all : undefined
        })
        assert.deepEqual(
          found.map(({ id }) => id),
          [made.id],
        )
        for (const name of [made.name.toUpperCase(), made.name.slice(0, -1), `${made.name.slice(0, -1)}*`]) {
          assert.deepEqual(await thing.list(context.driver, { name }).toArray(), [], name)
        }
      },
  }
}

/** For a driver that was made with small pages. */
export function pagedCases<C extends SuiteContext, R extends Resource<string>>(
  thing: KeptThing<C, R>,
): Cases<C> {
  const { noun, members } = thing
  return {
    [`${members.list} does not end at its first page`]: async (context) => {
      const wanted: string[] = []
      const { pageSize = 1 } = context.options
      for (let count = 0; count <= pageSize; count += 1) wanted.push((await thing.make(context)).id)
      await eventually(context, `each ${noun} that was made is listed`, async () => {
        const ids = (await thing.list(context.driver, {}).toArray()).map(({ id }) => id)
        assert.equal(new Set(ids).size, ids.length, 'an item comes twice')
        return wanted.every((id) => ids.includes(id)) ? true : undefined
      })
      for (const id of wanted) await thing.destroy(context.driver, id)
    },
  }
}
