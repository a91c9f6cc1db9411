import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { LocalCloud } from '../options.ts'

const run = promisify(execFile)

/** Why tests with the independent client `cs` cannot run; undefined where they can. Debian's package `cs` calls it `cloudstack`. */
export const noCsClient: string | undefined = await run('cloudstack', ['--help']).then(
  ({ stdout }) => (stdout.includes('OPTION=VALUE') ? undefined : 'cloudstack is another program here'),
  () => "no cloudstack, of Debian's package cs, on this machine",
)

export interface Ran {
  readonly code: number
  readonly output: string
}

/** Runs a command of the API by that client, which waits for jobs. It signs with version 3, and finds the cloud by its own variables. */
export function csClient({ cloudstack }: LocalCloud): (...args: readonly string[]) => Promise<Ran> {
  const env = {
    ...process.env,
    CLOUDSTACK_ENDPOINT: cloudstack.endpoint,
    CLOUDSTACK_KEY: cloudstack.apiKey,
    CLOUDSTACK_SECRET: cloudstack.secretKey,
    CLOUDSTACK_POLL_INTERVAL: '0.05',
  }
  return (...args) =>
    run('cloudstack', [...args], { env }).then(
      ({ stdout }) => ({ code: 0, output: stdout }),
      ({ code, stdout, stderr }) => ({ code, output: `${stdout}${stderr}` }),
    )
}
