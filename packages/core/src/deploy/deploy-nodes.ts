import { checkNames } from '../check.ts'
import type { Compute, NativeOf, NodeOf } from '../contract/compute.ts'
import { invalid } from '../errors.ts'
import { clockOf } from '../wait-for-node.ts'
import { checkDeployment } from './check-deployment.ts'
import { type DeployEvent, type Deployed, type DeployNode, deployNode } from './deploy-node.ts'
import { type ManyCall, settleAtMost } from './settle-at-most.ts'

/** What happens to one of many, by its place in the list. */
export type DeployNodesEvent = DeployEvent & { readonly place: number; readonly name: string }

export interface DeployNodesCall extends ManyCall {
  /** Told of all deployments, beside what each has of its own. What it throws, or rejects with, fails the deployment that it was told of. */
  readonly onEvent?: ((event: DeployNodesEvent) => void) | undefined
}

/**
 * Deploys many nodes, and resolves with what became of each, in the order of the options: what `deployNode` would have given or rejected with.
 * One that fails stops no other. It rejects itself only where the options of any are wrong, with `invalid` and before anything is created.
 *
 * `concurrency` is of this call, and so of the driver's account; nodes on several clouds are several calls at once. `timeoutMs` bounds all of
 * it. When the signal aborts, what has not begun is `rejected` with `not-applied`, and what is under way does as its `onFailure` says.
 */
export async function deployNodes<D extends Compute>(
  driver: D,
  options: readonly DeployNode<NativeOf<D>>[],
  call: DeployNodesCall = {},
): Promise<readonly PromiseSettledResult<Deployed<NodeOf<D>>>[]> {
  if (!Array.isArray(options)) throw invalid('deployNodes must be given an array of options')
  for (const one of options) checkDeployment(driver, one)
  checkNames('The call', call, ['signal', 'timeoutMs', 'concurrency', 'onEvent'])
  const { onEvent, ...many } = call
  if (onEvent !== undefined && typeof onEvent !== 'function') throw invalid('onEvent must be a function')
  return settleAtMost([...options.entries()], many, clockOf(driver), ([place, one], left) =>
    deployNode(driver, onEvent ? { ...one, onEvent: both(one, place, onEvent) } : one, left),
  )
}

/** Either may answer with a promise. */
function both(
  { name, onEvent }: Pick<DeployNode, 'name' | 'onEvent'>,
  place: number,
  all: (event: DeployNodesEvent) => unknown,
): (event: DeployEvent) => Promise<unknown> | undefined {
  return (event) => {
    const answers: unknown[] = [onEvent?.(event), all({ ...event, place, name })]
    return answers.some((answer) => answer !== undefined) ? Promise.all(answers) : undefined
  }
}
