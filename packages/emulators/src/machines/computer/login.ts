import type { LoginFacts } from '../worker-protocol.ts'
import { findAccount, systemText } from './accounts.ts'
import type { Tree } from './inode.ts'
import { findNode } from './tree.ts'

/** sshd reads the main file's includes first, and the first value of a keyword counts. */
function setting(tree: Tree, keyword: string): string | undefined {
  const folder = findNode(tree, '/etc/ssh/sshd_config.d')
  const names = folder?.kind === 'folder' ? [...folder.entries.keys()].sort() : []
  const texts = [...names.map((name) => `/etc/ssh/sshd_config.d/${name}`), '/etc/ssh/sshd_config']
  const pattern = new RegExp(`^[ \\t]*${keyword}[ \\t]+(\\S+)`, 'im')
  for (const path of texts) {
    const found = pattern.exec(systemText(tree, path))?.[1]
    if (found !== undefined) return found.toLowerCase()
  }
  return undefined
}

/** What sshd would know of a user at this moment, from the files of the machine. */
export function loginFacts(tree: Tree, user: string): LoginFacts {
  const account = findAccount(tree, user)
  const rootLogin = setting(tree, 'PermitRootLogin') ?? 'prohibit-password'
  const closed =
    account === undefined ||
    /\/(nologin|false)$/.test(account.shell) ||
    (account.uid === 0 && rootLogin === 'no')
  if (closed) return { authorizedKeys: [], passwords: false }
  const text = systemText(tree, `${account.home}/.ssh/authorized_keys`)
  const passwords =
    setting(tree, 'PasswordAuthentication') === 'yes' && (account.uid !== 0 || rootLogin === 'yes')
  return {
    authorizedKeys: text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')),
    passwords,
  }
}
