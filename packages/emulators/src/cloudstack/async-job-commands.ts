import type { AsyncJob } from './async-jobs.ts'
import { type CloudStack, timeText } from './cloud.ts'
import { type Commands, now } from './command.ts'
import { noEntity } from './found.ts'
import { answerList, type ListInput } from './listing.ts'

interface JobInput {
  readonly jobid: string
}

interface JobList extends ListInput {
  readonly startdate?: string
}

export const asyncJobCommands: Commands<'queryAsyncJobResult' | 'listAsyncJobs'> = {
  queryAsyncJobResult: now<JobInput>('jobid', (cloud, { jobid }) => {
    const asked = cloud.jobs.get(jobid)
    if (!asked) throw noEntity('jobid', jobid)
    return jobWire(cloud, asked)
  }),

  listAsyncJobs: now<JobList>('startdate', (cloud, input, call) => {
    const since =
      input.startdate === undefined ? 0 : Date.parse(input.startdate.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
    const jobs = cloud.jobs
      .list()
      .filter(
        ({ createdAt, projectId }) =>
          createdAt >= since && (input.projectid === '-1' || projectId === input.projectid),
      )
    return answerList(cloud, call, 'asyncjobs', jobs, (one) => jobWire(cloud, one))
  }),
}

const statuses = { pending: 0, succeeded: 1, failed: 2 } as const

function jobWire({ account }: CloudStack, one: AsyncJob) {
  const { id, command, instance, status, code, result, createdAt, completedAt } = one
  return {
    accountid: account.id,
    account: account.name,
    domainid: account.domainId,
    domainpath: account.domain,
    userid: account.userId,
    cmd: `org.apache.cloudstack.api.command.user.${command}Cmd`,
    jobid: id,
    jobstatus: statuses[status],
    jobprocstatus: 0,
    jobresultcode: code,
    ...(status !== 'pending' && { jobresulttype: 'object', jobresult: result }),
    ...(instance && { jobinstancetype: instance.type, jobinstanceid: instance.id }),
    created: timeText(createdAt),
    ...(completedAt !== undefined && { completed: timeText(completedAt) }),
  }
}
