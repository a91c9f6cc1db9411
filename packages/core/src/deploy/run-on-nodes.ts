import { checkNames } from '../check.ts'
import { checkDriver } from '../check-driver.ts'
import type { Clock } from '../clock.ts'
import { supports } from '../contract/abilities.ts'
import type { Access, Output } from '../contract/access.ts'
import type { CallOptions } from '../contract/call.ts'
import type { Compute, Node, NodeOf, NodeQuery } from '../contract/compute.ts'
import { CloudError, changed, invalid } from '../errors.ts'
import { sleep } from '../http/abortable.ts'
import { clockOf } from '../wait-for-node.ts'
import { allowance } from './allowance.ts'
import { checkStepList, checkSteps } from './check-deployment.ts'
import { asCloudError } from './failure.ts'
import { lastingShell } from './lasting-shell.ts'
import { type ManyCall, settleAtMost } from './settle-at-most.ts'
import type { Step, StepResult } from './step.ts'

export interface RunOnNodes<N extends Node = Node> {
  /** Those that the query matches; running ones unless it names states. Or these, as the driver gave them. */
  readonly nodes: NodeQuery | readonly N[]
  readonly shell: Access
  /** Run in order on each node, each once; the first that fails ends that node's. */
  readonly steps: readonly Step[]
  /**
   * Takes the nodes in turn, `concurrency` at a time: the next begin when `healthy` has answered `true` for one before them, and none begins
   * once a node has failed or has not become healthy in time.
   */
  readonly rolling?: Rolling<N> | undefined
  readonly onEvent?: ((event: RunEvent) => void) | undefined
}

export interface Rolling<N extends Node = Node> {
  /** Asked again, after 2,000 ms, until it answers `true`; what it rejects with counts as `false`. */
  readonly healthy: (node: N, call: CallOptions) => Promise<boolean>
  /** For how long it is asked. 300,000 unless given. */
  readonly timeoutMs?: number | undefined
}

export interface RunEvent {
  readonly nodeId: string
  readonly name: string
  readonly phase: 'shell' | 'step' | 'health'
  readonly status: 'started' | 'output' | 'done' | 'failed'
  /** In phase `step`. */
  readonly title?: string
  readonly output?: Output
}

/** What was done on a node. */
export interface RanOn<N extends Node = Node> {
  readonly node: N
  readonly results: readonly StepResult[]
}

/** The same, where not all of it was. */
export interface FailedOn<N extends Node = Node> extends RanOn<N> {
  /** Of what failed; of a node that was not begun, `not-applied`. Its `details` tell `phase`, `done` and `remaining`. */
  readonly error: CloudError
}

/** What a driver needs for this: it need not be able to create a node. */
type Lists = Pick<Compute, 'listNodes' | 'getNode'>

/**
 * Runs steps on nodes that are there already: all that a query matches, or these. Resolves with those on which all steps are done, and those on
 * which they are not; one that fails stops no other, unless it is `rolling`. Rejects itself where the nodes cannot be listed, and with
 * `invalid` for what cannot be right.
 */
export async function runOnNodes<D extends Lists>(
  driver: D,
  options: RunOnNodes<NodeOf<D>>,
  call: ManyCall = {},
): Promise<{ readonly done: readonly RanOn<NodeOf<D>>[]; readonly failed: readonly FailedOn<NodeOf<D>>[] }> {
  check(driver, options)
  checkNames('The call', call, ['signal', 'timeoutMs', 'concurrency'])
  const clock = clockOf(driver)
  await checkSteps(options.steps)
  const nodes = await nodesOf(driver, options.nodes, call)
  let broken: Node | undefined
  const ended = await settleAtMost(
    nodes,
    call,
    clock,
    async (node, left) => {
      const one = await runOn(driver, options, node, clock, left)
      if ('error' in one && options.rolling) broken ??= node
      return one
    },
    () => broken && notBegun(broken),
  )
  const all = ended.map((one, place): RanOn<NodeOf<D>> | FailedOn<NodeOf<D>> =>
    one.status === 'fulfilled'
      ? one.value
      : // One for each place.
        { node: nodes[place] as NodeOf<D>, results: [], error: asCloudError(one.reason) },
  )
  return {
    done: all.filter((one) => !('error' in one)),
    failed: all.filter((one) => 'error' in one),
  }
}

function check<N extends Node>(driver: unknown, options: RunOnNodes<N>): void {
  checkDriver('runOnNodes', driver, ['listNodes'])
  checkNames('runOnNodes', options, ['nodes', 'shell', 'steps', 'rolling', 'onEvent'])
  const { nodes, shell, steps, rolling } = options
  if (typeof nodes !== 'object' || nodes === null)
    throw invalid('nodes must be a query or nodes', '{} for all')
  if (typeof shell?.connect !== 'function')
    throw invalid('shell is no way onto a machine', "such as ssh({ user: 'root' })")
  checkStepList('steps', steps)
  if (rolling !== undefined && typeof rolling?.healthy !== 'function')
    throw invalid('rolling.healthy must be a function')
}

async function nodesOf<D extends Lists>(
  driver: D,
  nodes: NodeQuery | readonly NodeOf<D>[],
  { signal, timeoutMs }: CallOptions,
): Promise<readonly NodeOf<D>[]> {
  const isList = (value: typeof nodes): value is readonly NodeOf<D>[] => Array.isArray(value)
  if (isList(nodes)) return nodes
  // In the terms of the driver's own type: sound, because `D` made both.
  const { listNodes } = driver as unknown as Pick<Compute<NodeOf<D>>, 'listNodes'>
  return listNodes({ states: ['running'], ...nodes }, { signal, timeoutMs }).toArray()
}

function notBegun(broken: Node): CloudError {
  return new CloudError(`Not begun, since ${broken.name} (${broken.id}) has failed`, {
    code: 'precondition',
    outcome: 'not-applied',
    details: { failedNodeId: broken.id },
  })
}

/** How far it is with one node. */
interface Course {
  phase: RunEvent['phase']
  title?: string | undefined
  readonly results: StepResult[]
}

async function runOn<N extends Node>(
  driver: object,
  options: RunOnNodes<N>,
  node: N,
  clock: Clock,
  call: CallOptions,
): Promise<RanOn<N> | FailedOn<N>> {
  const course: Course = { phase: 'shell', results: [] }
  const { results } = course
  const tell = (status: RunEvent['status'], output?: Output) => {
    const { phase, title } = course
    const event = { nodeId: node.id, name: node.name, phase, status }
    options.onEvent?.({ ...event, ...(title !== undefined && { title }), ...(output && { output }) })
  }
  const time = allowance(call, clock)
  try {
    await onMachine(driver, options, node, { course, tell, clock, within: time.within })
    if (options.rolling) {
      Object.assign(course, { phase: 'health', title: undefined })
      tell('started')
      await becomesHealthy(options.rolling, node, clock, time.signal)
      tell('done')
    }
    return { node, results }
  } catch (cause) {
    const error = asCloudError(cause)
    try {
      tell('failed')
    } catch {}
    const titles = options.steps.map(({ title }) => title)
    const [done, remaining] = [titles.slice(0, results.length), titles.slice(results.length)]
    const details = { ...error.details, nodeId: node.id, phase: course.phase, done, remaining }
    return { node, results, error: changed(error, { details, cause }) }
  } finally {
    time.end()
  }
}

interface OnMachine extends Pick<ReturnType<typeof allowance>, 'within'> {
  readonly course: Course
  readonly tell: (status: RunEvent['status'], output?: Output) => void
  readonly clock: Clock
}

async function onMachine(
  driver: object,
  { shell: access, steps }: Pick<RunOnNodes, 'shell' | 'steps'>,
  node: Node,
  { course, tell, clock, within }: OnMachine,
): Promise<void> {
  const hostKeys = supports(driver, 'HostKeys')
    ? { hostKeys: (call?: CallOptions) => driver.listHostKeys(node.id, call) }
    : {}
  const connect = (call: CallOptions) => access.connect({ node, ...hostKeys }, call)
  tell('started')
  const { shell, reconnect } = lastingShell(
    await within(connect, (late) => void late.close().catch(() => {})),
    connect,
  )
  tell('done')
  const id = crypto.randomUUID()
  try {
    for (const [place, step] of steps.entries()) {
      Object.assign(course, { phase: 'step', title: step.title })
      tell('started')
      const context = { onOutput: (output: Output) => tell('output', output) }
      const own = { clock, reconnect, run: `${id}-${place + 1}` }
      course.results.push(await within((left) => step.run(shell, { ...left, ...context }, own)))
      tell('done')
    }
  } finally {
    shell.close().catch(() => {})
  }
}

const pauseMs = 2_000

async function becomesHealthy<N extends Node>(
  { healthy, timeoutMs = 300_000 }: Rolling<N>,
  node: N,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const time = allowance({ signal, timeoutMs }, clock)
  try {
    for (;;) {
      if (await time.within(async (left) => healthy(node, left).catch(() => false))) return
      await sleep(pauseMs, clock, time.signal)
    }
  } catch (error) {
    if (signal.aborted || !time.signal.aborted) throw error
    throw new CloudError(`${node.name} (${node.id}) did not become healthy within ${timeoutMs} ms`, {
      code: 'timeout',
      details: { nodeId: node.id, timeoutMs },
    })
  } finally {
    time.end()
  }
}
