import { idOf } from './check.ts'
import { checkDriver } from './check-driver.ts'
import { checkState, nodeStates } from './check-node-query.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Ref } from './contract/call.ts'
import type { Compute, NativeOf, Node, NodeOf, NodeState } from './contract/compute.ts'
import { findClient } from './driver-client.ts'
import { CloudError, isCloudError } from './errors.ts'
import { type WaitOptions, waitUntil } from './wait-until.ts'

/** How long a node that was just created may be unknown to the provider's other servers. */
const graceMs = 60_000
/** How often the provider must not know a node that was not seen yet, and for how long, to be believed that it is gone. */
const looksForGone = 3
const goneMs = 2_500

/**
 * Waits until a node is in a state, by asking for that node alone: at once, then with growing pauses. Bears single failed looks, and
 * `not-found` for 60 seconds where the node was never seen. Rejects with `failed` as soon as the node is in a state from which it
 * cannot get there (`error`, `terminated`, or on its way to it), with `not-found` where it is gone, and with `timeout`, which tells
 * the last state, after `timeoutMs` (600,000 unless given).
 *
 * Waiting for `terminated`, it resolves with the node as last seen, in that state, when the provider does not know it any more: at once
 * where this wait has seen it, else after three looks, and 2,500 ms where `intervalMs` is left out, since a node that was just created may
 * not be known yet.
 */
export async function waitForNode<D extends Compute>(
  driver: D,
  node: Ref<'node'>,
  state: NodeState,
  options: WaitOptions = {},
): Promise<NodeOf<D>> {
  checkDriver('waitForNode', driver, ['getNode'])
  checkState(nodeStates, state)
  return waitForNodeThat(driver, node, { what: state, holds: (seen) => seen.state === state, state }, options)
}

/** What to wait for in a node, and the state that this needs it to be in. */
export interface NodeGoal {
  readonly what: string
  readonly state: NodeState
  readonly holds: (seen: Node) => boolean
}

export async function waitForNodeThat<D extends Compute>(
  driver: D,
  node: Ref<'node'>,
  goal: NodeGoal,
  options: WaitOptions,
): Promise<NodeOf<D>> {
  const id = idOf('node', node, 'node')
  const clock = clockOf(driver)
  const until = clock.elapsed() + graceMs
  let last: NodeOf<D> | undefined = isNode(node) ? (node as NodeOf<D>) : undefined
  let seenNow = false
  let missing = 0
  const ends = goal.state === 'terminated'
  const goneAt = clock.elapsed() + (options.intervalMs === undefined ? goneMs : 0)
  const gone = () => seenNow || (missing >= looksForGone && clock.elapsed() >= goneAt)
  // A node that the caller has seen comes to its looks also where the pauses between them are long.
  const patient = () => clock.elapsed() < until || (ends && last !== undefined)
  const compute = own(driver)
  return waitUntil<NodeOf<D>>(
    {
      what: `node ${id} to be ${goal.what}`,
      look: async (call) => {
        try {
          last = await compute.getNode(id, call)
          seenNow = true
          return last
        } catch (error) {
          if (!isCloudError(error, 'not-found')) throw error
          missing += 1
          if (!ends || last === undefined || !gone()) throw error
          return { ...last, state: 'terminated', publicIps: [], privateIps: [] }
        }
      },
      done: (seen) => goal.holds(seen) || refuseHopeless(seen, goal),
      describe: (seen) => `it is ${seen.state}`,
      notYet: (error) => error.code === 'not-found' && !seenNow && patient(),
    },
    options,
    clock,
  )
}

const dying: readonly NodeState[] = ['error', 'terminating', 'terminated']

/** Nothing comes after `terminated`; what is dying comes to no state but the other ways of dying. */
function refuseHopeless(seen: Node, goal: NodeGoal): false {
  const hopeless = dying.includes(goal.state) ? seen.state === 'terminated' : dying.includes(seen.state)
  if (!hopeless) return false
  throw new CloudError(`Node ${seen.id} is ${seen.state} and will not be ${goal.what}`, {
    code: 'failed',
    details: { nodeId: seen.id, state: seen.state },
  })
}

function isNode(node: Ref<'node'>): node is Node {
  return typeof node === 'object' && 'state' in node
}

/** The driver's own clock, so that a wait passes in the time that the driver lives in. */
export function clockOf(driver: object): Clock {
  return findClient(driver)?.clock ?? systemClock
}

/** A driver in the terms of its own types: sound, because `D` made both. */
export function own<D extends Compute>(driver: D): Compute<NodeOf<D>, NativeOf<D>> {
  return driver as unknown as Compute<NodeOf<D>, NativeOf<D>>
}
