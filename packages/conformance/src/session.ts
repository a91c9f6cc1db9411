import { randomBytes } from 'node:crypto'
import { type Compute, type CreateNode, isCloudError, type Node, supports } from '@cloud/core'
import type { Case } from './case.ts'
import { type Made, removeAll } from './clean-up.ts'
import type { Context } from './context.ts'
import { missingNodeId } from './missing-node.ts'
import type { ConformanceOptions } from './options.ts'
import { pagedList } from './paged-list.ts'
import { findTarget } from './target.ts'
import { eventually, inState } from './waiting.ts'

/** One area under way: what its cases run with, and its end. */
export interface Session {
  readonly context: Context
  /** Why a case does not run on this driver; undefined where it does. */
  readonly reasonToSkip: (one: Case) => string | undefined
  /** Removes what the area made. Rejects with the names of what is left. May be called again. */
  readonly cleanUp: () => Promise<void>
}

/** Makes the driver of an area and what its cases share, lazily. */
export async function openSession(options: ConformanceOptions): Promise<Session> {
  const driver = await options.driver()
  const run = `conformance-${randomBytes(4).toString('hex')}`
  const made: Made = new Map()
  const track: Context['track'] = (one) => {
    // A driver that is wrong may give what was there before: what bears another name is not touched.
    if (one.kind !== 'address' && !one.name.startsWith(run)) return one
    made.set(one.kind, (made.get(one.kind) ?? new Set()).add(one.id))
    return one
  }
  let count = 0
  const name = (label = 'node') => `${run}-${label}-${++count}`
  const target = once(() => findTarget(driver, options))
  const create: Context['create'] = async (wanted, call) => {
    const node = await driver.createNode({ name: name(), ...(await target()), ...wanted } as CreateNode, call)
    track(node)
    await isKnown(driver, node, options)
    return node
  }
  const memos = new Map<string, () => Promise<unknown>>()
  const shared: Context['shared'] = <T>(key: string, make: () => Promise<T>) => {
    const memo = memos.get(key) ?? once(make)
    memos.set(key, memo)
    return memo() as Promise<T>
  }
  const context: Context = {
    driver,
    options,
    another: async () => options.driver(),
    target,
    name,
    create,
    track,
    shared,
    running: async () => {
      const node = await shared('running', () => create({ name: name('shared') }))
      return inState(context, node, 'running')
    },
    manyNodes: () => shared('many nodes', () => createMany(create, options.pageSize, run)),
    paged: () => shared('paged', () => pagedList(context)),
    missingNode: () => shared('missing node', () => missingNodeId(context)),
  }
  const cleanUp = async () => {
    memos.clear()
    await removeAll(context, run, made)
    made.clear()
  }
  return { context, reasonToSkip: (one) => reasonToSkip(one, driver, options), cleanUp }
}

/** Why a case does not run on this driver, in words for the report. */
function reasonToSkip(one: Case, driver: Compute, options: ConformanceOptions): string | undefined {
  const { abilities = [], hook } = one.needs
  const given = options.skip?.[one.title]
  if (given !== undefined) return given
  const lacking = abilities.find((ability) => !supports(driver, ability))
  if (lacking !== undefined) return `the driver has no ${lacking}`
  if (hook !== undefined && options[hook] === undefined) return `the suite was not given \`${hook}\``
  return undefined
}

async function createMany(
  create: Context['create'],
  pageSize = 1,
  run: string,
): Promise<Readonly<Record<string, string>>> {
  const tags = { conformance: run }
  const creating = Array.from({ length: pageSize + 1 }, () => create({ tags }))
  const settled = await Promise.allSettled<Node>(creating)
  for (const one of settled) if (one.status === 'rejected') throw one.reason
  return tags
}

/** Waits until a new node is known: a provider may answer from a server that has not heard of it. */
async function isKnown(driver: Compute, { id }: Node, options: ConformanceOptions): Promise<void> {
  const known = async () => {
    try {
      await driver.getNode(id)
      return true
    } catch (error) {
      return isCloudError(error, 'not-found') ? undefined : true
    }
  }
  await eventually({ options }, `getNode knows the new node ${id}`, known)
}

/** Calls `make` at the first call; a failure is not kept. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    made.catch(() => {
      made = undefined
    })
    return made
  }
}
