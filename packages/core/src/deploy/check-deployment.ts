import { invalid } from '../errors.ts'
import type { DeployNode } from './deploy-node.ts'
import type { Step } from './step.ts'

/** Checks what only a deployment has; what it has of a node, `createNode` checks. */
export function checkDeployment(
  options: Pick<DeployNode, 'shell' | 'steps' | 'onFailure' | 'onEvent'>,
): void {
  if (typeof options !== 'object' || options === null) throw invalid('deployNode must be given an object')
  const { shell, steps, onFailure, onEvent } = options
  if (typeof shell?.prepare !== 'function' || typeof shell.connect !== 'function') {
    throw invalid('shell is no way onto a machine', "such as ssh({ user: 'ec2-user' }) of @cloud/ssh")
  }
  if (!Array.isArray(steps)) throw invalid('steps must be an array')
  for (const [index, step] of steps.entries()) {
    if (typeof step?.run !== 'function' || typeof step.title !== 'string') {
      throw invalid(`steps[${index}] is no step`, "such as script('uname -a')")
    }
    if (step.check !== undefined && typeof step.check !== 'function') {
      throw invalid(`steps[${index}].check must be a function`)
    }
  }
  if (Reflect.get(options, 'idempotencyKey') !== undefined) {
    throw invalid('deployNode takes no idempotencyKey', 'it makes one, as each node has new keys')
  }
  if (onFailure !== undefined && onFailure !== 'keep' && onFailure !== 'destroy') {
    throw invalid(`onFailure is ${JSON.stringify(onFailure)}`, "'keep' or 'destroy'")
  }
  if (onEvent !== undefined && typeof onEvent !== 'function') throw invalid('onEvent must be a function')
}

/** What the steps need of this computer is looked for before a machine costs money; the first that lacks something is told. */
export async function checkSteps(steps: readonly Step[]): Promise<void> {
  for (const step of steps) await step.check?.()
}
