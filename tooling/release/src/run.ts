import { run as runProgram } from '@tooling/check/run'

/** Runs a program to its end without the scripts of packages: `prepack` would build again what has been built. */
export const run = (program: string, args: readonly string[], cwd: string): string =>
  runProgram(program, args, cwd, {
    // npm and pnpm each have their own spelling.
    env: {
      ...process.env,
      npm_config_ignore_scripts: 'true',
      pnpm_config_ignore_scripts: 'true',
      CI: 'true',
    },
  })
