import { signatureOf } from '../cloudstack/signature.ts'
import type { LocalCloud } from '../options.ts'
import { answerProblems } from './cloudstack-answer-check.ts'

/** An answer's members as tests read them: whatever they name. */
// biome-ignore lint/suspicious/noExplicitAny: the answer's shape is what the check against the description judges
export type Body = any

export type Input = Readonly<Record<string, string | number | boolean>>

export interface CloudStackClient {
  /** The status, and the body without its envelope. */
  readonly call: (
    command: string,
    input?: Input,
    method?: 'GET' | 'POST',
  ) => Promise<{ readonly status: number; readonly name: string; readonly body: Body }>
  /** What a command that succeeds answers. */
  readonly ask: (command: string, input?: Input) => Promise<Body>
  /** The job that a command began, when it has ended. */
  readonly ended: (command: string, input?: Input) => Promise<Body>
  /** What the job of a command results in. */
  readonly run: (command: string, input?: Input) => Promise<Body>
  /** A small machine that runs. */
  readonly machine: (input?: Input) => Promise<Body>
  /** The commands whose answers and results were held against the description. */
  readonly checked: ReadonlySet<string>
}

/** A bare client. Each answer is held against the description of the commands. */
export function cloudstackClient({ cloudstack }: LocalCloud): CloudStackClient {
  const checked = new Set<string>()
  const check = (command: string, body: unknown) => {
    const problems = answerProblems(command, body)
    if (problems.length > 0) throw new Error(`Malformed answer to ${command}\n${problems.join('\n')}`)
    checked.add(command)
  }
  const call: CloudStackClient['call'] = async (command, input = {}, method = 'POST') => {
    const sent = new Map<string, string>([
      ['command', command],
      ['apikey', cloudstack.apiKey],
      ['response', 'json'],
      ...Object.entries(input).map(([name, value]): [string, string] => [name, String(value)]),
    ])
    const form = new URLSearchParams([...sent])
    form.set('signature', signatureOf(sent, cloudstack.secretKey))
    const response = await (method === 'GET'
      ? fetch(`${cloudstack.endpoint}?${form}`)
      : fetch(cloudstack.endpoint, { method, body: form }))
    const [[name, body] = ['', undefined]] = Object.entries<Body>(JSON.parse(await response.text()))
    // What answers with a job is checked by what that results in.
    if (response.ok && (body.jobid === undefined || command === 'queryAsyncJobResult')) check(command, body)
    return { status: response.status, name, body }
  }
  const ask: CloudStackClient['ask'] = async (command, input) => {
    const { status, body } = await call(command, input)
    if (status !== 200) throw new Error(`${command}: ${status} ${body.errortext}`)
    return body
  }
  const ended: CloudStackClient['ended'] = async (command, input) => {
    const { jobid } = await ask(command, input)
    for (;;) {
      const job = await ask('queryAsyncJobResult', { jobid })
      if (job.jobstatus === 1) check(command, job.jobresult)
      if (job.jobstatus !== 0) return job
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const run: CloudStackClient['run'] = async (command, input) => {
    const job = await ended(command, input)
    if (job.jobstatus !== 1)
      throw new Error(`${command}: ${job.jobresult.errorcode} ${job.jobresult.errortext}`)
    return job.jobresult
  }
  const machine: CloudStackClient['machine'] = async (input = {}) => {
    const { virtualmachine } = await run('deployVirtualMachine', {
      zoneid: cloudstack.zone,
      serviceofferingid: '3f2b6d0e-1a4c-4b7d-9e51-0c6a8d2f1b11',
      templateid: 'a1f4c7d2-0b3e-4e6a-8c9d-2f5b8a1e7d51',
      ...input,
    })
    return virtualmachine
  }
  return { call, ask, ended, run, machine, checked }
}
