import { spawnSync } from 'node:child_process'

export interface RunOptions {
  /** Milliseconds; five minutes unless given. */
  readonly timeout?: number
  /** This process's unless given. */
  readonly env?: NodeJS.ProcessEnv
}

/** Runs a program to its end, and gives what it printed; throws with all of that where it fails, or takes too long. */
export function run(
  program: string,
  args: readonly string[],
  cwd: string,
  { timeout = 300_000, env = process.env }: RunOptions = {},
): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env,
    encoding: 'utf8',
    timeout,
    maxBuffer: 64 * 1024 * 1024,
  })
  if (error) throw error
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`)
  return stdout
}

export function expect(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(`It does not hold that ${sentence}`)
  console.log(`  ${sentence}`)
}
