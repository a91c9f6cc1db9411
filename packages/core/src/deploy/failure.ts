import type { Compute, Node } from '../contract/compute.ts'
import { CloudError, changed, isCloudError } from '../errors.ts'
import { allowance } from './allowance.ts'
import { type Cleaned, cleanUp } from './clean-up.ts'
import type { Course, Progress, Tell } from './course.ts'
import type { DeployNode } from './deploy-node.ts'
import type { Became } from './journal.ts'
import { createdOf, leftOf } from './ledger.ts'

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
    options.onFailure === 'destroy'
      ? cleanUp(course, options.name, driver, report)
      : kept(failure, progress, options.name)
  const cleaned = nothing ? undefined : await settle()
  await writtenDown(course, cleaned === undefined ? 'nothing' : became[cleaned.cleanup])
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
      ...(node && { nodeId: node.id, node, created: createdOf(node, progress.asked) }),
      ...(progress.hostKey && { hostKey: progress.hostKey }),
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
function kept({ outcome }: CloudError, { node, madeId, asked }: Progress<Node>, name: string): Cleaned {
  const id = node?.id ?? madeId
  return {
    cleanup: node || outcome === 'applied' ? 'kept' : 'unknown',
    left: [{ kind: 'node', name, ...(id !== undefined && { id }) }, ...asked.map((each) => leftOf(each))],
  }
}

/** What the journal says of it is there, or is not, and its caller is told. What may be there is left for `reconcile` to find. */
const became = { kept: 'kept', destroyed: 'destroyed', failed: 'unknown', unknown: 'unknown' } as const

const writingMs = 10_000

/** A journal that fails makes the failure no worse: what is not written down there, `reconcile` finds. */
async function writtenDown({ write, clock }: Course<Node>, became: Became): Promise<void> {
  const time = allowance({ timeoutMs: writingMs }, clock)
  await time.within(() => write({ event: 'end', became })).catch(() => {})
  time.end()
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
