import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { programFile } from './machines/program-file.ts'

export interface SshConfig {
  readonly path: string
  /** Where it says that the machines' host keys are: whoever knows them writes it. */
  readonly knownHosts: string
}

const quoted = (text: string) => `"${text.replaceAll('"', '\\"')}"`

export const sshConfigIn = (folder: string): SshConfig => ({
  path: join(folder, 'ssh_config'),
  knownHosts: join(folder, 'known_hosts'),
})

/**
 * A client configuration for OpenSSH that reaches the machines through the gateway, and trusts the host keys of the file beside it
 * alone: the user's own known hosts are neither read nor written.
 */
export function writeSshConfig(
  { path, knownHosts }: SshConfig,
  gateway: { readonly host: string; readonly port: number },
): void {
  const command = [quoted(process.execPath), quoted(programFile('gateway-connect-program'))]
  const text = `Host 192.0.2.* 198.51.100.* 203.0.113.* 2001:db8:* 172.31.*
  ProxyCommand ${command.join(' ')} ${gateway.host} ${gateway.port} %h %p
  UserKnownHostsFile ${quoted(knownHosts)}
  GlobalKnownHostsFile none
  StrictHostKeyChecking yes
  UpdateHostKeys no
`
  writeFileSync(path, text, { mode: 0o600 })
}
