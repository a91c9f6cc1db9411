import type { ExecResult } from 'just-bash'
import { longLine } from '../file-handles.ts'
import { listFolder } from '../files.ts'
import type { FolderNode, Inode } from '../inode.ts'
import { nodeAt, reason, resolvePath } from '../tree.ts'
import { type Call, type Program, readOptions } from './program.ts'

type Flags = ReadonlyMap<string, string>
type Entry = readonly [name: string, node: Inode]

/** In the order that was asked for: by name, or with `-t` the newest first; `-r` the other way round. */
function ordered(entries: readonly Entry[], flags: Flags): readonly Entry[] {
  const byName = (a: Entry, b: Entry) => (a[0] < b[0] ? -1 : 1)
  const byTime = (a: Entry, b: Entry) => b[1].modifiedAt - a[1].modifiedAt
  const sorted = entries.toSorted(flags.has('t') ? byTime : byName)
  return flags.has('r') ? sorted.reverse() : sorted
}

const line = (call: Call, [name, node]: Entry, flags: Flags): string =>
  `${flags.has('l') ? longLine(call.computer.tree, name, node) : name}\n`

function folderLines(call: Call, folder: FolderNode, flags: Flags): string {
  const hidden = flags.has('a') || flags.has('A')
  const entries = [...folder.entries].filter(([name]) => hidden || !name.startsWith('.'))
  const selves: readonly Entry[] = flags.has('a')
    ? [
        ['.', folder],
        ['..', folder],
      ]
    : []
  const lines = [...selves, ...ordered(entries, flags)].map((entry) => line(call, entry, flags))
  return `${flags.has('l') ? `total ${entries.length * 4}\n` : ''}${lines.join('')}`
}

/** `ls`, one name a line as without a terminal, with real modes and owners. What walks down (`-R`) is left to just-bash's own. */
const ls: Program = async (call): Promise<ExecResult> => {
  const { flags, operands } = readOptions(call.args)
  const own = flags.has('R') ? await call.context.origCommand?.([...call.args]) : undefined
  if (own !== undefined) return own
  const { tree } = call.computer
  const complaints: string[] = []
  const single: Entry[] = []
  const folders: string[] = []
  for (const operand of operands.length === 0 ? ['.'] : operands) {
    const path = resolvePath(call.cwd, operand)
    try {
      const node = nodeAt(
        tree,
        call.process,
        path,
        'stat',
        flags.has('l') || flags.has('d') ? 'stay' : 'follow',
      )
      if (node.kind !== 'folder' || flags.has('d')) single.push([operand, node])
      else {
        const text = folderLines(call, listFolder(tree, call.process, path), flags)
        folders.push(operands.length > 1 ? `${operand}:\n${text}` : text)
      }
    } catch (error) {
      complaints.push(`ls: cannot access '${operand}': ${reason(error)}\n`)
    }
  }
  const files = ordered(single, flags).map((entry) => line(call, entry, flags))
  const blocks = [...(files.length === 0 ? [] : [files.join('')]), ...folders]
  return { stdout: blocks.join('\n'), stderr: complaints.join(''), exitCode: complaints.length === 0 ? 0 : 2 }
}

export const fileLists: Readonly<Record<string, Program>> = { ls }
