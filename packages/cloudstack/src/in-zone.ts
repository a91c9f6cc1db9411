import type { CallOptions, Listing } from '@cloud/core'
import { isCloudError, listing } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { type List, list } from './pages.ts'

/** What there is in a zone, or anywhere; nothing in one that does not exist. */
export function inZone<W, T>(
  client: CloudStackClient,
  what: List<W, T>,
  zoneid: string | undefined,
  call: CallOptions | undefined,
): Listing<T> {
  if (zoneid === undefined) return list(client, what, call)
  const narrowed = { ...what, parameters: { ...what.parameters, zoneid } }
  return listing(
    async (after, left) => {
      try {
        for await (const page of list(client, narrowed, left).pages({ after })) return page
      } catch (error) {
        if (!isCloudError(error, 'not-found')) throw error
      }
      return { items: [] }
    },
    call,
    client.clock,
  )
}
