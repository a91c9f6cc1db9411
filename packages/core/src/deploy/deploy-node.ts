import { supports } from '../contract/abilities.ts'
import type { Access, Output, Prepared, Shell } from '../contract/access.ts'
import type { CallOptions } from '../contract/call.ts'
import type { Compute, CreateNode, NativeOf, Node, NodeOf } from '../contract/compute.ts'
import { isCloudError } from '../errors.ts'
import { aborted } from '../http/deadline.ts'
import { joinUserData } from '../user-data.ts'
import { clockOf, own, waitForNodeThat } from '../wait-for-node.ts'
import { checkDeployment } from './check-deployment.ts'
import { type Course, courseOf } from './course.ts'
import { deploymentFailed } from './failure.ts'
import type { Step, StepResult } from './step.ts'

export interface DeployNode<In = never> extends CreateNode<In> {
  readonly shell: Access
  /** Run in order, each once; the first that fails ends the deployment. */
  readonly steps: readonly Step[]
  /** What becomes of the node when the deployment fails or is aborted after it was created. `keep` unless given. */
  readonly onFailure?: 'keep' | 'destroy' | undefined
  /** Told of each phase as it happens. What it throws fails the deployment. */
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
 * `timeoutMs` bounds all of it; without it each phase has its own bound: 600,000 ms until it runs, the shell's own until it answers,
 * none for the steps. A failure rejects with the code of what failed (`failed` for a step whose exit code is not 0), and its `details`
 * tell `phase`, `nodeId`, `node`, the titles `done` and `remaining`, the `results` so far, and as `cleanup` what became of the node: `kept`,
 * `destroyed` or `failed`. The node is destroyed within a time of its own, also where the caller has aborted.
 *
 * Input that cannot be right is `invalid` before anything is created.
 */
export async function deployNode<D extends Compute>(
  driver: D,
  options: DeployNode<NativeOf<D>>,
  call: CallOptions = {},
): Promise<Deployed<NodeOf<D>>> {
  checkDeployment(options)
  const compute = own(driver)
  const course = courseOf<NodeOf<D>>(options, call, clockOf(driver))
  const { progress, left, begin, tell } = course
  let shell: Shell | undefined
  try {
    begin('create')
    const create = merged(options, await options.shell.prepare(left()))
    progress.node = await compute.createNode(create, left())
    tell('done')

    begin('running')
    progress.node = await waitForNodeThat(driver, progress.node, reachable, left())
    tell('done')

    begin('shell')
    shell = await options.shell.connect(connectTo(driver, progress.node), left())
    tell('done')

    for (const step of options.steps) await runStep(step, shell, course)
    await shell.close().catch(() => {})
    return { node: progress.node, results: progress.results }
  } catch (error) {
    // Not waited for: a connection that hangs must not keep the node from being destroyed.
    shell?.close().catch(() => {})
    const failure = call.signal?.aborted && !isCloudError(error) ? aborted(call.signal.reason) : error
    throw await deploymentFailed(failure, progress, options, compute, tell)
  }
}

async function runStep(
  step: Step,
  shell: Shell,
  { progress, left, begin, tell }: Course<Node>,
): Promise<void> {
  const { title } = step
  begin('step', title)
  const onOutput = (output: Output) => tell('output', { title, output })
  progress.results.push(await step.run(shell, { ...left(), onOutput }))
  progress.done.push(title)
  tell('done', { title })
}

const reachable = {
  what: 'running with an address',
  state: 'running',
  holds: (node: Node) => node.state === 'running' && node.publicIps.length + node.privateIps.length > 0,
} as const

/** The node to create: the caller's, with the keys and the user data that the way onto it needs. */
function merged<In>(options: DeployNode<In>, prepared: Prepared): CreateNode<In> {
  const { shell, steps, onFailure, onEvent, ...create } = options
  const parts = [create.userData, prepared.userData].filter((part) => part !== undefined)
  return {
    ...create,
    authorizedKeys: [...(create.authorizedKeys ?? []), ...prepared.authorizedKeys],
    ...(parts.length > 0 && { userData: joinUserData(parts) }),
  }
}

function connectTo<D extends Compute>(driver: D, node: Node): Parameters<Access['connect']>[0] {
  if (!supports(driver, 'HostKeys')) return { node }
  return { node, hostKeys: (call) => driver.listHostKeys(node.id, call) }
}
