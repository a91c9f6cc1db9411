import type { QueryParameters } from '@cloud/aws'
import { type CallOptions, type CloudError, isCloudError } from '@cloud/core'
import { changed } from '@cloud/core/driver'
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
    if (!isCloudError(error, 'not-found') || error.outcome !== 'unknown') throw error
  }
}

/**
 * EC2 refuses a change of what is another account's with the code of wrong credentials. They are good where `look` is answered: it is
 * `forbidden` then.
 */
export async function forbiddenWhereSeen(error: unknown, look: () => Promise<unknown>): Promise<unknown> {
  if (!isCloudError(error, 'unauthorized') || error.providerCode !== 'AuthFailure') return error
  try {
    await look()
  } catch (failed) {
    return isCloudError(failed, 'not-found') ? seen(error, 'not-found') : error
  }
  return seen(error, 'forbidden')
}

const seen = (error: CloudError, code: 'not-found' | 'forbidden') => changed(error, { code, details: undefined })
