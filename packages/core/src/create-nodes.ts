import { mapAtMost } from './at-most.ts'
import { nodeUtil } from './builtins.ts'
import { checkNames, checkText } from './check.ts'
import { checkDriver } from './check-driver.ts'
import { type Ability, supports } from './contract/abilities.ts'
import type { CallOptions } from './contract/call.ts'
import type { Compute, CreateNode, NativeOf, NodeOf } from './contract/compute.ts'
import type { CreateNodeBatch, NodeBatches } from './contract/node-batches.ts'
import { allowance } from './deploy/allowance.ts'
import { CloudError, changed, invalid, isCloudError } from './errors.ts'
import { keyed } from './keyed.ts'
import { clockOf, own } from './wait-for-node.ts'

export interface CreateNodesCall extends CallOptions {
  /** How many requests for nodes are under way at a time, a batch being one: 10 unless given. */
  readonly concurrency?: number | undefined
}

/**
 * Creates many nodes, and resolves with what became of each, in the order of the options: what `createNode` would have given or rejected
 * with. One that fails stops no other. It rejects itself only for arguments that are none, with `invalid` and before anything is sent.
 *
 * Nodes that differ in their names alone are made together where the driver can (`NodeBatches`), each other one by `createNode`; one that has
 * an `idempotencyKey` of its own always is. A node of whose creation nobody knows is `rejected` with the outcome `unknown` and
 * `details.idempotencyKey`; of one that was to be made with others, `details.names` are theirs, and `createNodeBatch` with both gives them.
 *
 * `timeoutMs` bounds all of it; without it each request has the driver's own. When the signal aborts, what has not begun is `rejected` with
 * `not-applied`, and what is under way as its driver tells; one that does not listen to its signal is left behind after 1,500 ms.
 */
export async function createNodes<D extends Compute>(
  driver: D,
  options: readonly CreateNode<NativeOf<D>>[],
  call: CreateNodesCall = {},
): Promise<readonly PromiseSettledResult<NodeOf<D>>[]> {
  checkDriver('createNodes', driver, ['createNode'])
  if (!Array.isArray(options)) throw invalid('createNodes must be given an array of options')
  checkNames('The call', call, ['signal', 'timeoutMs', 'concurrency'])
  const { concurrency = 10, ...limits } = call
  if (!Number.isSafeInteger(concurrency) || concurrency < 1)
    throw invalid(`concurrency is ${String(concurrency)}`, 'a whole number from 1')
  const time = allowance(limits, clockOf(driver))
  try {
    const tasks = tasksOf(driver, options)
    const done = await mapAtMost(concurrency, tasks, ({ places, run }) =>
      settled(places.length, time.within(run)),
    )
    const results: PromiseSettledResult<NodeOf<D>>[] = []
    for (const [index, { places, explain }] of tasks.entries()) {
      for (const [nth, place] of places.entries()) results[place] = explained(done[index]?.[nth], explain)
    }
    return results
  } finally {
    time.end()
  }
}

/** One request for nodes, and the places of those in the caller's list. */
interface Task<N> {
  readonly places: readonly number[]
  readonly run: (call: CallOptions) => Promise<readonly PromiseSettledResult<N>[]>
  /** Completes a reason by what only this request knows. */
  readonly explain: (reason: unknown) => unknown
}

interface Group<In> {
  readonly places: number[]
  readonly names: string[]
  /** All but the name; undefined where it must be made alone. */
  readonly shared: Omit<CreateNode<In>, 'name'> | undefined
  readonly only: CreateNode<In>
}

function tasksOf<D extends Compute>(
  driver: D,
  options: readonly CreateNode<NativeOf<D>>[],
): readonly Task<NodeOf<D>>[] {
  const batches: Ability<NodeBatches<NodeOf<D>, NativeOf<D>>> = {
    name: 'NodeBatches',
    members: ['createNodeBatch'],
  }
  const batching = supports(driver, batches) ? driver : undefined
  return groupsOf(options, batching !== undefined).map(({ places, names, shared, only }) =>
    batching && shared && places.length > 1
      ? together(batching, places, { ...shared, names })
      : alone(driver, places, only),
  )
}

function alone<D extends Compute>(
  driver: D,
  places: readonly number[],
  options: CreateNode<NativeOf<D>>,
): Task<NodeOf<D>> {
  const idempotencyKey = options?.idempotencyKey ?? crypto.randomUUID()
  const run = async (call: CallOptions) => [
    {
      status: 'fulfilled',
      value: await own(driver).createNode({ ...options, idempotencyKey }, call),
    } as const,
  ]
  return { places, run, explain: (reason) => keyed(reason, idempotencyKey) }
}

function together<N extends NodeOf<Compute>, In>(
  { createNodeBatch }: NodeBatches<N, In>,
  places: readonly number[],
  options: CreateNodeBatch<In>,
): Task<N> {
  const idempotencyKey = crypto.randomUUID()
  const { names } = options
  const run = (call: CallOptions) => createNodeBatch({ ...options, idempotencyKey }, call)
  const explain = (reason: unknown) =>
    isCloudError(reason) && reason.outcome === 'unknown'
      ? changed(reason, { details: { ...reason.details, idempotencyKey, names } })
      : reason
  return { places, run, explain }
}

/** Equal options together, in the order of the first of each. */
function groupsOf<In>(options: readonly CreateNode<In>[], mayShare: boolean): readonly Group<In>[] {
  const groups: Group<In>[] = []
  for (const [place, only] of options.entries()) {
    const { name, ...shared } = { ...only }
    const canShare = mayShare && shared.idempotencyKey === undefined && isName(name)
    const group = canShare
      ? groups.find((one) => nodeUtil().isDeepStrictEqual(one.shared, shared))
      : undefined
    group?.places.push(place)
    group?.names.push(name)
    if (group === undefined)
      groups.push({ places: [place], names: [name], shared: canShare ? shared : undefined, only })
  }
  return groups
}

/** What is no name is its own node's failure and no other's. */
function isName(name: unknown): boolean {
  try {
    checkText('The name', name, { max: 255 })
    return true
  } catch {
    return false
  }
}

async function settled<N>(
  count: number,
  work: Promise<readonly PromiseSettledResult<N>[]>,
): Promise<readonly PromiseSettledResult<N>[]> {
  try {
    return await work
  } catch (reason) {
    return Array.from({ length: count }, () => ({ status: 'rejected', reason }))
  }
}

function explained<N>(
  result: PromiseSettledResult<N> | undefined,
  explain: (reason: unknown) => unknown,
): PromiseSettledResult<N> {
  if (result?.status === 'fulfilled') return result
  const untold = new CloudError('The driver told nothing of this node', {
    code: 'unknown',
    outcome: 'unknown',
  })
  return { status: 'rejected', reason: explain(result ? result.reason : untold) }
}
