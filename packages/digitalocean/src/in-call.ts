import type { CallOptions } from '@cloud/core'
import type { DigitalOceanClient } from './client.ts'

/** Runs what a call does, as `within` does. A call that is cancelled already ends so, whatever else is wrong with it. */
export function inCall<T>(
  client: DigitalOceanClient,
  call: CallOptions | undefined,
  work: (call: CallOptions) => Promise<T>,
): Promise<T> {
  return client.within(call, (left) => {
    left.signal?.throwIfAborted()
    return work(left)
  })
}
