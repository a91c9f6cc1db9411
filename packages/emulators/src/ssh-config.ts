import { rmSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programFile } from './machines/program-file.ts'

export interface SshConfig {
  readonly path: string
  readonly remove: () => Promise<void>
}

const quoted = (text: string) => `"${text.replaceAll('"', '\\"')}"`

/** A client configuration for OpenSSH that reaches the machines through the gateway. Known hosts are kept beside it, not in the user's own file. */
export async function writeSshConfig(gateway: {
  readonly host: string
  readonly port: number
}): Promise<SshConfig> {
  const folder = await mkdtemp(join(tmpdir(), 'cloud-emulators-'))
  const path = join(folder, 'ssh_config')
  const command = [quoted(process.execPath), quoted(programFile('gateway-connect-program'))]
  const text = `Host 192.0.2.* 198.51.100.* 203.0.113.* 2001:db8:* 172.31.*
  ProxyCommand ${command.join(' ')} ${gateway.host} ${gateway.port} %h %p
  UserKnownHostsFile ${quoted(join(folder, 'known_hosts'))}
  GlobalKnownHostsFile none
`
  await writeFile(path, text, { mode: 0o600 })
  if (folders.size === 0) process.on('exit', sweep)
  folders.add(folder)
  const remove = async () => {
    folders.delete(folder)
    if (folders.size === 0) process.off('exit', sweep)
    await rm(folder, { recursive: true, force: true })
  }
  return { path, remove }
}

/** A program that ends by an error closes nothing: its clouds' files go with the process. */
const folders = new Set<string>()

function sweep(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}
