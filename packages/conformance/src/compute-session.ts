import { type Compute, type CreateNode, isCloudError, type Node } from '@cloud/core'
import { idsBefore, removeAll } from './clean-up.ts'
import type { Context } from './context.ts'
import { newLedger, once } from './ledger.ts'
import { stillMissing } from './missing-id.ts'
import type { ConformanceOptions, SuiteOptions } from './options.ts'
import { pagedList } from './paged-list.ts'
import { removals } from './removals.ts'
import { checkIdentity } from './resource-shape.ts'
import type { Session } from './suite.ts'
import { findTarget } from './target.ts'
import { eventually, inState } from './waiting.ts'

/** Makes the driver of an area and what its cases share, lazily. */
export async function openComputeSession(options: ConformanceOptions): Promise<Session<Context>> {
  const driver = await options.driver()
  const all = removals(driver)
  const { run, made, name, track, shared, forget } = newLedger(await idsBefore(options, all))
  const target = once(() => findTarget(driver, options))
  const create: Context['create'] = async (wanted, call) => {
    const node = await driver.createNode({ name: name(), ...(await target()), ...wanted } as CreateNode, call)
    track(node)
    await isKnown(driver, node, options)
    return node
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
      const running = await inState(context, node, 'running')
      checkIdentity(running, 'node')
      return running
    },
    manyNodes: () => shared('many nodes', () => createMany(create, options.pageSize, run)),
    paged: () => shared('paged', () => pagedList(context)),
    missingNode: async () => {
      const { id } = await context.running()
      return stillMissing(shared, 'missing node', id, (one) => driver.getNode(one))
    },
  }
  const cleanUp = async () => {
    forget()
    await removeAll(context, all, run, made)
    made.clear()
  }
  return { context, cleanUp }
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
export async function isKnown(driver: Compute, { id }: Node, options: SuiteOptions): Promise<void> {
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
