import type { QueryParameters } from '@cloud/aws'
import type { CallOptions } from '@cloud/core'
import { isCloudError } from '@cloud/core/driver'
import { done, type Ec2Client, idempotent, send } from './client.ts'

/**
 * An action that removes a thing. One that is sent again because its answer was lost, and then finds nothing, has done what it was asked
 * for.
 */
export async function remove(
  client: Ec2Client,
  { name, parameters }: { readonly name: string; readonly parameters: QueryParameters },
  call: CallOptions,
): Promise<void> {
  try {
    await send(client, { name, repeat: idempotent, parameters, answer: done }, call)
  } catch (error) {
    if (!isDone(error)) throw error
  }
}

/** Whether a removal that was repeated found nothing any more. */
export function isDone(error: unknown): boolean {
  return isCloudError(error, 'not-found') && error.outcome === 'unknown'
}
