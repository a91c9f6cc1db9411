import { findAccount, systemText } from './accounts.ts'
import type { Computer } from './computer.ts'
import { changeOwner, makeFolder, writeFile } from './files.ts'
import { kernel } from './process.ts'

/** Adds keys that a user does not have yet to its `authorized_keys`, with the owner and modes that sshd insists on. */
export function authorize({ tree }: Pick<Computer, 'tree'>, user: string, keys: readonly string[]): void {
  const account = findAccount(tree, user)
  if (account === undefined || keys.length === 0) return
  const folder = `${account.home}/.ssh`
  const path = `${folder}/authorized_keys`
  const present = systemText(tree, path)
  const lines = present.split('\n')
  const added = keys.map((key) => key.trim()).filter((key) => key !== '' && !lines.includes(key))
  const actor = { ...kernel, umask: 0 }
  makeFolder(tree, actor, folder, { recursive: true, mode: 0o700 })
  writeFile(tree, actor, path, Buffer.from([...lines.filter(Boolean), ...added, ''].join('\n')), 0o600)
  for (const owned of [folder, path]) changeOwner(tree, kernel, owned, { uid: account.uid, gid: account.gid })
}
