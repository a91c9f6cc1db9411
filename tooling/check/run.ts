import { spawnSync } from 'node:child_process'

/** Runs a program to its end, or for five minutes; throws with its output where it fails. */
export function run(program: string, args: readonly string[], cwd: string, timeout = 300_000): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
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
