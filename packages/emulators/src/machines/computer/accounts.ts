import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFile, writeFile } from './files.ts'
import type { Tree } from './inode.ts'
import { kernel } from './process.ts'
import { findNode } from './tree.ts'

export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
  readonly comment: string
  readonly home: string
  readonly shell: string
}
export interface Group {
  readonly name: string
  readonly gid: number
  readonly members: readonly string[]
}

/** Reads a file as the system itself does; empty where there is none. */
export function systemText(tree: Tree, path: string): string {
  const node = findNode(tree, path)
  return node === undefined ? '' : Buffer.from(readFile(tree, kernel, path)).toString('utf8')
}
const writeSystemText = (tree: Tree, path: string, text: string, mode: number): void =>
  writeFile(tree, kernel, path, Buffer.from(text), mode)

const fieldsOf = (text: string): string[][] =>
  text.split('\n').flatMap((line) => (line === '' || line.startsWith('#') ? [] : [line.split(':')]))

export const accounts = (tree: Tree): Account[] =>
  fieldsOf(systemText(tree, '/etc/passwd')).map(
    ([name = '', , uid, gid, comment = '', home = '/', shell = '/bin/sh']) => ({
      name,
      uid: Number(uid),
      gid: Number(gid),
      comment,
      home,
      shell,
    }),
  )

export const groups = (tree: Tree): Group[] =>
  fieldsOf(systemText(tree, '/etc/group')).map(([name = '', , gid, members = '']) => ({
    name,
    gid: Number(gid),
    members: members.split(',').filter(Boolean),
  }))

/** By name or by number. */
export const findAccount = (tree: Tree, key: string | number): Account | undefined =>
  accounts(tree).find((account) => account.name === key || (key !== '' && account.uid === Number(key)))
export const findGroup = (tree: Tree, key: string | number): Group | undefined =>
  groups(tree).find((group) => group.name === key || (key !== '' && group.gid === Number(key)))

/** The account's own group first, then those that list it. */
export const groupsOf = (tree: Tree, account: Account): Group[] => [
  ...groups(tree).filter((group) => group.gid === account.gid),
  ...groups(tree).filter((group) => group.gid !== account.gid && group.members.includes(account.name)),
]

export function putAccount(tree: Tree, account: Account): void {
  const others = accounts(tree).filter((other) => other.name !== account.name)
  writeAccounts(tree, [...others, account])
}
export function dropAccount(tree: Tree, name: string): void {
  writeAccounts(
    tree,
    accounts(tree).filter((account) => account.name !== name),
  )
  setShadow(tree, name, undefined)
}
function writeAccounts(tree: Tree, all: readonly Account[]): void {
  const lines = all.map((a) => `${a.name}:x:${a.uid}:${a.gid}:${a.comment}:${a.home}:${a.shell}\n`)
  writeSystemText(tree, '/etc/passwd', lines.join(''), 0o644)
}

export function putGroup(tree: Tree, group: Group): void {
  writeGroups(tree, [...groups(tree).filter((other) => other.name !== group.name), group])
}
export function dropGroup(tree: Tree, name: string): void {
  writeGroups(
    tree,
    groups(tree).filter((group) => group.name !== name),
  )
}
function writeGroups(tree: Tree, all: readonly Group[]): void {
  const lines = all.map((group) => `${group.name}:x:${group.gid}:${group.members.join(',')}\n`)
  writeSystemText(tree, '/etc/group', lines.join(''), 0o644)
}

/** The first number from 1000 on that neither a user nor a group has. */
export function freeId(tree: Tree, from = 1000): number {
  const taken = new Set([...accounts(tree).map((a) => a.uid), ...groups(tree).map((g) => g.gid)])
  let id = from
  while (taken.has(id)) id += 1
  return id
}

function setShadow(tree: Tree, name: string, hash: string | undefined): void {
  const others = fieldsOf(systemText(tree, '/etc/shadow')).filter(([other]) => other !== name)
  const lines = others.map((fields) => `${fields.join(':')}\n`)
  if (hash !== undefined) lines.push(`${name}:${hash}:20000:0:99999:7:::\n`)
  writeSystemText(tree, '/etc/shadow', lines.join(''), 0o600)
}

const digest = (salt: string, password: string): string =>
  createHash('sha256').update(salt).update(password).digest('base64url')

/** The hash is this emulator's own, `$e$salt$digest`: crypt(3) is not needed where nobody else reads it. */
export function setPassword(tree: Tree, name: string, password: string): void {
  const salt = randomBytes(9).toString('base64url')
  setShadow(tree, name, `$e$${salt}$${digest(salt, password)}`)
}
export const lockPassword = (tree: Tree, name: string): void => setShadow(tree, name, '!')

export function passwordMatches(tree: Tree, name: string, password: string): boolean {
  const hash = fieldsOf(systemText(tree, '/etc/shadow')).find(([other]) => other === name)?.[1] ?? ''
  const [, kind, salt, expected = ''] = hash.split('$')
  if (kind !== 'e' || salt === undefined) return false
  const given = Buffer.from(digest(salt, password))
  return given.length === expected.length && timingSafeEqual(given, Buffer.from(expected))
}
