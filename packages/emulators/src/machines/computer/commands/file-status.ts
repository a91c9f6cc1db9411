import type { ExecResult } from 'just-bash'
import { findAccount, findGroup } from '../accounts.ts'
import { attributesOf, modeText } from '../file-handles.ts'
import type { Inode, Tree } from '../inode.ts'
import { sizeOf } from '../shell-files.ts'
import { nodeAt, reason, resolvePath } from '../tree.ts'
import { type Call, failed, optionsFirst, type Program, readOptions } from './program.ts'

interface Subject {
  readonly tree: Tree
  /** As it was given. */
  readonly name: string
  readonly node: Inode
}

const kind = ({ node }: Subject): string => {
  if (node.kind === 'file') return sizeOf(node) === 0 ? 'regular empty file' : 'regular file'
  return { folder: 'directory', link: 'symbolic link', device: 'character special file' }[node.kind]
}

/** `2026-11-23 06:12:11.083000000 +0000`. */
const time = ({ node }: Subject): string =>
  `${new Date(node.modifiedAt).toISOString().replace('T', ' ').replace('Z', '')}000000 +0000`
const epoch = ({ node }: Subject): string => String(Math.floor(node.modifiedAt / 1000))

/** What each letter of a format stands for; a file here has one time, that of its last change. */
const fields: Readonly<Record<string, (subject: Subject) => string>> = {
  a: ({ node }) => node.mode.toString(8),
  A: ({ node }) => modeText(node),
  b: ({ node }) => String(Math.ceil(sizeOf(node) / 4096) * 8),
  B: () => '512',
  d: () => '51713',
  D: () => 'ca01',
  f: ({ node }) => attributesOf(node).mode.toString(16),
  F: kind,
  g: ({ node }) => String(node.gid),
  G: ({ tree, node }) => findGroup(tree, node.gid)?.name ?? 'UNKNOWN',
  h: () => '1',
  i: ({ node }) => String(node.ino),
  n: ({ name }) => name,
  N: ({ name, node }) => (node.kind === 'link' ? `'${name}' -> '${node.target}'` : `'${name}'`),
  o: () => '4096',
  s: ({ node }) => String(sizeOf(node)),
  u: ({ node }) => String(node.uid),
  U: ({ tree, node }) => findAccount(tree, node.uid)?.name ?? 'UNKNOWN',
  w: () => '-',
  W: () => '0',
  x: time,
  X: epoch,
  y: time,
  Y: epoch,
  z: time,
  Z: epoch,
  '%': () => '%',
}

/** Without a format: everything. */
const whole = ({
  name,
  node,
}: Pick<
  Subject,
  'name' | 'node'
>) => `  File: ${literal(node.kind === 'link' ? `${name} -> ${node.target}` : name)}
  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F
Device: %Dh/%dd\tInode: %-11i Links: %h
Access: (%04a/%A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)
Access: %x
Modify: %y
Change: %z
 Birth: %w
`

const literal = (text: string): string => text.replaceAll('%', '%%')

/** A letter after `%`, with a width before it: `-` fills up on the right, `0` with zeros. */
const filled = (format: string, subject: Subject): string =>
  format.replace(/%([-0]?)(\d*)([a-zA-Z%])/g, (_, flag: string, width: string, letter: string) => {
    const text = fields[letter]?.(subject) ?? '?'
    return flag === '-' ? text.padEnd(Number(width)) : text.padStart(Number(width), flag || ' ')
  })

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '0': '\0', '\\': '\\', '"': '"' }
const unescaped = (format: string): string =>
  format.replace(/\\([nt0\\"])/g, (_, letter: string) => escapes[letter] ?? '')

function formatOf(flags: ReadonlyMap<string, string>, subject: Subject): string {
  const printf = flags.get('printf')
  if (printf !== undefined) return unescaped(printf)
  const format = flags.get('c') ?? flags.get('format')
  return format === undefined ? whole(subject) : `${format}\n`
}

/** `stat [-L] [-c FORMAT | --format=FORMAT | --printf=FORMAT] FILE...`, as the core utilities have it. */
const stat: Program = (call: Call): ExecResult => {
  const { flags, operands } = readOptions(optionsFirst(call.args, 'c', ['--format', '--printf']), 'c')
  const strange = [...flags.keys()].find(
    (flag) => !['L', 'dereference', 'c', 'format', 'printf'].includes(flag),
  )
  if (strange !== undefined) return failed(`stat: option '${strange}' is not known to this machine`)
  if (operands.length === 0) return failed("stat: missing operand\nTry 'stat --help' for more information.")
  const end = flags.has('L') || flags.has('dereference') ? 'follow' : 'stay'
  const { tree } = call.computer
  let stdout = ''
  let stderr = ''
  for (const name of operands) {
    try {
      const node = nodeAt(tree, call.process, resolvePath(call.cwd, name), 'stat', end)
      const subject = { tree, name, node }
      stdout += filled(formatOf(flags, subject), subject)
    } catch (error) {
      stderr += `stat: cannot statx '${name}': ${reason(error)}\n`
    }
  }
  return { stdout, stderr, exitCode: stderr === '' ? 0 : 1 }
}

export const fileStatus: Readonly<Record<string, Program>> = { stat }
