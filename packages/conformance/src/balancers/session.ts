import { waitForNode } from '@cloud/core'
import { idsBefore, removeAll } from '../clean-up.ts'
import { isKnown } from '../compute-session.ts'
import type { BalancersContext } from '../context.ts'
import { newLedger, once } from '../ledger.ts'
import { stillMissing } from '../missing-id.ts'
import type { LoadBalancersConformanceOptions } from '../options.ts'
import { balancerRemovals, nodeRemoval } from '../removals.ts'
import type { Session } from '../suite.ts'
import { findTarget } from '../target.ts'
import { waitOptions } from '../waiting.ts'

/** Makes the drivers of an area and what its cases share, lazily. */
export async function openBalancersSession(
  options: LoadBalancersConformanceOptions,
): Promise<Session<BalancersContext>> {
  const [driver, compute] = await Promise.all([options.driver(), options.compute()])
  const all = [...balancerRemovals(driver), nodeRemoval(compute)]
  const { run, made, name, track, shared, forget } = newLedger(await idsBefore(options, all))
  const target = once(() => findTarget(compute, options))
  const node = (index = 0) =>
    shared(`node ${index}`, async () => {
      const one = track(await compute.createNode({ name: name(), ...(await target()) }))
      await isKnown(compute, one, options)
      return waitForNode(compute, one, 'running', waitOptions({ options }))
    })
  const context: BalancersContext = {
    driver,
    options,
    compute,
    another: async () => options.driver(),
    name,
    track,
    shared,
    node,
    missingNode: async () =>
      stillMissing(shared, 'missing node', (await node()).id, (id) => compute.getNode(id)),
  }
  const cleanUp = async () => {
    forget()
    await removeAll(context, all, run, made)
    made.clear()
  }
  return { context, cleanUp }
}
