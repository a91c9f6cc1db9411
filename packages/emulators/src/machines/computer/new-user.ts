import { findGroup, freeId, lockPassword, putAccount, putGroup } from './accounts.ts'
import { changeOwner, makeFolder } from './files.ts'
import type { Tree } from './inode.ts'
import { kernel } from './process.ts'
import { findNode } from './tree.ts'

export interface NewUser {
  readonly name: string
  readonly uid?: number | undefined
  readonly home?: string | undefined
  readonly shell?: string | undefined
  readonly comment?: string | undefined
  readonly admin?: readonly string[] | undefined
  readonly makeHome?: boolean | undefined
  readonly system?: boolean | undefined
}

/** Adds a user with a group of its own and, unless told otherwise, a home folder; its password is locked. */
export function addUser(tree: Tree, user: NewUser): void {
  const id = user.uid ?? freeId(tree, user.system ? 201 : 1000)
  const home = user.home ?? `/home/${user.name}`
  putGroup(tree, { name: user.name, gid: id, members: [] })
  putAccount(tree, {
    name: user.name,
    uid: id,
    gid: id,
    comment: user.comment ?? '',
    home,
    shell: user.shell ?? '/bin/bash',
  })
  lockPassword(tree, user.name)
  for (const group of user.admin ?? []) joinGroup(tree, user.name, group)
  if (user.makeHome === false || findNode(tree, home) !== undefined) return
  makeFolder(tree, { ...kernel, umask: 0 }, home, { recursive: true, mode: 0o700 })
  changeOwner(tree, kernel, home, { uid: id, gid: id })
}

/** Adds a user to a group, which is made where it is missing. */
export function joinGroup(tree: Tree, user: string, name: string): void {
  const group = findGroup(tree, name) ?? { name, gid: freeId(tree), members: [] }
  if (!group.members.includes(user)) putGroup(tree, { ...group, members: [...group.members, user] })
}
