import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programFile } from './machines/program-file.ts'

export interface SshConfig {
  readonly path: string
  /** Where the configuration says that the machines' host keys are: whoever knows them writes it. */
  readonly knownHosts: string
  readonly remove: () => void
}

const quoted = (text: string) => `"${text.replaceAll('"', '\\"')}"`

/**
 * A client configuration for OpenSSH that reaches the machines through the gateway, and trusts the host keys of the file beside it
 * alone: the user's own known hosts are neither read nor written.
 */
export function writeSshConfig(gateway: { readonly host: string; readonly port: number }): SshConfig {
  const { folder, remove } = temporaryFolder()
  const path = join(folder, 'ssh_config')
  const knownHosts = join(folder, 'known_hosts')
  const command = [quoted(process.execPath), quoted(programFile('gateway-connect-program'))]
  const text = `Host 192.0.2.* 198.51.100.* 203.0.113.* 2001:db8:* 172.31.*
  ProxyCommand ${command.join(' ')} ${gateway.host} ${gateway.port} %h %p
  UserKnownHostsFile ${quoted(knownHosts)}
  GlobalKnownHostsFile none
  StrictHostKeyChecking yes
  UpdateHostKeys no
`
  writeFileSync(path, text, { mode: 0o600 })
  return { path, knownHosts, remove }
}

/** A program that ends without closing its clouds, by an error or by `process.exit`, takes their files along. */
const folders = new Set<string>()

function sweep(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}

/** Made and noted in one turn, so that there is none that is not swept. */
function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'cloud-emulators-'))
  if (folders.size === 0) process.on('exit', sweep)
  folders.add(folder)
  const remove = () => {
    folders.delete(folder)
    if (folders.size === 0) process.off('exit', sweep)
    rmSync(folder, { recursive: true, force: true })
  }
  return { folder, remove }
}
