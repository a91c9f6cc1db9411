import { type Account, systemText } from './accounts.ts'
import type { Computer } from './computer.ts'

/** The environment that a login begins with; `/etc/environment` adds to it, as PAM does. */
export function loginEnvironment(computer: Computer, account: Account): Record<string, string> {
  const system = systemText(computer.tree, '/etc/environment').matchAll(
    /^\s*([A-Za-z_]\w*)=["']?(.*?)["']?\s*$/gm,
  )
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    LANG: 'C.UTF-8',
    ...Object.fromEntries([...system].map(([, name = '', value = '']) => [name, value])),
    HOME: account.home,
    USER: account.name,
    LOGNAME: account.name,
    SHELL: account.shell,
    MAIL: `/var/mail/${account.name}`,
    HOSTNAME: computer.hostname,
  }
}
