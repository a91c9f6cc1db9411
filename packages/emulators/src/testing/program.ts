import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Run {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** What leads clients elsewhere, or to other certificates, is kept from them. */
const ownEnvironment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^AWS_|_proxy$/i.test(name)),
)

/** Runs a program to its end. */
export const runProgram = (
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Run> =>
  run(name, [...args], { env: { ...ownEnvironment, ...env }, maxBuffer: 64 * 1024 ** 2 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: Run) => ({ code, stdout, stderr }),
  )

/** Why tests with a program cannot run; undefined where they can. */
export const lackOf = async (name: string): Promise<string | undefined> =>
  (await runProgram(name, ['--version'])).code === 0 ? undefined : `no ${name} on this machine`
