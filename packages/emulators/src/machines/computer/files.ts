import {
  type FileNode,
  type FolderNode,
  type Identity,
  type Inode,
  newFile,
  newFolder,
  newLink,
  type Owner,
  type Tree,
} from './inode.ts'
import { fileError, locate, may, nodeAt, type Place, want } from './tree.ts'

/** What a process brings to a file operation: who it is, and which mode bits new files lose. */
export interface Actor extends Identity {
  readonly umask: number
}

function requireWritableParent(who: Identity, place: Place, call: string): void {
  if (!may(who, place.parent, want.write | want.search)) throw fileError('EACCES', call, place.path)
}

/** In a sticky folder such as /tmp only the owner of an entry, of the folder, or root takes it away. */
function requireRemovable(who: Identity, place: Place, node: Inode, call: string): void {
  requireWritableParent(who, place, call)
  const sticky = (place.parent.mode & 0o1000) !== 0
  if (sticky && who.uid !== 0 && who.uid !== node.uid && who.uid !== place.parent.uid) {
    throw fileError('EPERM', call, place.path)
  }
}

export function readFile(tree: Tree, who: Actor, path: string): Uint8Array {
  const node = nodeAt(tree, who, path, 'open')
  if (!may(who, node, want.read)) throw fileError('EACCES', 'open', path)
  if (node.kind === 'file') return node.content
  if (node.kind === 'device') return node.read()
  throw fileError('EISDIR', 'read', path)
}

/** Opens for writing and makes the file where there is none; `mode` counts for a new one, less the umask. */
export function openForWriting(
  tree: Tree,
  who: Actor,
  path: string,
  options: { readonly mode?: number | undefined; readonly exclusive?: boolean | undefined } = {},
): FileNode | undefined {
  const place = locate(tree, who, path, 'open', 'follow')
  if (place.node === undefined) {
    requireWritableParent(who, place, 'open')
    const file = newFile(tree, (options.mode ?? 0o666) & ~who.umask, who, new Uint8Array(0))
    place.parent.entries.set(place.name, file)
    place.parent.modifiedAt = Date.now()
    return file
  }
  if (options.exclusive) throw fileError('EEXIST', 'open', path)
  if (place.node.kind === 'folder') throw fileError('EISDIR', 'open', path)
  if (!may(who, place.node, want.write)) throw fileError('EACCES', 'open', path)
  return place.node.kind === 'file' ? place.node : undefined
}

export function writeFile(tree: Tree, who: Actor, path: string, content: Uint8Array, mode?: number): void {
  const file = openForWriting(tree, who, path, { mode })
  if (file === undefined) return
  file.content = content
  file.modifiedAt = Date.now()
}

export function appendFile(tree: Tree, who: Actor, path: string, content: Uint8Array): void {
  const file = openForWriting(tree, who, path)
  if (file === undefined) return
  file.content = Buffer.concat([file.content, content])
  file.modifiedAt = Date.now()
}

export function makeFolder(
  tree: Tree,
  who: Actor,
  path: string,
  options: { readonly recursive?: boolean | undefined; readonly mode?: number | undefined } = {},
): void {
  if (options.recursive) {
    const parts = path.split('/').filter(Boolean)
    for (let count = 1; count < parts.length; count++) {
      const above = `/${parts.slice(0, count).join('/')}`
      if (locate(tree, who, above, 'mkdir', 'follow').node === undefined) makeFolder(tree, who, above)
    }
  }
  const place = locate(tree, who, path, 'mkdir', 'follow')
  if (place.node !== undefined) {
    if (options.recursive && place.node.kind === 'folder') return
    throw fileError('EEXIST', 'mkdir', path)
  }
  requireWritableParent(who, place, 'mkdir')
  place.parent.entries.set(place.name, newFolder(tree, (options.mode ?? 0o777) & ~who.umask, who))
  place.parent.modifiedAt = Date.now()
}

export function listFolder(tree: Tree, who: Actor, path: string): FolderNode {
  const node = nodeAt(tree, who, path, 'scandir')
  if (node.kind !== 'folder') throw fileError('ENOTDIR', 'scandir', path)
  if (!may(who, node, want.read)) throw fileError('EACCES', 'scandir', path)
  return node
}

/** Takes a path away; a folder with entries only when told `recursive`. */
export function remove(
  tree: Tree,
  who: Actor,
  path: string,
  options: { readonly recursive?: boolean | undefined; readonly folder?: boolean | undefined } = {},
): void {
  const place = locate(tree, who, path, 'rm', 'stay')
  if (place.node === undefined) throw fileError('ENOENT', 'rm', path)
  if (place.node === tree.root) throw fileError('EBUSY', 'rm', path)
  if (place.node.kind === 'folder') {
    if (options.folder === false) throw fileError('EISDIR', 'unlink', path)
    const names = [...place.node.entries.keys()]
    if (names.length > 0 && !options.recursive) throw fileError('ENOTEMPTY', 'rm', path)
    for (const name of names) remove(tree, who, `${place.path}/${name}`, { recursive: true })
  }
  requireRemovable(who, place, place.node, 'rm')
  place.parent.entries.delete(place.name)
  place.parent.modifiedAt = Date.now()
}

/** rename(2): replaces a file, or an empty folder by a folder. */
export function rename(tree: Tree, who: Actor, from: string, to: string): void {
  const source = locate(tree, who, from, 'rename', 'stay')
  if (source.node === undefined) throw fileError('ENOENT', 'rename', from)
  const target = locate(tree, who, to, 'rename', 'stay')
  if (target.node === source.node) return
  if (`${target.path}/`.startsWith(`${source.path}/`)) throw fileError('EINVAL', 'rename', to)
  requireRemovable(who, source, source.node, 'rename')
  requireWritableParent(who, target, 'rename')
  if (target.node !== undefined) {
    requireRemovable(who, target, target.node, 'rename')
    if (target.node.kind === 'folder' && source.node.kind !== 'folder')
      throw fileError('EISDIR', 'rename', to)
    if (target.node.kind !== 'folder' && source.node.kind === 'folder')
      throw fileError('ENOTDIR', 'rename', to)
    if (target.node.kind === 'folder' && target.node.entries.size > 0)
      throw fileError('ENOTEMPTY', 'rename', to)
  }
  source.parent.entries.delete(source.name)
  target.parent.entries.set(target.name, source.node)
  source.parent.modifiedAt = target.parent.modifiedAt = Date.now()
}

export function makeLink(tree: Tree, who: Actor, target: string, path: string): void {
  const place = locate(tree, who, path, 'symlink', 'stay')
  if (place.node !== undefined) throw fileError('EEXIST', 'symlink', path)
  requireWritableParent(who, place, 'symlink')
  place.parent.entries.set(place.name, newLink(tree, who, target))
}

export function makeHardLink(tree: Tree, who: Actor, existing: string, path: string): void {
  const node = nodeAt(tree, who, existing, 'link')
  if (node.kind === 'folder') throw fileError('EPERM', 'link', existing)
  const place = locate(tree, who, path, 'link', 'stay')
  if (place.node !== undefined) throw fileError('EEXIST', 'link', path)
  requireWritableParent(who, place, 'link')
  place.parent.entries.set(place.name, node)
}

export function readLink(tree: Tree, who: Actor, path: string): string {
  const node = nodeAt(tree, who, path, 'readlink', 'stay')
  if (node.kind !== 'link') throw fileError('EINVAL', 'readlink', path)
  return node.target
}

/** Mode bits belong to the owner and to root; a link's own are not changed, as with chmod(2). */
export function changeMode(tree: Tree, who: Actor, path: string, mode: number): void {
  const node = nodeAt(tree, who, path, 'chmod')
  if (who.uid !== 0 && who.uid !== node.uid) throw fileError('EPERM', 'chmod', path)
  node.mode = mode & 0o7777
}

/** Only root gives files away; an owner may choose among its own groups. */
export function changeOwner(tree: Tree, who: Actor, path: string, owner: Partial<Owner>): void {
  const node = nodeAt(tree, who, path, 'chown')
  const ownGroup = owner.gid === undefined || owner.gid === node.gid || who.groups.includes(owner.gid)
  const allowed = who.uid === 0 || (who.uid === node.uid && (owner.uid ?? node.uid) === node.uid && ownGroup)
  if (!allowed) throw fileError('EPERM', 'chown', path)
  node.uid = owner.uid ?? node.uid
  node.gid = owner.gid ?? node.gid
}

export function changeTime(tree: Tree, who: Actor, path: string, modifiedAt: number): void {
  const node = nodeAt(tree, who, path, 'utime')
  if (who.uid !== 0 && who.uid !== node.uid) throw fileError('EPERM', 'utime', path)
  node.modifiedAt = modifiedAt
}

/** Copies content and mode; what is new belongs to who copies. */
export function copy(tree: Tree, who: Actor, from: string, to: string, recursive: boolean): void {
  const node = nodeAt(tree, who, from, 'cp', recursive ? 'stay' : 'follow')
  if (node.kind === 'link') makeLink(tree, who, node.target, to)
  else if (node.kind !== 'folder') writeFile(tree, who, to, readFile(tree, who, from), node.mode)
  else if (recursive) copyFolder(tree, who, from, to, node.mode)
  else throw fileError('EISDIR', 'cp', from)
}

function copyFolder(tree: Tree, who: Actor, from: string, to: string, mode: number): void {
  const target = locate(tree, who, to, 'cp', 'follow')
  if (`${target.path}/`.startsWith(`${locate(tree, who, from, 'cp', 'follow').path}/`)) {
    throw fileError('EINVAL', 'cp', to)
  }
  if (target.node === undefined) makeFolder(tree, who, to, { mode })
  for (const name of listFolder(tree, who, from).entries.keys()) {
    copy(tree, who, `${from}/${name}`, `${to}/${name}`, true)
  }
}
