import { randomBytes } from 'node:crypto'
import type { ExecResult } from 'just-bash'
import { findAccount, findGroup } from '../accounts.ts'
import * as files from '../files.ts'
import type { Inode, Owner } from '../inode.ts'
import { fileError, locate, nodeAt, reason, resolvePath } from '../tree.ts'
import { type Call, failed, type Program, printed, readOptions, silent } from './program.ts'

/** Does something to each path and gathers complaints, as the core utilities do. */
function forEach(
  call: Call,
  paths: readonly string[],
  verb: string,
  work: (path: string) => void,
): ExecResult {
  const complaints: string[] = []
  for (const path of paths) {
    try {
      work(resolvePath(call.cwd, path))
    } catch (error) {
      complaints.push(`${call.name}: ${verb} '${path}': ${reason(error)}`)
    }
  }
  return complaints.length === 0 ? silent : failed(complaints.join('\n'))
}

function readOwner(call: Call, text: string): Partial<Owner> | string {
  const [user = '', group] = text.split(/[:.]/)
  const account = user === '' ? undefined : findAccount(call.computer.tree, user)
  if (user !== '' && account === undefined && !/^\d+$/.test(user)) return `invalid user: '${text}'`
  const found = group ? findGroup(call.computer.tree, group) : undefined
  if (group && found === undefined && !/^\d+$/.test(group)) return `invalid group: '${text}'`
  const ownGroup = group === '' ? account?.gid : undefined
  const gid = group ? (found?.gid ?? Number(group)) : ownGroup
  return {
    ...(user === '' ? {} : { uid: account?.uid ?? Number(user) }),
    ...(gid === undefined ? {} : { gid }),
  }
}

/** Everything beneath a path, links not followed. */
function* beneath(path: string, node: Inode): Generator<string> {
  yield path
  if (node.kind !== 'folder') return
  for (const [name, child] of node.entries)
    if (child.kind !== 'link') yield* beneath(`${path}/${name}`, child)
}

function change(
  call: Call,
  owner: Partial<Owner> | string,
  paths: readonly string[],
  recursive: boolean,
): ExecResult {
  if (typeof owner === 'string') return failed(`${call.name}: ${owner}`)
  if (paths.length === 0) return failed(`${call.name}: missing operand`)
  const { tree } = call.computer
  return forEach(call, paths, recursive ? 'cannot access' : 'changing ownership of', (path) => {
    const node = nodeAt(tree, call.process, path)
    for (const one of recursive ? beneath(path, node) : [path])
      files.changeOwner(tree, call.process, one, owner)
  })
}

const chown: Program = (call) => {
  const { flags, operands } = readOptions(call.args)
  const [owner = '', ...paths] = operands
  return change(call, readOwner(call, owner), paths, flags.has('R') || flags.has('recursive'))
}
const chgrp: Program = (call) => {
  const { flags, operands } = readOptions(call.args)
  const [group = '', ...paths] = operands
  return change(call, readOwner(call, `:${group}`), paths, flags.has('R'))
}

const mktemp: Program = (call) => {
  const { flags, operands } = readOptions(call.args, 'p')
  const folder = flags.get('p') || flags.get('tmpdir') || call.env.TMPDIR || '/tmp'
  const template = operands[0] ?? 'tmp.XXXXXXXXXX'
  const holes = /X{3,}(?=[^X/]*$)/.exec(template)
  if (holes === null) return failed(`mktemp: too few X's in template '${template}'`)
  const letters = randomBytes(holes[0].length)
    .toString('base64url')
    .replace(/[-_]/g, 'x')
    .slice(0, holes[0].length)
  const name = template.slice(0, holes.index) + letters + template.slice(holes.index + holes[0].length)
  const inFolder = operands[0] === undefined || flags.has('t') || flags.has('p') || flags.has('tmpdir')
  const path = inFolder ? `${folder}/${name}` : name
  const whole = resolvePath(call.cwd, path)
  try {
    if (flags.has('u')) return printed(`${path}\n`)
    if (flags.has('d')) files.makeFolder(call.computer.tree, call.process, whole, { mode: 0o700 })
    else files.writeFile(call.computer.tree, call.process, whole, new Uint8Array(0), 0o600)
  } catch (error) {
    return failed(
      `mktemp: failed to create ${flags.has('d') ? 'directory' : 'file'} via template '${path}': ${reason(error)}`,
    )
  }
  return printed(`${path}\n`)
}

const mkdir: Program = (call) => {
  const { flags, operands } = readOptions(call.args, 'm')
  const given = flags.get('m') ?? flags.get('mode')
  if (given !== undefined && !/^[0-7]{3,4}$/.test(given)) return failed(`mkdir: invalid mode '${given}'`)
  if (operands.length === 0) return failed('mkdir: missing operand')
  const { tree } = call.computer
  const recursive = flags.has('p') || flags.has('parents')
  return forEach(call, operands, 'cannot create directory', (path) => {
    const existed = recursive && locateFolder(call, path)
    files.makeFolder(tree, call.process, path, { recursive })
    // -m counts for the last folder alone, whatever the umask, and only when it is new.
    if (given !== undefined && !existed) files.changeMode(tree, call.process, path, Number.parseInt(given, 8))
  })
}
const locateFolder = (call: Call, path: string): boolean => {
  try {
    return locate(call.computer.tree, call.process, path, 'mkdir', 'follow').node !== undefined
  } catch {
    return false
  }
}

/** `install [-d] [-m MODE] [-o USER] [-g GROUP] FROM... TO`. */
const install: Program = (call) => {
  const { flags, operands } = readOptions(call.args, 'mogt')
  const { tree } = call.computer
  const mode = Number.parseInt(flags.get('m') || '755', 8)
  const owner = readOwner(call, `${flags.get('o') ?? ''}${flags.has('g') ? `:${flags.get('g')}` : ''}`)
  if (typeof owner === 'string') return failed(`install: ${owner}`)
  const finish = (path: string) => {
    files.changeMode(tree, call.process, path, mode)
    files.changeOwner(tree, call.process, path, owner)
  }
  if (flags.has('d')) {
    return forEach(call, operands, 'cannot create directory', (path) => {
      files.makeFolder(tree, call.process, path, { recursive: true })
      finish(path)
    })
  }
  const target = resolvePath(call.cwd, flags.get('t') ?? operands[operands.length - 1] ?? '')
  const sources = flags.has('t') ? operands : operands.slice(0, -1)
  if (sources.length === 0) return failed('install: missing file operand')
  const intoFolder = locateFolder(call, target) && nodeAt(tree, call.process, target).kind === 'folder'
  return forEach(call, sources, 'cannot stat', (path) => {
    const to = intoFolder ? `${target}/${path.slice(path.lastIndexOf('/') + 1)}` : target
    if (flags.has('D'))
      files.makeFolder(tree, call.process, to.slice(0, to.lastIndexOf('/')) || '/', { recursive: true })
    files.writeFile(tree, call.process, to, files.readFile(tree, call.process, path))
    finish(to)
  })
}

const realpath: Program = (call) => {
  const { operands } = readOptions(call.args)
  const out: string[] = []
  const result = forEach(call, operands, 'cannot resolve', (path) => {
    const place = locate(call.computer.tree, call.process, path, 'realpath', 'follow')
    if (place.node === undefined) throw fileError('ENOENT', 'realpath', path)
    out.push(`${place.path}\n`)
  })
  return { ...result, stdout: out.join('') }
}

const umask: Program = (call) => {
  const value = call.args.find((word) => /^[0-7]{1,4}$/.test(word))
  if (value === undefined) return printed(`${call.process.umask.toString(8).padStart(4, '0')}\n`)
  call.process.umask = Number.parseInt(value, 8) & 0o777
  return silent
}

export const fileTools: Readonly<Record<string, Program>> = {
  chown,
  chgrp,
  mktemp,
  mkdir,
  install,
  realpath,
  umask,
  sync: () => silent,
}
