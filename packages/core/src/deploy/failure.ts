import type { Compute, Node } from '../contract/compute.ts'
import { CloudError, changed, isCloudError } from '../errors.ts'
import type { Progress, Tell } from './course.ts'
import type { DeployNode } from './deploy-node.ts'

type Cleanup = 'kept' | 'destroyed' | 'failed'

/** How long destroying a node may take that a failed deployment leaves. */
const cleanupMs = 120_000

/** Does with the node what the caller asked for, and makes the error that tells all of it. */
export async function deploymentFailed<In>(
  error: unknown,
  progress: Progress<Node>,
  options: Pick<DeployNode<In>, 'name' | 'steps' | 'onFailure'>,
  driver: Pick<Compute, 'destroyNode'>,
  tell: Tell,
): Promise<CloudError> {
  const { phase, title, node, done, results } = progress
  const report = unfailing(tell)
  report('failed', title === undefined ? {} : { title })
  const cleaned = node && (await cleanUp(node, options.onFailure ?? 'keep', driver, progress, report))
  const failure = asCloudError(error)
  return changed(failure, {
    message: `The deployment of ${options.name} failed (${[phase, title].filter(Boolean).join(': ')}): ${failure.message}`,
    outcome: cleaned === undefined ? failure.outcome : outcomes[cleaned.cleanup],
    // Beside a node that is still there, a second try would make a second one.
    retryable: failure.retryable && (cleaned === undefined || cleaned.cleanup === 'destroyed'),
    details: {
      ...failure.details,
      phase,
      ...(node && { nodeId: node.id, node }),
      done,
      remaining: options.steps.slice(done.length).map((step) => step.title),
      results,
      ...cleaned,
    },
    cause: error,
  })
}

const outcomes = { kept: 'applied', destroyed: 'not-applied', failed: 'unknown' } as const

async function cleanUp(
  node: Node,
  policy: 'keep' | 'destroy',
  driver: Pick<Compute, 'destroyNode'>,
  progress: Progress<Node>,
  report: Tell,
): Promise<{ readonly cleanup: Cleanup; readonly cleanupError?: string }> {
  if (policy === 'keep') return { cleanup: 'kept' }
  progress.phase = 'cleanup'
  report('started')
  try {
    await driver.destroyNode(node.id, { timeoutMs: cleanupMs })
  } catch (error) {
    if (!isCloudError(error, 'not-found')) {
      report('failed')
      return { cleanup: 'failed', cleanupError: error instanceof Error ? error.message : String(error) }
    }
  }
  report('done')
  return { cleanup: 'destroyed' }
}

/** A listener that throws has failed the deployment already, and must not keep it from cleaning up. */
function unfailing(tell: Tell): Tell {
  return (...event) => {
    try {
      tell(...event)
    } catch {}
  }
}

function asCloudError(error: unknown): CloudError {
  if (isCloudError(error)) return error
  const message = error instanceof Error ? error.message : String(error)
  return new CloudError(message, { code: 'unknown', cause: error })
}
