import { type ByteString, type FsStat, type IFileSystem, unsafeBytesFromLatin1 } from 'just-bash'
import { noteLook, readForShell } from './execution.ts'
import * as files from './files.ts'
import type { Inode, Tree } from './inode.ts'
import { currentProcess } from './process.ts'
import { fileError, locate, may, nodeAt, resolvePath, want } from './tree.ts'

const toStat = (node: Inode): FsStat => ({
  isFile: node.kind === 'file' || node.kind === 'device',
  isDirectory: node.kind === 'folder',
  isSymbolicLink: node.kind === 'link',
  mode: node.mode,
  size: sizeOf(node),
  mtime: new Date(node.modifiedAt),
  ino: node.ino,
  dev: 1,
})

export const sizeOf = (node: Inode): number =>
  node.kind === 'file'
    ? node.content.length
    : node.kind === 'link'
      ? node.target.length
      : node.kind === 'folder'
        ? 4096
        : 0

/** Long scripts hand the thread back now and then, so that other machines on it, and an end of the connection, get their turn. */
let lastPause = 0
async function pause(): Promise<void> {
  const now = performance.now()
  if (now - lastPause < 20) return
  await new Promise((resolve) => setImmediate(resolve))
  lastPause = performance.now()
}

/** A machine's tree as just-bash asks for a file system; whoever runs at the moment is who it acts for. */
export function shellFiles(tree: Tree): IFileSystem {
  return { ...readers(tree), ...writers(tree), ...entries(tree), resolvePath }
}

type Readers = Pick<
  IFileSystem,
  'readFile' | 'readFileBytes' | 'readFileBuffer' | 'exists' | 'stat' | 'lstat' | 'readlink' | 'realpath'
>
function readers(tree: Tree): Readers {
  const read = (path: string) => files.readFile(tree, currentProcess(), path)
  return {
    readFile: async (path, options) => {
      const encoding = (typeof options === 'string' ? options : options?.encoding) ?? 'utf8'
      return Buffer.from(readForShell(tree, path, read(path))).toString(encoding)
    },
    readFileBytes: async (path): Promise<ByteString> =>
      unsafeBytesFromLatin1(Buffer.from(read(path)).toString('latin1')),
    readFileBuffer: async (path) => read(path),
    exists: async (path) => {
      await pause()
      try {
        return locate(tree, currentProcess(), path, 'access', 'follow').node !== undefined
      } catch {
        return false
      }
    },
    stat: async (path) => {
      noteLook(path)
      return toStat(nodeAt(tree, currentProcess(), path))
    },
    lstat: async (path) => toStat(nodeAt(tree, currentProcess(), path, 'lstat', 'stay')),
    readlink: async (path) => files.readLink(tree, currentProcess(), path),
    realpath: async (path) => {
      const place = locate(tree, currentProcess(), path, 'realpath', 'follow')
      if (place.node === undefined) throw fileError('ENOENT', 'realpath', path)
      return place.path
    },
  }
}

type Writers = Pick<IFileSystem, 'writeFile' | 'appendFile' | 'chmod' | 'utimes'>
function writers(tree: Tree): Writers {
  const bytes = (content: string | Uint8Array, options?: string | { encoding?: BufferEncoding }) =>
    typeof content === 'string'
      ? Buffer.from(
          content,
          ((typeof options === 'string' ? options : options?.encoding) ?? 'utf8') as BufferEncoding,
        )
      : Uint8Array.from(content)
  return {
    writeFile: async (path, content, options) =>
      files.writeFile(tree, currentProcess(), path, bytes(content, options)),
    appendFile: async (path, content, options) =>
      files.appendFile(tree, currentProcess(), path, bytes(content, options)),
    chmod: async (path, mode) => files.changeMode(tree, currentProcess(), path, mode),
    utimes: async (path, _accessed, modified) =>
      files.changeTime(tree, currentProcess(), path, modified.getTime()),
  }
}

type Entries = Pick<
  IFileSystem,
  'mkdir' | 'readdir' | 'readdirWithFileTypes' | 'rm' | 'cp' | 'mv' | 'symlink' | 'link' | 'getAllPaths'
>
function entries(tree: Tree): Entries {
  return {
    mkdir: async (path, options) =>
      files.makeFolder(tree, currentProcess(), path, { recursive: options?.recursive }),
    readdir: async (path) => [...files.listFolder(tree, currentProcess(), path).entries.keys()].sort(),
    // What walks a tree (find, du, grep -r) ends at the first error here, where the real ones go on: to those a folder that may
    // not be read is empty.
    readdirWithFileTypes: async (path) => {
      const who = currentProcess()
      const node = nodeAt(tree, who, path, 'scandir')
      if (node.kind === 'folder' && !may(who, node, want.read)) return []
      return [...files.listFolder(tree, who, path).entries]
        .map(([name, child]) => ({ name, ...toStat(child) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    rm: async (path, options) => {
      try {
        files.remove(tree, currentProcess(), path, { recursive: options?.recursive })
      } catch (error) {
        if (!(options?.force && error instanceof Error && error.message.startsWith('ENOENT'))) throw error
      }
    },
    cp: async (from, to, options) =>
      files.copy(tree, currentProcess(), from, to, options?.recursive ?? false),
    mv: async (from, to) => files.rename(tree, currentProcess(), from, to),
    symlink: async (target, path) => files.makeLink(tree, currentProcess(), target, path),
    link: async (existing, path) => files.makeHardLink(tree, currentProcess(), existing, path),
    // Globs are read folder by folder; a list of everything is only a short cut that a real system lacks too.
    getAllPaths: () => [],
  }
}
