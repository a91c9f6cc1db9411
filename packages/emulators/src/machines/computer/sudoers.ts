import { type Account, groupsOf, systemText } from './accounts.ts'
import type { Tree } from './inode.ts'
import { findNode } from './tree.ts'

/** Whether sudo lets a user become anyone, and whether it asks for a password first. `ALL` rules are read, finer ones are not. */
export function sudoRule(tree: Tree, account: Account): 'no' | 'with-password' | 'freely' {
  if (account.uid === 0) return 'freely'
  const folder = findNode(tree, '/etc/sudoers.d')
  const names = folder?.kind === 'folder' ? [...folder.entries.keys()].sort() : []
  const text = ['/etc/sudoers', ...names.map((name) => `/etc/sudoers.d/${name}`)]
    .map((path) => systemText(tree, path))
    .join('\n')
  const subjects = [account.name, 'ALL', ...groupsOf(tree, account).map((group) => `%${group.name}`)]
  let rule: 'no' | 'with-password' | 'freely' = 'no'
  for (const [, subject = '', tag] of text.matchAll(
    /^\s*([%\w.-]+)\s+ALL\s*=\s*(?:\([^)]*\)\s*)?(NOPASSWD:\s*)?ALL\b/gm,
  )) {
    // As in sudoers, the last rule that matches counts.
    if (subjects.includes(subject)) rule = tag === undefined ? 'with-password' : 'freely'
  }
  return rule
}
