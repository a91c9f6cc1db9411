import { randomBytes } from 'node:crypto'
import { type Compute, type CreateNode, isCloudError, type Node, supports } from '@cloud/core'
import type { Case } from './case.ts'
import { leftovers, removeAll } from './clean-up.ts'
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
  const created = new Set<string>()
  let count = 0
  const name = (label = 'node') => `${run}-${label}-${++count}`
  const target = once(() => findTarget(driver, options))
  const create: Context['create'] = async (wanted, call) => {
    const node = await driver.createNode({ name: name(), ...(await target()), ...wanted } as CreateNode, call)
    created.add(node.id)
    await isKnown(driver, node, options)
    return node
  }
  const shared = once(() => create({ name: name('shared') }))
  const manyNodes = once(async () => createMany(create, options.pageSize, run))
  const context: Context = {
    driver,
    options,
    another: async () => options.driver(),
    target,
    name,
    create,
    running: async () => inState(context, await shared(), 'running'),
    manyNodes,
    paged: once(() => pagedList(context)),
    missingNode: once(() => missingNodeId(context)),
  }
  const cleanUp = async () => {
    for (const memo of [shared, manyNodes, context.paged, context.missingNode]) forget(memo)
    await removeAll(context, run, created)
    await leftovers(context, run, created)
    created.clear()
  }
  return { context, reasonToSkip: (one) => reasonToSkip(one, driver, options), cleanUp }
}

/** Why a case does not run on this driver, in words for the report. */
function reasonToSkip(one: Case, driver: Compute, options: ConformanceOptions): string | undefined {
  const { ability, hook } = one.needs
  const given = options.skip?.[one.title]
  if (given !== undefined) return given
  if (ability !== undefined && !supports(driver, ability)) return `the driver has no ${ability}`
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

const memos = new WeakMap<object, () => void>()

/** Calls `make` at the first call, and again after {@link forget}; a failure is not kept. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  const drop = () => {
    made = undefined
  }
  const get = () => {
    made ??= make()
    made.catch(drop)
    return made
  }
  memos.set(get, drop)
  return get
}

function forget(memo: object): void {
  memos.get(memo)?.()
}
