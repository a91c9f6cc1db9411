import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { supports } from '../contract/abilities.ts'
import type { Access, ConnectTo, Output, Prepared, Shell } from '../contract/access.ts'
import type { CallOptions } from '../contract/call.ts'
import type { Compute, CreateNode, NativeOf, Node, NodeOf } from '../contract/compute.ts'
import { traced } from '../diagnostics.ts'
import { isCloudError } from '../errors.ts'
import { checkCall } from '../http/deadline.ts'
import { reveal } from '../secret.ts'
import { joinUserData } from '../user-data.ts'
import { clockOf, own, waitForNodeThat } from '../wait-for-node.ts'
import { checkDeployment, checkSteps } from './check-deployment.ts'
import { type Course, courseOf } from './course.ts'
import { deploymentFailed } from './failure.ts'
import type { Step, StepResult } from './step.ts'

/** A node to be created has new keys in each deployment, so it also has an idempotency key of its own. */
export interface DeployNode<In = never> extends Omit<CreateNode<In>, 'idempotencyKey'> {
  readonly shell: Access
  /** Run in order, each once; the first that fails ends the deployment. */
  readonly steps: readonly Step[]
  /** What becomes of the node when the deployment fails or is aborted after it was asked for. `keep` unless given. */
  readonly onFailure?: 'keep' | 'destroy' | undefined
  /**
   * Told of each phase as it happens. What it throws fails the deployment. It may return a promise: a rejection fails the deployment
   * as soon as it comes, and a deployment that succeeds waits until all are settled.
   */
  readonly onEvent?: ((event: DeployEvent) => void) | undefined
}

export type DeployPhase = 'create' | 'running' | 'shell' | 'step' | 'cleanup'

export interface DeployEvent {
  readonly phase: DeployPhase
  readonly status: 'started' | 'output' | 'done' | 'failed'
  /** Since the deployment began. */
  readonly atMs: number
  /** From the end of phase `create` on. */
  readonly nodeId?: string
  /** In phase `step`. */
  readonly title?: string
  /** Where `status` is `output`. */
  readonly output?: Output
}

export interface Deployed<N extends Node> {
  readonly node: N
  readonly results: readonly StepResult[]
}

/**
 * Creates a node, waits until it runs and has an address, opens a shell on it, and runs the steps.
 *
 * `timeoutMs` bounds all of it; without it each phase has its own bound: the driver's until it is created, 600,000 ms until it runs, the
 * shell's own until it answers, none for the steps. What does not listen to its signal is left behind 1,500 ms after that aborts.
 *
 * A failure rejects with the code of what failed (`failed` for a step whose exit code is not 0), and its `details` tell `phase`,
 * `idempotencyKey`, `nodeId`, `node`, the titles `done` and `remaining`, the `results` so far, and as `cleanup` what became of the node:
 * `kept`, `destroyed`, `failed` with `cleanupError`, or `unknown`, where it is to be kept and nobody knows whether it was created. A node
 * whose creation was not heard of is destroyed too: the request is sent again with the same key. So is one whose creation failed after it
 * was made, by the id that the driver tells. Cleaning up has 120,000 ms of its own, also where the caller has aborted.
 *
 * Input that cannot be right is `invalid` before anything is created, a local file of a step that cannot be read included.
 */
export async function deployNode<D extends Compute>(
  driver: D,
  options: DeployNode<NativeOf<D>>,
  call: CallOptions = {},
): Promise<Deployed<NodeOf<D>>> {
  checkDeployment(driver, options)
  checkCall(call)
  const clock = clockOf(driver)
  const about = () => ({ name: options.name })
  return traced('cloud:deploy', clock, about, (say) =>
    deploy(driver, options, courseOf<NodeOf<D>>(options, call, clock, say)),
  )
}

async function deploy<D extends Compute>(
  driver: D,
  options: DeployNode<NativeOf<D>>,
  course: Course<NodeOf<D>>,
): Promise<Deployed<NodeOf<D>>> {
  try {
    const { prepared, node } = await bringUp(driver, options, course)
    await onShell(driver, options, prepared, node, course)
    await course.heard()
    return { node, results: course.progress.results }
  } catch (error) {
    const { signal } = course
    throw await deploymentFailed(
      signal.aborted && !isCloudError(error) ? signal.reason : error,
      course,
      options,
      driver,
    )
  } finally {
    course.end()
  }
}

/** A node that runs and has an address, and what was prepared for it. */
async function bringUp<D extends Compute>(
  driver: D,
  options: DeployNode<NativeOf<D>>,
  { progress, within, begin, tell }: Course<NodeOf<D>>,
): Promise<{ readonly prepared: Prepared; readonly node: NodeOf<D> }> {
  begin('create')
  await within(() => checkSteps(options.steps))
  const prepared = await within((left) => options.shell.prepare(left))
  const idempotencyKey = randomUUID()
  const create = { ...merged(options, prepared), idempotencyKey }
  progress.request = { idempotencyKey, send: (left) => own(driver).createNode(create, left) }
  const made = await within(progress.request.send)
  progress.node = made
  tell('done')

  begin('running')
  const node = await within((left) => waitForNodeThat(driver, made, reachable, left))
  Object.assign(progress, { node, seen: true })
  tell('done')
  return { prepared, node }
}

async function onShell<D extends Compute>(
  driver: D,
  { shell: access, steps }: DeployNode<NativeOf<D>>,
  prepared: Prepared,
  node: NodeOf<D>,
  course: Course<NodeOf<D>>,
): Promise<void> {
  const { within, begin, tell, clock } = course
  begin('shell')
  const shell = await within((left) => access.connect(connectTo(driver, node, prepared), left), closed)
  try {
    tell('done')
    for (const step of steps) await runStep(step, shell, course)
  } catch (error) {
    // Not waited for: a connection that hangs must not keep the node from being destroyed.
    closed(shell)
    throw error
  }
  await atMost(closingMs, closed(shell), clock)
}

async function runStep(
  step: Step,
  shell: Shell,
  { progress, within, begin, tell }: Course<Node>,
): Promise<void> {
  const { title } = step
  begin('step', title)
  const onOutput = (output: Output) => tell('output', { title, output })
  progress.results.push(await within((left) => step.run(shell, { ...left, onOutput })))
  progress.done.push(title)
  tell('done', { title })
  progress.title = undefined
}

const closingMs = 2_000

/** All that was to be done on it is done, so a failure has no weight. */
async function closed(shell: Shell): Promise<void> {
  try {
    await shell.close()
  } catch {}
}

async function atMost(ms: number, work: Promise<void>, clock: Clock): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const cancel = clock.after(ms, resolve)
  await Promise.race([work, promise])
  cancel()
}

const reachable = {
  what: 'running with an address',
  state: 'running',
  holds: (node: Node) => node.state === 'running' && node.publicIps.length + node.privateIps.length > 0,
} as const

/** The node to create: the caller's, with the keys and the user data that the way onto it needs. */
function merged<In>(options: DeployNode<In>, prepared: Prepared): CreateNode<In> {
  const { shell, steps, onFailure, onEvent, ...create } = options
  const theirs = prepared.userData === undefined ? undefined : reveal(prepared.userData)
  const parts = [create.userData, theirs].filter((part) => part !== undefined)
  return {
    ...create,
    authorizedKeys: [...(create.authorizedKeys ?? []), ...prepared.authorizedKeys],
    ...(parts.length > 0 && { userData: joinUserData(parts) }),
  }
}

function connectTo<D extends Compute>(driver: D, node: Node, { token }: Prepared): ConnectTo {
  return {
    node,
    ...(token !== undefined && { token }),
    ...(supports(driver, 'HostKeys') && { hostKeys: (call) => driver.listHostKeys(node.id, call) }),
  }
}
