import { spawnSync } from 'node:child_process'

/** Runs a program to its end; throws with its output where it fails, or takes longer than five minutes. */
export function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    timeout: 300_000,
    maxBuffer: 64 * 1024 * 1024,
    // `prepack` would build again what has been built; npm and pnpm each have their own spelling.
    env: {
      ...process.env,
      npm_config_ignore_scripts: 'true',
      pnpm_config_ignore_scripts: 'true',
      CI: 'true',
    },
  })
  if (error) throw error
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`)
  return stdout
}

export function expect(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(`It does not hold that ${sentence}`)
  console.log(`  ${sentence}`)
}
