import type { CallOptions } from '@cloud/core'
import { CloudError, changed, isCloudError, waitUntil } from '@cloud/core/driver'
import { type CloudStackClient, read } from './client.ts'
import { type ErrorWire, factsOf } from './errors.ts'

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/queryAsyncJobResult.html */
export interface JobWire {
  readonly jobid: string
  /** 0 while it runs, 1 when it has succeeded, 2 when it has failed. */
  readonly jobstatus: number
  readonly jobresultcode?: number
  readonly jobresult?: object
  /** What it works on, as in `VirtualMachine`, and the id of that. */
  readonly jobinstancetype?: string
  readonly jobinstanceid?: string
  /** The class behind the command. */
  readonly cmd?: string
  readonly created?: string
  readonly completed?: string
}

/** What a command answers whose work goes on after its answer; `id` is what it has begun to make. */
export interface Started {
  readonly jobid?: string | undefined
  readonly id?: string | undefined
}

/**
 * Resolves with the result of a job that has succeeded; a job that failed rejects with the server's code. A wait that is cut short leaves the
 * job running: its id is in `details.jobId`, and the outcome is `unknown`.
 */
export async function waitForJobResult(
  client: CloudStackClient,
  jobId: string,
  call: CallOptions,
): Promise<object> {
  const parameters = { jobid: jobId }
  try {
    const { jobresult = {} } = await waitUntil(
      {
        what: `job ${jobId} to complete`,
        look: (left) => read<JobWire>(client, { name: 'queryAsyncJobResult', parameters }, left),
        done: (job) => isCompleted(job, jobId),
        describe: ({ jobstatus }) => `its status is ${jobstatus}`,
      },
      // Most take seconds; the longest pause is ten times this.
      { ...call, intervalMs: 500 },
      client.clock,
    )
    return jobresult
  } catch (error) {
    if (!isCloudError(error)) throw error
    const { outcome = 'unknown', details } = error
    throw changed(error, { outcome, details: { ...details, jobId } })
  }
}

function isCompleted({ jobstatus, jobresultcode, jobresult }: JobWire, jobId: string): boolean {
  if (jobstatus !== 2) return jobstatus === 1
  throw jobFailure({ errorcode: jobresultcode ?? 530, ...jobresult }, jobId)
}

/** What a job ended with: what was refused has changed nothing; of what failed in the middle nobody knows. */
export function jobFailure(wire: ErrorWire, jobId: string): CloudError {
  const { code: told, providerCode, message } = factsOf(wire)
  const code = told === undefined || told === 'unavailable' ? 'failed' : told
  return new CloudError(`The job failed: ${message ?? 'without a reason'} (${providerCode})`, {
    code,
    providerCode,
    outcome: code === 'failed' ? 'unknown' : 'not-applied',
    details: { jobId },
  })
}
