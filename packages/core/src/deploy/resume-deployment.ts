import type { CallOptions } from '../contract/call.ts'
import type { Compute, NativeOf, NodeOf } from '../contract/compute.ts'
import { CloudError, invalid } from '../errors.ts'
import { checkCall } from '../http/deadline.ts'
import { clockOf, own } from '../wait-for-node.ts'
import { checkDeployment } from './check-deployment.ts'
import { type Begun, type Deployed, type DeployNode, deployment } from './deploy-node.ts'
import { type Journal, noting, thisProcess } from './journal.ts'
import { type Journaled, journaled, mayLive } from './journaled.ts'
import { findNode } from './leftovers.ts'

export interface ResumeDeployment<In = never> extends DeployNode<In> {
  readonly journal: Journal
  /**
   * What to do with a step that was begun, and of which nobody can tell whether it ran: `run` it again, or `skip` it. Left out, the step finds
   * out itself, as `script` does by what it left on the machine, or the deployment fails with `conflict`.
   */
  readonly interrupted?: 'run' | 'skip' | undefined
  /** As of `reconcile`. */
  readonly alive?: ((process: { readonly host: string; readonly pid: number }) => boolean) | undefined
}

/**
 * Goes on with a deployment at the phase in which its process died, or in which it failed and was kept. `id` is its own, as `reconcile` and
 * the journal tell it; the options are those that it was begun with. What is made is not made again, and steps that are done are not run
 * again: `results` are those of the others.
 *
 * The way onto the machine must be one that a second process has too, such as `ssh` with a `privateKey`: a key that was made for the first
 * process died with it. The machine has to show the host key that the journal tells. Rejects with `not-found` where there is no such deployment or nothing of it is there, and with `conflict` where it is
 * over or its process lives; else as `deployNode` does.
 */
export async function resumeDeployment<D extends Compute>(
  driver: D,
  id: string,
  options: ResumeDeployment<NativeOf<D>>,
  call: CallOptions = {},
): Promise<Deployed<NodeOf<D>>> {
  const { interrupted, alive = mayLive, ...deploy } = options
  checkDeployment(driver, deploy)
  checkCall(call)
  const { journal } = options
  if (typeof journal?.read !== 'function') throw invalid('journal is no journal', 'such as fileJournal(path)')
  const one = journaled(await journal.read()).get(id)
  if (one === undefined) throw refused('not-found', `The journal has no deployment ${id}`)
  checkOpen(one, deploy.steps.length, alive)
  const node = await nodeOf(driver, one, call)
  await noting(journal, id, clockOf(driver))({ event: 'resumed', ...thisProcess() })
  return deployment(driver, deploy, call, id, begunOf(one, node, interrupted))
}

function checkOpen(one: Journaled, steps: number, alive: (process: Journaled['process']) => boolean): void {
  const { id, became } = one
  if (became !== undefined && became !== 'kept' && became !== 'unknown')
    throw refused('conflict', `The deployment ${id} is over: ${became}`)
  if (became === undefined && alive(one.process))
    throw refused(
      'conflict',
      `The process ${one.process.pid} on ${one.process.host} may be at the deployment ${id}`,
    )
  if (one.steps !== steps)
    throw invalid(`The deployment ${id} was begun with ${one.steps} steps, not ${steps}`, 'the same steps')
  const lost = [...one.companions.values()].find((each) => each.kind !== 'volume' && each.id === undefined)
  if (lost)
    throw refused(
      'conflict',
      `Nobody knows whether the ${lost.kind} ${lost.name} was made`,
      'reconcile, and deploy anew',
    )
}

async function nodeOf<D extends Compute>(driver: D, one: Journaled, call: CallOptions): Promise<NodeOf<D>> {
  const nodes = one.nodeId === undefined ? await driver.listNodes({}, call).toArray() : []
  const found = await findNode(driver, one, nodes, call)
  if (found) return own(driver).getNode(found.node.id, call)
  throw refused('not-found', `There is no node of the deployment ${one.id}`, 'nothing was made: deploy anew')
}

function begunOf<N extends NodeOf<Compute>>(
  { companions, hostKeys, stepsDone, stepBegun }: Journaled,
  node: N,
  interrupted: ResumeDeployment['interrupted'],
): Begun<N> {
  const ids = [...companions].flatMap(([place, { id }]) => (id === undefined ? [] : [[place, id] as const]))
  const skipped = stepBegun && interrupted === 'skip' ? 1 : 0
  return {
    node,
    hostKeys,
    companions: new Map(ids),
    attached: new Set([...companions].flatMap(([place, { attached }]) => (attached ? [place] : []))),
    steps: stepsDone + skipped,
    next: stepBegun && interrupted === undefined ? 'resume' : 'run',
  }
}

function refused(code: 'not-found' | 'conflict', message: string, hint?: string): CloudError {
  return new CloudError(message, { code, outcome: 'not-applied', hint })
}
