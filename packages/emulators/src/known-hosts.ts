import { renameSync, writeFileSync } from 'node:fs'
import type { Server } from './centre/servers.ts'

type KnownServer = Pick<Server, 'state' | 'publicAddress' | 'privateAddress' | 'otherAddresses' | 'machine'>

/** OpenSSH's `known_hosts` of the machines that exist: a line for each address and host key. One that has not booted yet has none. */
export function knownHosts(servers: readonly KnownServer[]): string {
  const lines = servers.flatMap((server) => {
    if (server.state === 'terminating' || server.state === 'terminated') return []
    const addresses = [server.publicAddress, server.privateAddress, ...server.otherAddresses]
    const named = addresses.filter((address) => address !== undefined)
    return named.flatMap((address) => server.machine.hostKeys().map((key) => `${address} ${key}\n`))
  })
  return lines.join('')
}

/**
 * Keeps a `known_hosts` file as `read` says, written anew at each `refresh` that finds a difference, and whole for whoever reads it
 * meanwhile. A file that cannot be written is a warning of the process: the machines do without.
 */
export function knownHostsFile(path: string, read: () => string): { readonly refresh: () => void } {
  let written: string | undefined
  const refresh = () => {
    const text = read()
    if (text === written) return
    written = text
    try {
      writeFileSync(`${path}.new`, text, { mode: 0o600 })
      renameSync(`${path}.new`, path)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      process.emitWarning(`The machines' host keys could not be written for ssh: ${why}`)
    }
  }
  refresh()
  return { refresh }
}
