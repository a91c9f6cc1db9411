import ssh2 from 'ssh2'
import { run } from '../machines/testing/client.ts'
import type { LocalCloud } from '../options.ts'

/** Logs in to a machine by SSH, and asks it who that is. */
export async function whoAmI(
  { ssh }: Pick<LocalCloud, 'ssh'>,
  host: string,
  username: string,
  privateKey: string,
): Promise<string> {
  const sock = await ssh.socket({ host, port: 22 })
  const client = new ssh2.Client()
  await new Promise<void>((resolve, reject) => {
    client.on('ready', resolve).on('error', reject)
    client.connect({ sock: sock as never, username, privateKey })
  })
  const { out } = await run(client, 'whoami')
  client.end()
  return out.trim()
}
