import type { CallOptions } from '@cloud/core'
import { changed, isCloudError, named, type Repeat } from '@cloud/core/driver'
import { type DigitalOceanClient, type Request, send } from './client.ts'

export interface Named<T> {
  /** Finds what this very call made, also where a refusal says that the name is taken: by what no other call's has. */
  readonly ours: (call: CallOptions) => Promise<T | undefined>
  /** Whether there is one of that name already. */
  readonly taken: (call: CallOptions) => Promise<boolean>
  /** Left out, the name alone keeps a repeat from making a second one. */
  readonly repeat?: Repeat<T> | undefined
}

/** Creates what must have a name of its own: `already-exists` where another has it. */
export async function createNamed<W, T>(
  client: DigitalOceanClient,
  request: Pick<Request<W, T>, 'name' | 'path' | 'body' | 'map'>,
  { ours, taken, repeat = named(ours) }: Named<T>,
  call: CallOptions,
): Promise<T> {
  try {
    return await send<W, T>(client, { ...request, method: 'POST', repeat }, call)
  } catch (error) {
    if (!isCloudError(error) || (error.status !== 409 && error.status !== 422)) throw error
    throw (await isTaken(taken, call)) ? changed(error, { code: 'already-exists' }) : error
  }
}

/** Where this cannot be told, the refusal itself is what the caller must see. */
async function isTaken(taken: Named<unknown>['taken'], call: CallOptions): Promise<boolean> {
  try {
    return await taken(call)
  } catch {
    return false
  }
}
