import type { Clock } from '../clock.ts'
import type { Json } from './command.ts'
import { Refusal } from './refusal.ts'

/** What was asked and takes time. Only this file writes to it. */
export interface AsyncJob {
  readonly id: string
  readonly command: string
  readonly instance: Instance | undefined
  readonly projectId: string | undefined
  readonly createdAt: number
  completedAt: number | undefined
  status: 'pending' | 'succeeded' | 'failed'
  /** 0, or the error code of the refusal that it ended with. */
  code: number
  result: Json
}

interface Instance {
  /** 'VirtualMachine', `Volume` ... */
  readonly type: string
  readonly id: string
}

export interface JobPlan {
  /** What the job works on. */
  readonly instance?: Instance | undefined
  /** The id of what the command made before its job began: the answer holds it. */
  readonly created?: string | undefined
  readonly projectId?: string | undefined
  /** Jobs of one queue run one after the other. */
  readonly queue?: string | undefined
  /** How long it takes, asked when its turn comes. */
  readonly ms: number | (() => number)
  /** What changes when its turn comes; what this throws fails the job. */
  readonly begin?: (() => void) | undefined
  /** The effect at the end, and the job's result; what this throws fails the job. */
  readonly finish: () => Json
  /** What is left to do when it failed. */
  readonly abort?: (() => void) | undefined
}

export interface AsyncJobs {
  readonly submit: (command: string, plan: JobPlan) => AsyncJob
  /** Runs 'judge', and lets the jobs that are submitted meanwhile fail with this, without an effect. */
  readonly failing: <T>(problem: Refusal, judge: () => T) => T
  readonly get: (id: string) => AsyncJob | undefined
  /** Oldest first. */
  readonly list: () => readonly AsyncJob[]
}

interface Waiting {
  readonly job: AsyncJob
  readonly plan: JobPlan
  readonly doom: Refusal | undefined
}

export function createAsyncJobs(clock: Clock, newId: () => string): AsyncJobs {
  const jobs = new Map<string, AsyncJob>()
  const queues = new Map<string, Waiting[]>()
  let doom: Refusal | undefined

  const end = ({ job, plan }: Waiting, outcome: { readonly result: Json } | Refusal) => {
    const fails = outcome instanceof Refusal
    job.status = fails ? 'failed' : 'succeeded'
    job.completedAt = clock.now()
    job.code = fails ? outcome.code : 0
    job.result = fails ? { errorcode: outcome.code, errortext: outcome.message } : outcome.result
    if (fails) plan.abort?.()
    if (plan.queue !== undefined) advance(plan.queue)
  }
  const run = (waiting: Waiting) => {
    const { plan } = waiting
    const ms = typeof plan.ms === 'number' ? plan.ms : plan.ms()
    const problem = waiting.doom ?? problemOf(() => plan.begin?.())
    clock.after(problem && !waiting.doom ? 0 : ms, () => {
      if (problem) return end(waiting, problem)
      let result: Json
      const late = problemOf(() => {
        result = plan.finish()
      })
      end(waiting, late ?? { result })
    })
  }
  const advance = (queue: string) => {
    const [, ...rest] = queues.get(queue) ?? []
    if (rest.length > 0) queues.set(queue, rest)
    else queues.delete(queue)
    const [next] = rest
    if (next) run(next)
  }
  const submit: AsyncJobs['submit'] = (command, plan) => {
    const job: AsyncJob = {
      id: newId(),
      command,
      instance: plan.instance,
      projectId: plan.projectId,
      createdAt: clock.now(),
      completedAt: undefined,
      status: 'pending',
      code: 0,
      result: undefined,
    }
    jobs.set(job.id, job)
    const waiting = { job, plan, doom }
    const { queue } = plan
    const ahead = queue === undefined ? [] : (queues.get(queue) ?? [])
    if (queue !== undefined) queues.set(queue, [...ahead, waiting])
    if (ahead.length === 0) run(waiting)
    return job
  }
  return {
    submit,
    failing: (problem, judge) => {
      doom = problem
      try {
        return judge()
      } finally {
        doom = undefined
      }
    },
    get: (id) => jobs.get(id),
    list: () => [...jobs.values()],
  }
}

function problemOf(run: () => void): Refusal | undefined {
  try {
    run()
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    return new Refusal(530, error instanceof Error ? error.message : String(error))
  }
}
