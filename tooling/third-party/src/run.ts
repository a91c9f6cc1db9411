import { spawnSync } from 'node:child_process'

/** Runs a program to its end, or for five minutes, and gives what it printed. Throws with all of that where it fails. */
export function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): string {
  const options = { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 26, timeout: 300_000 } as const
  const { status, stdout, stderr, error } = spawnSync(program, args, options)
  if (error) throw error
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`)
  return stdout
}
