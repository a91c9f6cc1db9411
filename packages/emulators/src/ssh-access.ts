import type { Centre } from './centre/centre.ts'
import { knownHosts, knownHostsFile } from './known-hosts.ts'
import { startGateway } from './machines/gateway.ts'
import { passingFolder } from './passing-folder.ts'
import type { Releases } from './releases.ts'
import { sshConfigIn, writeSshConfig } from './ssh-config.ts'

export interface SshAccess {
  /** Of the gateway. */
  readonly host: string
  readonly port: number
  /** The path of the configuration for `ssh -F`, which is written when it is first asked for. */
  readonly configFile: () => string
}

/** Opens the gateway to the machines, and adds to `releases` what takes it and the files for OpenSSH away. */
export async function openSshAccess(centre: Centre, releases: Releases): Promise<SshAccess> {
  let refresh = () => {}
  const gateway = await startGateway((host) => {
    // ssh reads host keys after it has reached the machine: an address that was given to it since it booted is written by then.
    refresh()
    return centre.machineAt(host)
  })
  releases.push(gateway.close)
  const folder = passingFolder('cloud-emulators')
  const config = sshConfigIn(folder.path)
  const write = () => {
    writeSshConfig(config, gateway)
    const known = knownHostsFile(config.knownHosts, () => knownHosts(centre.servers.list()))
    refresh = known.refresh
  }
  centre.onHostsChanged(() => refresh())
  releases.push(async () => {
    refresh = () => {}
    folder.remove()
  })
  return {
    host: gateway.host,
    port: gateway.port,
    configFile: () => {
      if (folder.make()) write()
      return config.path
    },
  }
}
