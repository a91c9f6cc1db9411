import { checkNames } from '../check.ts'
import type { RunResult, Shell } from '../contract/access.ts'
import { calling, checkTitle } from '../deploy/script.ts'
import type { Step, StepContext, StepResult } from '../deploy/step.ts'
import { CloudError, invalid } from '../errors.ts'

export interface WaitForCloudInitOptions {
  readonly title?: string | undefined
  /**
   * Whether errors that cloud-init got over, such as a package that is not there, let the step succeed. Unless given they fail it:
   * the machine is not as its user data says. cloud-init tells them since 23.4.
   */
  readonly allowRecoverable?: boolean | undefined
}

/**
 * Waits until cloud-init has done all that user data asks for. Where it had errors the step fails with `failed`, and its `details` tell
 * `status`, `errors` and the end of cloud-init's output as `log`. Without a `timeoutMs` of the deployment it waits for as long as that takes.
 *
 * https://docs.cloud-init.io/en/latest/reference/cli.html#status
 */
export function waitForCloudInit(options: WaitForCloudInitOptions = {}): Step {
  checkNames('waitForCloudInit', options, ['title', 'allowRecoverable'])
  const { title = 'wait for cloud-init', allowRecoverable = false } = options
  checkTitle(title)
  if (typeof allowRecoverable !== 'boolean') throw invalid('allowRecoverable must be a boolean')
  const run = async (shell: Shell, context: StepContext): Promise<StepResult> => {
    const call = calling(context)
    const result = await shell.run(command, call)
    const status = statusIn(result.stdout)
    if (status !== undefined && succeeded(result, status, allowRecoverable))
      return { ...result, title, exitCode: 0 }
    throw failed(title, result, status, await logOf(shell, call))
  }
  // To wait again does nothing twice, so that a deployment may go on with it.
  return { title, run, resume: run }
}

const command = ['cloud-init', 'status', '--wait', '--format', 'json']

interface Status {
  readonly status: string
  readonly errors: readonly string[]
  readonly recoverable: readonly string[]
}

/** Of a cloud-init that is switched off there is nothing to wait for. */
function succeeded({ exitCode }: RunResult, { status }: Status, allowRecoverable: boolean): boolean {
  if (exitCode === 0) return status === 'done' || status === 'disabled'
  return exitCode === 2 && allowRecoverable
}

/** The words of `--format json`, after the dots that `--wait` prints; undefined for anything else. */
function statusIn(stdout: string): Status | undefined {
  try {
    const told: unknown = JSON.parse(stdout.slice(stdout.indexOf('{')))
    if (typeof told !== 'object' || told === null) return undefined
    const { status, errors, recoverable_errors: levels } = told as Readonly<Record<string, unknown>>
    if (typeof status !== 'string') return undefined
    const recoverable =
      typeof levels === 'object' && levels !== null ? Object.values(levels).flatMap(texts) : []
    return { status, errors: texts(errors), recoverable }
  } catch {
    return undefined
  }
}

const texts = (list: unknown): readonly string[] =>
  Array.isArray(list) ? list.filter((item) => typeof item === 'string') : []

/** Root alone may read it; who may not become root sees none. */
async function logOf(shell: Shell, call: ReturnType<typeof calling>): Promise<string> {
  const { exitCode, stdout } = await shell.run(['sh', '-c', readLog], call)
  return exitCode === 0 ? stdout : ''
}

const readLog = 'log=/var/log/cloud-init-output.log; tail -n 50 $log 2>/dev/null || sudo -n tail -n 50 $log'

function failed(title: string, result: RunResult, status: Status | undefined, log: string): CloudError {
  const { exitCode, stderr } = result
  const errors = [...(status?.errors ?? []), ...(status?.recoverable ?? [])]
  const why = errors[0] ?? (stderr.trim().split('\n').at(-1) || `exit code ${exitCode}`)
  const recovered = exitCode === 2 && status !== undefined
  return new CloudError(`${title}: cloud-init had errors: ${why}`, {
    code: 'failed',
    ...(exitCode === 127 && { hint: 'the image has no cloud-init, and does nothing with user data' }),
    ...(recovered && { hint: 'it got over them: { allowRecoverable: true } lets the step succeed' }),
    details: { result: { ...result, title }, ...(status && { status: status.status }), errors, log },
  })
}
