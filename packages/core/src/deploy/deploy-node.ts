import type { Clock } from '../clock.ts'
import { supports } from '../contract/abilities.ts'
import type { Access, ConnectTo, HostKey, KnownHostKey, Output, Prepared, Shell } from '../contract/access.ts'
import type { CallOptions } from '../contract/call.ts'
import type { Compute, CreateNode, NativeOf, Node, NodeOf } from '../contract/compute.ts'
import { traced } from '../diagnostics.ts'
import { findClient } from '../driver-client.ts'
import { isCloudError } from '../errors.ts'
import { checkCall } from '../http/deadline.ts'
import { reveal } from '../secret.ts'
import { joinUserData } from '../user-data.ts'
import { clockOf, own, waitForNodeThat } from '../wait-for-node.ts'
import { checkDeployment, checkSteps } from './check-deployment.ts'
import type { Companion } from './companion.ts'
import { type Course, courseOf } from './course.ts'
import { deploymentFailed } from './failure.ts'
import { deploymentTag, type Journal, thisProcess } from './journal.ts'
import { type LastingShell, lastingShell } from './lasting-shell.ts'
import { type Created, createdOf } from './ledger.ts'
import { makeCompanions } from './make-companions.ts'
import type { Step, StepResult } from './step.ts'
import { refuseToResume } from './steps.ts'

/** A node to be created has new keys in each deployment, so it also has an idempotency key of its own. */
export interface DeployNode<In = never> extends Omit<CreateNode<In>, 'idempotencyKey'> {
  readonly shell: Access
  /** Run in order, each once; the first that fails ends the deployment. */
  readonly steps: readonly Step[]
  /** Made when the node runs, before its shell is opened, in order: `newVolume`, `newAddress`, `newFirewall`. */
  readonly companions?: readonly Companion[] | undefined
  /** What becomes of the node, and of what was made beside it, when the deployment fails or is aborted after it was asked for. `keep` unless given. */
  readonly onFailure?: 'keep' | 'destroy' | undefined
  /**
   * Told of each phase as it happens. What it throws fails the deployment. It may return a promise: a rejection fails the deployment
   * as soon as it comes, and a deployment that succeeds waits until all are settled.
   */
  readonly onEvent?: ((event: DeployEvent) => void) | undefined
  /**
   * Each thing is written down in it before it is created, and the node is tagged `cloud-deployment`, so that `reconcile` of
   * `@cloud/core/deploy` finds what is left where this process dies.
   */
  readonly journal?: Journal | undefined
}

export type DeployPhase = 'create' | 'running' | 'companions' | 'shell' | 'step' | 'cleanup'

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
  /** The deployment's own, as its journal and its node's tag have it. */
  readonly id: string
  readonly node: N
  /** All that was made, the node first. */
  readonly created: readonly Created[]
  readonly results: readonly StepResult[]
  /** The machine's host key and how it was known; left out where the access knows of none. */
  readonly hostKey?: HostKey
}

/**
 * Creates a node, waits until it runs and has an address, opens a shell on it, and runs the steps.
 *
 * `timeoutMs` bounds all of it; without it each phase has its own bound: the driver's until it is created, 600,000 ms until it runs, the
 * shell's own until it answers, none for the steps. What does not listen to its signal is left behind 1,500 ms after that aborts.
 *
 * A failure rejects with the code of what failed (`failed` for a step whose exit code is not 0), and its `details` tell `phase`,
 * `idempotencyKey`, `nodeId`, `node`, `hostKey`, the titles `done` and `remaining`, the `results` so far, and as `cleanup` what became of the node:
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
  return deployment(driver, options, call, crypto.randomUUID())
}

/** What there is of a deployment that another process began. */
export interface Begun<N extends Node> {
  readonly node: N
  /** Ids of companions, by their places; `attached` are the places of those that the node has. */
  readonly companions: ReadonlyMap<number, string>
  readonly attached: ReadonlySet<number>
  /** What was written down of the machine's host keys. */
  readonly hostKeys: readonly KnownHostKey[]
  /** How many steps are done. */
  readonly steps: number
  /** What to do with the next step, which may have been begun. */
  readonly next: 'run' | 'resume'
}

/** A deployment under its id: from its beginning, or from where another process left it. */
export function deployment<D extends Compute>(
  driver: D,
  options: DeployNode<NativeOf<D>>,
  call: CallOptions,
  id: string,
  begun?: Begun<NodeOf<D>>,
): Promise<Deployed<NodeOf<D>>> {
  const clock = clockOf(driver)
  const about = () => ({ name: options.name })
  return traced('cloud:deploy', clock, about, (say) =>
    deploy(driver, options, courseOf<NodeOf<D>>(options, id, call, clock, say), begun),
  )
}

async function deploy<D extends Compute>(
  driver: D,
  options: DeployNode<NativeOf<D>>,
  course: Course<NodeOf<D>>,
  begun?: Begun<NodeOf<D>>,
): Promise<Deployed<NodeOf<D>>> {
  const { progress, note } = course
  try {
    const { prepared, made } = begun
      ? takenOver(begun, options, course)
      : await create(driver, options, course)
    const node = await running(driver, made, course)
    await makeCompanions(options, node, course, begun)
    await onShell(driver, options, prepared, node, course, begun)
    await course.heard()
    await note({ event: 'end', became: 'deployed' })
    const { asked, results, hostKey } = progress
    return { id: course.id, node, created: createdOf(node, asked), results, ...(hostKey && { hostKey }) }
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

interface Made<N extends Node> {
  readonly prepared: Prepared
  readonly made: N
}

async function create<D extends Compute>(
  driver: D,
  options: DeployNode<NativeOf<D>>,
  { id, progress, within, begin, tell, note }: Course<NodeOf<D>>,
): Promise<Made<NodeOf<D>>> {
  begin('create')
  await within(() => checkSteps(options.steps))
  const prepared = await within((left) => options.shell.prepare(left))
  const request = { ...merged(options, prepared, id), idempotencyKey: id }
  const { name, steps } = options
  const provider = findClient(driver)?.provider
  const { authorizedKeys: keys, hostKey } = prepared
  await note({ event: 'intent', name, provider, ...thisProcess(), keys, hostKey, steps: steps.length })
  progress.request = { idempotencyKey: id, send: (left) => own(driver).createNode(request, left) }
  const made = await within(progress.request.send)
  progress.node = made
  await note({ event: 'created', kind: 'node', name, id: made.id })
  tell('done')
  return { prepared, made }
}

/** What was prepared for the node is gone with the process that did it: it is reached as one that was reached before. */
function takenOver<N extends Node>(
  { node, steps }: Begun<N>,
  options: Pick<DeployNode, 'steps'>,
  { progress }: Course<N>,
): Made<N> {
  Object.assign(progress, { node, seen: true })
  progress.done.push(...options.steps.slice(0, steps).map(({ title }) => title))
  return { prepared: { authorizedKeys: [] }, made: node }
}

async function running<D extends Compute>(
  driver: D,
  made: NodeOf<D>,
  { progress, within, begin, tell }: Course<NodeOf<D>>,
): Promise<NodeOf<D>> {
  begin('running')
  const node = await within((left) => waitForNodeThat(driver, made, reachable, left))
  Object.assign(progress, { node, seen: true })
  tell('done')
  return node
}

async function onShell<D extends Compute>(
  driver: D,
  { shell: access, steps }: DeployNode<NativeOf<D>>,
  prepared: Prepared,
  node: NodeOf<D>,
  course: Course<NodeOf<D>>,
  begun: Begun<NodeOf<D>> | undefined,
): Promise<void> {
  const { within, begin, tell, note, clock } = course
  begin('shell')
  const to: ConnectTo = {
    ...connectTo(driver, node, prepared),
    ...(begun && { known: begun.hostKeys }),
    onHostKey: (hostKey) => note({ event: 'host-key', hostKey }),
  }
  const line = lastingShell(await within((left) => access.connect(to, left), closed), (left) =>
    access.connect(connectTo(driver, node), left),
  )
  try {
    await reached(line.shell, course)
    tell('done')
    for (const [place, step] of steps.entries()) {
      if (place < (begun?.steps ?? 0)) continue
      await runStep(step, line, course, place === begun?.steps ? begun.next : 'run')
    }
  } catch (error) {
    // Not waited for: a connection that hangs must not keep the node from being destroyed.
    closed(line.shell)
    throw error
  }
  await atMost(closingMs, closed(line.shell), clock)
}

/** The machine's host key, for the caller and for whoever goes on with the deployment. */
async function reached({ hostKey }: Shell, { progress, note }: Course<Node>): Promise<void> {
  if (hostKey === undefined) return
  progress.hostKey = hostKey
  const { mode, publicKey } = hostKey
  await note({ event: 'host-key', hostKey: { mode, publicKey, stage: 'proved' } })
}

async function runStep(
  step: Step,
  { shell, reconnect }: LastingShell,
  { id, clock, progress, within, begin, tell, note, journaled }: Course<Node>,
  how: 'run' | 'resume',
): Promise<void> {
  const { title } = step
  begin('step', title)
  const number = progress.done.length + 1
  await note({ event: 'step', step: number, status: 'started' })
  const later: (() => Promise<void>)[] = []
  const course = {
    ...{ clock, reconnect, run: `${id}-${number}` },
    ...(journaled && { after: (work: () => Promise<void>) => void later.push(work) }),
  }
  const onOutput = (output: Output) => tell('output', { title, output })
  const work = step[how] ?? refuseToResume(step)
  progress.results.push(await within((left) => work.call(step, shell, { ...left, onOutput }, course)))
  progress.done.push(title)
  await note({ event: 'step', step: number, status: 'done' })
  await within(async () => void (await Promise.all(later.map((work) => work()))))
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

/** The node to create: the caller's, with the keys and the user data that the way onto it needs, and the tag of what is journaled. */
function merged<In>(options: DeployNode<In>, prepared: Prepared, id: string): CreateNode<In> {
  const { shell, steps, companions, onFailure, onEvent, journal, ...create } = options
  const theirs = prepared.userData === undefined ? undefined : reveal(prepared.userData)
  const parts = [create.userData, theirs].filter((part) => part !== undefined)
  return {
    ...create,
    ...(journal && { tags: { ...create.tags, [deploymentTag]: id } }),
    authorizedKeys: [...(create.authorizedKeys ?? []), ...prepared.authorizedKeys],
    ...(parts.length > 0 && { userData: joinUserData(parts) }),
  }
}

function connectTo<D extends Compute>(driver: D, node: Node, { token }: Partial<Prepared> = {}): ConnectTo {
  return {
    node,
    ...(token !== undefined && { token }),
    ...(supports(driver, 'HostKeys') && { hostKeys: (call) => driver.listHostKeys(node.id, call) }),
  }
}
