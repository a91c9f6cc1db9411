import type { ExecResult } from 'just-bash'
import { longLine } from '../file-handles.ts'
import { listFolder } from '../files.ts'
import type { FolderNode, Inode } from '../inode.ts'
import { nodeAt, reason, resolvePath } from '../tree.ts'
import { type Call, optionsFirst, type Program, readOptions } from './program.ts'

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

/** What is asked of one folder, and what it is called in the answer. */
interface Listed {
  readonly title: string
  readonly path: string
  readonly folder: FolderNode
}

const shownEntries = (folder: FolderNode, flags: Flags): readonly Entry[] => {
  const hidden = flags.has('a') || flags.has('A')
  return ordered(
    [...folder.entries].filter(([name]) => hidden || !name.startsWith('.')),
    flags,
  )
}

function folderLines(call: Call, { path, folder }: Listed, flags: Flags): string {
  const entries = shownEntries(folder, flags)
  const above = nodeAt(call.computer.tree, call.process, resolvePath(path, '..'))
  const selves: readonly Entry[] = flags.has('a')
    ? [
        ['.', folder],
        ['..', above],
      ]
    : []
  const lines = [...selves, ...entries].map((entry) => line(call, entry, flags))
  return `${flags.has('l') ? `total ${entries.length * 4}\n` : ''}${lines.join('')}`
}

/** What `ls` has to say: a block for each folder, and complaints of those that it may not read. */
interface Answer {
  readonly blocks: string[]
  readonly complaints: string[]
}

/** A folder, and with `-R` those beneath it; links are not followed. */
function listOne(
  call: Call,
  { title, path }: Omit<Listed, 'folder'>,
  flags: Flags,
  titled: boolean,
  to: Answer,
): void {
  let folder: FolderNode
  try {
    folder = listFolder(call.computer.tree, call.process, path)
  } catch (error) {
    to.complaints.push(`ls: cannot open directory '${title}': ${reason(error)}\n`)
    return
  }
  const text = folderLines(call, { title, path, folder }, flags)
  to.blocks.push(titled ? `${title}:\n${text}` : text)
  if (!flags.has('R')) return
  for (const [name, node] of shownEntries(folder, flags)) {
    if (node.kind !== 'folder') continue
    listOne(call, { title: `${title.replace(/\/$/, '')}/${name}`, path: `${path}/${name}` }, flags, true, to)
  }
}

/** `ls`, one name a line as without a terminal, with real modes and owners. */
const ls: Program = (call): ExecResult => {
  const { flags, operands } = readOptions(optionsFirst(call.args))
  const answer: Answer = { blocks: [], complaints: [] }
  const single: Entry[] = []
  const folders: string[] = []
  for (const operand of operands.length === 0 ? ['.'] : operands) {
    try {
      const end = flags.has('l') || flags.has('d') ? 'stay' : 'follow'
      const node = nodeAt(call.computer.tree, call.process, resolvePath(call.cwd, operand), 'stat', end)
      if (node.kind !== 'folder' || flags.has('d')) single.push([operand, node])
      else folders.push(operand)
    } catch (error) {
      answer.complaints.push(`ls: cannot access '${operand}': ${reason(error)}\n`)
    }
  }
  const titled = flags.has('R') || operands.length > 1
  for (const title of folders)
    listOne(call, { title, path: resolvePath(call.cwd, title) }, flags, titled, answer)
  const files = ordered(single, flags).map((entry) => line(call, entry, flags))
  const blocks = [...(files.length === 0 ? [] : [files.join('')]), ...answer.blocks]
  const exitCode = answer.complaints.length === 0 ? 0 : 2
  return { stdout: blocks.join('\n'), stderr: answer.complaints.join(''), exitCode }
}

export const fileLists: Readonly<Record<string, Program>> = { ls }
