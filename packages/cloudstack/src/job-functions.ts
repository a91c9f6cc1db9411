import type { CallOptions, Listing, Ref, Resource, Secret } from '@cloud/core'
import { checkText, clientOf, type HasClient, idOf, secret } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { read } from './client.ts'
import { type JobWire, waitForJobResult } from './jobs.ts'
import { list } from './pages.ts'
import { timeOf } from './time.ts'

/** Something that CloudStack was asked for and takes time. Its name is the class behind the command, without its package. */
export interface Job extends Resource<'job', JobWire> {
  readonly state: 'running' | 'completed' | 'failed'
  readonly startedAt?: string
  readonly completedAt?: string
  /** As in `VirtualMachine`. */
  readonly resourceType?: string
  readonly resourceId?: string
}

/** A job that has completed. */
export interface CompletedJob extends Job {
  /** Of a machine that was made, or whose password was reset, where it has one. */
  readonly password?: Secret
}

/** Jobs of the account that the server remembers. https://cloudstack.apache.org/api/apidocs-4.20/apis/listAsyncJobs.html */
export function listJobs(driver: HasClient<CloudStackClient>, call?: CallOptions): Listing<Job> {
  return list(clientOf(driver), { name: 'listAsyncJobs', key: 'asyncjobs', map: toJob }, call)
}

/** One job by its id, as it is now: what `native.operation` holds, or the `details.jobId` of an error. */
export function getJob(
  driver: HasClient<CloudStackClient>,
  job: Ref<'job'>,
  call?: CallOptions,
): Promise<Job> {
  const client = clientOf(driver)
  return client.within(call, (left) => {
    const parameters = { jobid: idOf('job', job, 'job') }
    const map = (wire: JobWire) => toJob({ ...wire, ...parameters })
    return read(client, { name: 'queryAsyncJobResult', parameters, map }, left)
  })
}

/**
 * Waits until a job is over, from another process too: by its id, which a create leaves under `native.operation`, and a wait that was cut short
 * in `details.jobId` of its error. Rejects with the server's code where the job failed.
 */
export function waitForJob(
  driver: HasClient<CloudStackClient>,
  job: Ref<'job'>,
  call?: CallOptions,
): Promise<CompletedJob> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const id = checkText('The id of the job', idOf('job', job, 'job'), { max: 255 })
    const jobresult = await waitForJobResult(client, id, left)
    const password = passwordOf(jobresult)
    const done = toJob({ jobid: id, jobstatus: 1, jobresult })
    return password === undefined ? done : { ...done, password: secret(password) }
  })
}

const states: readonly Job['state'][] = ['running', 'completed', 'failed']

function toJob(wire: JobWire): Job {
  const { jobid, jobstatus, cmd = '', created, completed, jobinstancetype, jobinstanceid, jobresult } = wire
  return {
    kind: 'job',
    id: jobid,
    name: cmd.replace(/^.*\./, ''),
    state: states[jobstatus] ?? 'running',
    ...(created && { startedAt: timeOf(created) }),
    ...(completed && { completedAt: timeOf(completed) }),
    ...(jobinstancetype && { resourceType: jobinstancetype }),
    ...(jobinstanceid && { resourceId: jobinstanceid }),
    native: { ...wire, ...(jobresult && { jobresult: withoutSecrets(jobresult) }) },
  }
}

/** What is told once, to who made it, is no plain value. */
const secrets = ['password', 'privatekey', 'encryptedpassword', 'ipsecpsk']

function withoutSecrets(value: object): object {
  const told = Object.entries(value).filter(([name]) => !secrets.includes(name))
  const deep = told.map(([name, member]) => [name, isPlain(member) ? withoutSecrets(member) : member])
  return Object.fromEntries(deep)
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function passwordOf(jobresult: object): string | undefined {
  const [machine] = Object.values(jobresult)
  const password: unknown = Reflect.get(Object(machine), 'password')
  return typeof password === 'string' && password !== '' ? password : undefined
}
