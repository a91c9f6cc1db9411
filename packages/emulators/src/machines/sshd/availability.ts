import { existsSync } from 'node:fs'

/** Where Debian and its kin put what these machines are made of. */
export const sshdPath = '/usr/sbin/sshd'
const tools = [
  '/usr/bin/unshare',
  '/usr/bin/nsenter',
  '/usr/bin/setpriv',
  '/usr/bin/mount',
  '/usr/sbin/useradd',
  '/usr/bin/su',
]

/** Why these machines cannot run on this computer, in a sentence; undefined where they can. */
export function sshdUnavailable(): string | undefined {
  if (process.platform !== 'linux') return `machines of kind sshd need Linux, and this is ${process.platform}`
  if (process.getuid?.() !== 0) return 'machines of kind sshd need root, for namespaces and mounts'
  if (!existsSync(sshdPath))
    return `machines of kind sshd need OpenSSH's server, and there is no ${sshdPath} (on Debian: apt-get install openssh-server)`
  const missing = tools.find((tool) => !existsSync(tool))
  return missing === undefined ? undefined : `machines of kind sshd need ${missing}`
}
