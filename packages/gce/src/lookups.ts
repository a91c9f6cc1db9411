import type { CallOptions, CloudError } from '@cloud/core'
import { changed, isCloudError } from '@cloud/core/driver'
import { type GceClient, type Request, read } from './client.ts'

/** What a request may name that is not there. */
export interface Named extends Pick<Request<unknown>, 'name' | 'path' | 'project'> {
  /** As an error tells it, as in `size e2-micro`. */
  readonly what: string
  /** False of what cannot be there. */
  readonly canBe?: boolean
}

/** The zone or region of a path, as what may not be there. */
export function placeNamed(scope: 'zones' | 'regions', location: string): Named {
  return { what: `location ${location}`, name: `compute.${scope}.get`, path: [scope, location] }
}

/**
 * A refusal, as one for what it names that is not there: of that the API says that a field is `invalid`, and no more but in words. Each is
 * asked for in turn; where none is missing, or the looks fail themselves, the refusal stays what it is.
 */
export async function explained(
  client: GceClient,
  error: unknown,
  names: readonly Named[],
  call: CallOptions,
): Promise<unknown> {
  if (!isCloudError(error) || !isAboutNames(error)) return error
  for (const { what, canBe = true, ...request } of names) {
    const missing = !canBe || (await isMissing(client, request, call))
    if (missing)
      return changed(error, { code: 'not-found', message: `There is no ${what}: ${error.message}` })
  }
  return error
}

const isAboutNames = ({ code, outcome }: CloudError) =>
  (code === 'invalid' || code === 'not-found') && outcome !== 'unknown'

async function isMissing(client: GceClient, request: Request<unknown>, call: CallOptions): Promise<boolean> {
  try {
    await read(client, request, call)
    return false
  } catch (error) {
    return isCloudError(error, 'not-found')
  }
}

/** What `look` gives; what is asked for in a zone or region that there is not is `not-found`, too. */
export async function inPlace<T>(
  client: GceClient,
  { scope, location }: { readonly scope: 'zones' | 'regions'; readonly location: string },
  look: Promise<T>,
  call: CallOptions,
): Promise<T> {
  try {
    return await look
  } catch (error) {
    if (!isCloudError(error, 'invalid')) throw error
    throw await explained(client, error, [placeNamed(scope, location)], call)
  }
}
