import type { CallOptions } from '@cloud/core'
import { beforeWrite, lookup } from '@cloud/core/driver'
import { type CloudStackClient, send } from './client.ts'
import { type Started, waitForJobResult } from './jobs.ts'
import { type List, list } from './pages.ts'
import type { Parameters } from './parameters.ts'

/** Something that is made, of which there may be several alike. */
export interface Creation<W extends { readonly id: string }> {
  /** As in `createVolume`. */
  readonly name: string
  readonly parameters: Parameters
  /** Lists what may be it; `map` leaves out what cannot. */
  readonly among: List<W, W>
  /** What that list held a moment ago, where the caller has just asked for it. */
  readonly seen?: readonly W[] | undefined
  /** The member of the result of its job, or of the answer where there is no job, that holds it. */
  readonly result: string
}

/** What was made, and the job that made it. */
export interface Created<W> {
  readonly wire: W
  readonly operation: string | undefined
}

/**
 * Makes it and waits for its job. Nothing can be sent along by which it would be known: what there was before is looked at, and after a lost
 * answer whatever like it is there beside that is it.
 */
export async function create<W extends { readonly id: string }>(
  client: CloudStackClient,
  { name, parameters, among, seen, result }: Creation<W>,
  call: CallOptions,
): Promise<Created<W>> {
  const there = seen ?? (await beforeWrite(list(client, among, call).toArray()))
  const before = new Set(there.map(({ id }) => id))
  const find = async (left: CallOptions) => {
    const found = (await list(client, among, left).toArray()).filter(({ id }) => !before.has(id))
    const [first] = found
    return first && { ...first, [result]: first }
  }
  const repeat = lookup<Started & object>(find, [0, 1000, 2000, 5000])
  const started = await send<Started & object>(client, { name, repeat, parameters }, call)
  const { jobid, id } = started
  const answer: object = jobid === undefined ? started : await waitForJobResult(client, jobid, call)
  const made: W | undefined = Reflect.get(answer, result)
  return { wire: made ?? (await shown(client, among, id, call)), operation: jobid }
}

/** A job whose result is not what it made. */
async function shown<W extends { readonly id: string }>(
  client: CloudStackClient,
  among: List<W, W>,
  id: string | undefined,
  call: CallOptions,
): Promise<W> {
  const all = await list(client, among, call).toArray()
  const found = all.find((each) => each.id === id)
  if (found === undefined) throw new Error(`${among.name} does not show ${id}`)
  return found
}
