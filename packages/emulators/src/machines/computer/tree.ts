import { type FolderNode, type Identity, type Inode, root, type Tree } from './inode.ts'

/** An error as node:fs words it, which is what just-bash and the SFTP server read. */
export type FileError = Error & { readonly code: string }

const sentences = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EEXIST: 'file already exists',
  ENOTDIR: 'not a directory',
  EISDIR: 'illegal operation on a directory',
  ENOTEMPTY: 'directory not empty',
  ELOOP: 'too many symbolic links encountered',
  EINVAL: 'invalid argument',
  EBUSY: 'resource busy or locked',
} as const

export function fileError(code: keyof typeof sentences, call: string, path: string): FileError {
  return Object.assign(new Error(`${code}: ${sentences[code]}, ${call} '${path}'`), { code })
}

export const isFileError = (error: unknown): error is FileError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'

const spoken: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EEXIST: 'File exists',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
}
/** What the C library, and so every command, says for a file error. */
export const reason = (error: unknown): string =>
  (isFileError(error) ? spoken[error.code] : undefined) ??
  (error instanceof Error ? error.message : String(error))

export const want = { read: 4, write: 2, search: 1 } as const

/** The classic permission check. Root passes it, but for executing a file that nobody may execute. */
export function may(who: Identity, node: Inode, bits: number): boolean {
  if (who.uid === 0) return (bits & want.search) === 0 || node.kind === 'folder' || (node.mode & 0o111) !== 0
  const shift = who.uid === node.uid ? 6 : who.gid === node.gid || who.groups.includes(node.gid) ? 3 : 0
  return ((node.mode >> shift) & bits) === bits
}

/** Absolute, without `.`, `..` and doubled slashes, by text alone. */
export function resolvePath(base: string, path: string): string {
  const parts: string[] = []
  for (const part of `${path.startsWith('/') ? '' : `${base}/`}${path}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

/** Where a path leads: its folder, its last name there, and the node if it exists. */
export interface Place {
  readonly parent: FolderNode
  readonly name: string
  readonly path: string
  readonly node: Inode | undefined
}

/** How far a walk has come: the folders above, their names, and what is still to go. */
interface Walk {
  todo: string[]
  folders: FolderNode[]
  names: string[]
  links: number
}

const segments = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.')

/** Walks a path, following links on the way, and at its end unless told `stay`. Throws ENOENT, ENOTDIR, EACCES or ELOOP. */
export function locate(tree: Tree, who: Identity, path: string, call: string, end: 'follow' | 'stay'): Place {
  const walk: Walk = { todo: segments(path), folders: [tree.root], names: [], links: 0 }
  const here = (): FolderNode => walk.folders[walk.folders.length - 1] ?? tree.root
  let place: Place = { parent: tree.root, name: '', path: '/', node: tree.root }
  for (let part = walk.todo.shift(); part !== undefined; part = walk.todo.shift()) {
    const folder = here()
    if (!may(who, folder, want.search)) throw fileError('EACCES', call, path)
    const node = folder.entries.get(part)
    const last = walk.todo.length === 0
    if (part === '..') {
      goUp(walk)
      place = { parent: folder, name: part, path: `/${walk.names.join('/')}`, node: here() }
    } else if (node?.kind === 'link' && !(last && end === 'stay')) {
      if (++walk.links > 40) throw fileError('ELOOP', call, path)
      followLink(tree, walk, node.target)
      place = { parent: here(), name: '', path: `/${walk.names.join('/')}`, node: here() }
    } else {
      place = { parent: folder, name: part, path: `/${[...walk.names, part].join('/')}`, node }
      if (!last) enter(walk, part, node, call, path)
    }
  }
  return place
}

function goUp(walk: Walk): void {
  if (walk.folders.length === 1) return
  walk.folders.pop()
  walk.names.pop()
}

function followLink(tree: Tree, walk: Walk, target: string): void {
  walk.todo = [...segments(target), ...walk.todo]
  if (!target.startsWith('/')) return
  walk.folders = [tree.root]
  walk.names = []
}

function enter(walk: Walk, name: string, node: Inode | undefined, call: string, path: string): void {
  if (node === undefined) throw fileError('ENOENT', call, path)
  if (node.kind !== 'folder') throw fileError('ENOTDIR', call, path)
  walk.folders.push(node)
  walk.names.push(name)
}

/** The node at a path. Throws as `locate` does, and ENOENT where there is none. */
export function nodeAt(
  tree: Tree,
  who: Identity,
  path: string,
  call = 'stat',
  end: 'follow' | 'stay' = 'follow',
): Inode {
  const { node } = locate(tree, who, path, call, end)
  if (node === undefined) throw fileError('ENOENT', call, path)
  return node
}

/** The node at a path as the system itself sees it; undefined where there is none. */
export function findNode(tree: Tree, path: string): Inode | undefined {
  try {
    return locate(tree, root, path, 'stat', 'follow').node
  } catch {
    return undefined
  }
}
