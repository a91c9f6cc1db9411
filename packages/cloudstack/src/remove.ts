import type { CallOptions } from '@cloud/core'
import { beforeWrite } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { findOne, type List, oneOf } from './pages.ts'
import { perform, refusedNow } from './perform.ts'

/** Something that goes by its id. */
export interface Removal<W, T> {
  /** As in `deleteVPC`. */
  readonly name: string
  /** Lists what may be it. */
  readonly among: List<W, T>
  /** As people call it. */
  readonly what: string
  readonly id: string
}

/** Removes what is there, and waits until it is gone: `not-found` where there is none, `conflict` where it cannot go now. */
export async function remove<W, T>(
  client: CloudStackClient,
  removal: Removal<W, T>,
  call: CallOptions,
): Promise<void> {
  await beforeWrite(oneOf(client, removal.among, removal, call))
  await removeSeen(client, removal, call)
}

/** The same of what the caller has just seen. */
export async function removeSeen<W, T>(
  client: CloudStackClient,
  { name, among, id }: Omit<Removal<W, T>, 'what'>,
  call: CallOptions,
): Promise<void> {
  const look = { ...among, parameters: { ...among.parameters, id } }
  const shown = async (left: CallOptions) => (await findOne(client, look, left)) === undefined
  try {
    await perform(client, { name, parameters: { id }, on: id, word: name.toLowerCase(), shown }, call)
  } catch (error) {
    throw refusedNow(error)
  }
}
