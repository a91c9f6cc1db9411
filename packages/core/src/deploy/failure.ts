import type { Compute, Node } from '../contract/compute.ts'
import { CloudError, changed, isCloudError } from '../errors.ts'
import { type Cleaned, cleanUp } from './clean-up.ts'
import type { Course, Progress, Tell } from './course.ts'
import type { DeployNode } from './deploy-node.ts'

/** Does with the node what the caller asked for, and makes the error that tells all of it. */
export async function deploymentFailed<N extends Node, In>(
  error: unknown,
  course: Course<N>,
  options: Pick<DeployNode<In>, 'name' | 'steps' | 'onFailure'>,
  driver: Pick<Compute, 'destroyNode'>,
): Promise<CloudError> {
  const { progress } = course
  const { phase, title, request, done, results } = progress
  const report = unfailing(course.tell)
  report('failed', title === undefined ? {} : { title })
  const failure = asCloudError(error)
  const madeId = madeBy(failure)
  if (phase === 'create' && madeId !== undefined) progress.madeId = madeId
  const nothing = progress.node === undefined && (!request || failure.outcome === 'not-applied')
  const settle = async () =>
    options.onFailure === 'destroy' ? cleanUp(course, driver, report) : kept(failure, progress)
  const cleaned = nothing ? undefined : await settle()
  const { node } = progress
  return changed(failure, {
    message: `The deployment of ${options.name} failed (${[phase, title].filter(Boolean).join(': ')}): ${failure.message}`,
    outcome: cleaned === undefined ? 'not-applied' : outcomes[cleaned.cleanup],
    // Beside a node that is or may be still there, a second try would make a second one.
    retryable: failure.retryable && (cleaned === undefined || cleaned.cleanup === 'destroyed'),
    hint: cleaned?.cleanup === 'unknown' ? lookForIt : failure.hint,
    details: {
      ...failure.details,
      phase,
      ...(request && { idempotencyKey: request.idempotencyKey }),
      ...(node && { nodeId: node.id, node }),
      done,
      remaining: options.steps.slice(done.length).map((step) => step.title),
      results,
      ...cleaned,
    },
    cause: error,
  })
}

/** A driver whose creation failed after the node was made tells its id. */
function madeBy({ outcome, details }: CloudError): string | undefined {
  const id = outcome === 'applied' ? details?.nodeId : undefined
  return typeof id === 'string' ? id : undefined
}

/** Nothing is done; but whether there is a node at all, the provider may not have said. */
function kept({ outcome }: CloudError, { node }: Progress<Node>): Cleaned {
  return { cleanup: node || outcome === 'applied' ? 'kept' : 'unknown' }
}

const outcomes = {
  kept: 'applied',
  destroyed: 'not-applied',
  failed: 'unknown',
  unknown: 'unknown',
} as const

const lookForIt = 'the node may have been created: look for one of that name before you deploy again'

/** A listener that throws has failed the deployment already, and must not keep it from cleaning up. */
function unfailing(tell: Tell): Tell {
  return (...event) => {
    try {
      tell(...event)
    } catch {}
  }
}

export function asCloudError(error: unknown): CloudError {
  if (isCloudError(error)) return error
  const message = error instanceof Error ? error.message : String(error)
  return new CloudError(message, { code: 'unknown', cause: error })
}
