import type { CallOptions } from '@cloud/core'
import { changed, isCloudError, waitUntil } from '@cloud/core/driver'
import type { Ec2Client } from './client.ts'

/**
 * What was just made, as EC2 tells it: where the answer of a create is an id alone, it is asked for, and may not be known everywhere at
 * once. A failure of that leaves it made.
 */
export async function onceKnown<T>(
  client: Ec2Client,
  { what, look }: { readonly what: string; readonly look: (call: CallOptions) => Promise<T> },
  call: CallOptions,
): Promise<T> {
  const wait = {
    what: `${what} to be known`,
    look,
    done: () => true,
    describe: () => 'it is not known',
    notYet: (error: unknown) => isCloudError(error, 'not-found'),
  }
  try {
    return await waitUntil(wait, call, client.clock)
  } catch (error) {
    throw isCloudError(error) ? changed(error, { outcome: 'applied', retryable: false }) : error
  }
}
