import type { CallOptions } from '@cloud/core'
import { changed, isCloudError, lookup } from '@cloud/core/driver'
import { type CloudStackClient, send } from './client.ts'
import { type JobWire, type Started, waitForJobResult } from './jobs.ts'
import { list } from './pages.ts'
import type { Parameters } from './parameters.ts'
import { timeOf } from './time.ts'

/** Something that is asked of a thing which is there, and takes time. */
export interface Action {
  /** As in `startVirtualMachine`. */
  readonly name: string
  readonly parameters: Parameters
  /** The id of the thing. */
  readonly on: string
  /** What the class behind the command has in its name, by which its job is known: `start`. */
  readonly word: string
  /** Whether the thing shows the effect: a server need not tell of jobs that are over. */
  readonly shown?: ((call: CallOptions) => Promise<boolean>) | undefined
}

/** How long after its request a job may say that it began before it: clocks differ. */
const slackMs = 5000
const dayMs = 86_400_000

/** Asks for it and waits until it is done; gives the job's result. An answer that was lost is found again among the jobs, or by its effect. */
export async function perform(client: CloudStackClient, action: Action, call: CallOptions): Promise<object> {
  const { name, parameters, shown } = action
  const since = client.clock.now() - slackMs
  const begun = begunBy(client)
  const find = async (left: CallOptions): Promise<Started | undefined> => {
    const job = (await jobsOf(client, action, since, left)).find(({ jobid }) => !begun.has(jobid))
    return job ?? ((await shown?.(left)) ? {} : undefined)
  }
  const repeat = lookup<Started>(find, [0, 1000, 2000, 5000])
  const { jobid } = await send<Started>(client, { name, repeat, parameters }, call)
  if (jobid === undefined) return {}
  remember(begun, jobid, client.clock.now())
  return waitForJobResult(client, jobid, call)
}

/** The newest first. */
async function jobsOf(
  client: CloudStackClient,
  { on, word }: Action,
  since: number,
  call: CallOptions,
): Promise<readonly JobWire[]> {
  const map = (job: JobWire) => (isOf(job, on, word) && createdAt(job) >= since ? job : undefined)
  // A day as the server's zone has it, whatever that is.
  const startdate = new Date(since - dayMs).toISOString().slice(0, 10)
  const all = { name: 'listAsyncJobs', key: 'asyncjobs', parameters: { startdate }, map }
  return (await list(client, all, call).toArray()).toSorted((a, b) => createdAt(b) - createdAt(a))
}

const isOf = ({ jobinstanceid, cmd = '' }: JobWire, on: string, word: string) =>
  jobinstanceid === on && cmd.toLowerCase().includes(word)

const createdAt = ({ created = '' }: JobWire) => Date.parse(timeOf(created))

/** When each job of the last seconds was begun, so that it is not taken for one that was asked for right after it. */
const begun = new WeakMap<CloudStackClient, Map<string, number>>()

function begunBy(client: CloudStackClient): Map<string, number> {
  const known = begun.get(client) ?? new Map<string, number>()
  begun.set(client, known)
  return known
}

/** Those that are too old to be mistaken are forgotten. */
function remember(known: Map<string, number>, id: string, now: number): void {
  for (const [old, at] of known) {
    if (at > now - 2 * slackMs) break
    known.delete(old)
  }
  known.set(id, now)
}

/**
 * A refusal of what is right in itself, since the ids were looked at before: it is one of the moment. CloudStack has one code for a wrong value
 * and for a wrong state.
 */
export function refusedNow(error: unknown): unknown {
  return isCloudError(error, 'invalid') && /^431/.test(error.providerCode ?? '')
    ? changed(error, { code: 'conflict' })
    : error
}
