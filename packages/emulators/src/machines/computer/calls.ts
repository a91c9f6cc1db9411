import type { CommandOutcome, ComputerCalls, RunCommand } from '../worker-protocol.ts'
import { type Account, findAccount, groupsOf, passwordMatches } from './accounts.ts'
import type { Computer } from './computer.ts'
import { attributesOf, changeAttributes, namedFiles, openNode, writeAt } from './file-handles.ts'
import * as files from './files.ts'
import type { Inode } from './inode.ts'
import { loginFacts } from './login.ts'
import { loginEnvironment } from './login-environment.ts'
import { runShell } from './shell.ts'
import { fileError, findNode, locate, nodeAt, resolvePath } from './tree.ts'

/** The part of a computer's operations that a login uses: commands and files. Every call comes with a signal that ends it early. */
export type LoginCalls = Omit<
  ComputerCalls,
  'firstBoot' | 'boot' | 'applyGuest' | 'powerOff' | 'run' | 'page'
> & {
  readonly run: (command: RunCommand, signal: AbortSignal) => Promise<CommandOutcome>
}

export function loginCalls(computer: Computer): LoginCalls {
  return {
    login: async (user) => loginFacts(computer.tree, user),
    passwordMatches: async (user, password) => passwordMatches(computer.tree, user, password),
    run: (command, signal) => run(computer, command, signal),
    ...handleCalls(computer),
    ...pathCalls(computer),
  }
}

/** A user's command line as sshd hands it to the login shell: in the home folder, with the environment of a login. */
async function run(computer: Computer, command: RunCommand, signal: AbortSignal) {
  const account = requireAccount(computer, command.user)
  const home = findNode(computer.tree, account.home)
  return await runShell(computer, {
    script: command.line ?? Buffer.from(command.stdin).toString('utf8'),
    name: 'bash',
    env: { ...loginEnvironment(computer, account), ...command.env },
    cwd: home?.kind === 'folder' ? account.home : '/',
    stdin: command.line === undefined ? undefined : command.stdin,
    as: account,
    signal,
  })
}

function requireAccount(computer: Computer, name: string): Account {
  const account = findAccount(computer.tree, name)
  if (account === undefined) throw fileError('EPERM', 'login', name)
  return account
}

function actor(computer: Computer, user: string): files.Actor {
  const account = requireAccount(computer, user)
  const groups = groupsOf(computer.tree, account).map((group) => group.gid)
  return { uid: account.uid, gid: account.gid, groups, umask: 0o022 }
}

type HandleCalls = Pick<ComputerCalls, 'open' | 'read' | 'write' | 'handleAttributes' | 'closeHandle'>
function handleCalls(computer: Computer): HandleCalls {
  const open = new Map<number, { readonly node: Inode; readonly append: boolean }>()
  let next = 1
  const opened = (handle: number) => {
    const file = open.get(handle)
    if (file === undefined) throw fileError('EINVAL', 'handle', String(handle))
    return file
  }
  return {
    open: async (user, path, how) => {
      const who = actor(computer, user)
      open.set(next, {
        node: openNode(computer.tree, who, absolute(computer, user, path), how),
        append: how.append,
      })
      return next++
    },
    read: async (handle, from, length) => {
      const { node } = opened(handle)
      // A copy: a view would take the whole file along to the other thread.
      if (node.kind === 'file') return new Uint8Array(node.content.subarray(from, from + length))
      return new Uint8Array(0)
    },
    write: async (handle, from, content) => {
      const { node, append } = opened(handle)
      if (node.kind === 'file') writeAt(node, append ? node.content.length : from, content)
    },
    handleAttributes: async (handle) => attributesOf(opened(handle).node),
    closeHandle: async (handle) => {
      open.delete(handle)
    },
  }
}

/** SFTP paths that are not absolute begin in the user's home folder. */
const absolute = (computer: Computer, user: string, path: string): string =>
  path.startsWith('/') ? path : `${requireAccount(computer, user).home}/${path}`

type PathCalls = Pick<
  ComputerCalls,
  | 'attributes'
  | 'change'
  | 'list'
  | 'makeFolder'
  | 'removeFolder'
  | 'removeFile'
  | 'rename'
  | 'realPath'
  | 'readLink'
  | 'makeLink'
>
function pathCalls(computer: Computer): PathCalls {
  const { tree } = computer
  const as = (user: string) => actor(computer, user)
  const at = (user: string, path: string) => absolute(computer, user, path)
  return {
    attributes: async (user, path, end) => attributesOf(nodeAt(tree, as(user), at(user, path), 'stat', end)),
    change: async (user, path, changes) => changeAttributes(tree, as(user), at(user, path), changes),
    list: async (user, path) => namedFiles(tree, as(user), at(user, path)),
    makeFolder: async (user, path, mode) => files.makeFolder(tree, as(user), at(user, path), { mode }),
    removeFolder: async (user, path) => {
      const node = nodeAt(tree, as(user), at(user, path), 'rmdir', 'stay')
      if (node.kind !== 'folder') throw fileError('ENOTDIR', 'rmdir', path)
      files.remove(tree, as(user), at(user, path))
    },
    removeFile: async (user, path) => files.remove(tree, as(user), at(user, path), { folder: false }),
    rename: async (user, from, to) => {
      const target = locate(tree, as(user), at(user, to), 'rename', 'stay')
      if (target.node !== undefined) throw fileError('EEXIST', 'rename', to)
      files.rename(tree, as(user), at(user, from), at(user, to))
    },
    realPath: async (user, path) => resolvePath(requireAccount(computer, user).home, path),
    readLink: async (user, path) => files.readLink(tree, as(user), at(user, path)),
    makeLink: async (user, target, path) => files.makeLink(tree, as(user), target, at(user, path)),
  }
}
