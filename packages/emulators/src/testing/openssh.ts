import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Why tests with OpenSSH's client cannot run; undefined where they can. */
export const noOpenSsh: string | undefined = await run('ssh', ['-V']).then(
  () => undefined,
  () => 'no ssh on this machine',
)

export interface Answer {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** OpenSSH's client as a script calls it: it asks nobody anything. */
export const batchSsh = (...args: readonly string[]): Promise<Answer> =>
  run('ssh', ['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=60', ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: Answer) => ({ code, stdout, stderr }),
  )
