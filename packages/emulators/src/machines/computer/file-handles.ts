import type { FileAttributes, FileChanges, NamedFile, OpenFile } from '../worker-protocol.ts'
import { findAccount, findGroup } from './accounts.ts'
import * as files from './files.ts'
import type { FileNode, Inode, Tree } from './inode.ts'
import { sizeOf } from './shell-files.ts'
import { fileError, locate, may, nodeAt, want } from './tree.ts'

const typeBits = { file: 0o100000, folder: 0o040000, link: 0o120000, device: 0o020000 } as const

/** As SFTP version 3 tells them: the type within the mode, times in seconds. */
export const attributesOf = (node: Inode): FileAttributes => {
  const mtime = Math.floor(node.modifiedAt / 1000)
  return {
    mode: typeBits[node.kind] | node.mode,
    size: sizeOf(node),
    uid: node.uid,
    gid: node.gid,
    mtime,
    atime: mtime,
  }
}

/** `drwxr-xr-x`. */
export function modeText(node: Inode): string {
  const letters = 'rwxrwxrwx'
  const type = { file: '-', folder: 'd', link: 'l', device: 'c' }[node.kind]
  const bits = [...letters].map((letter, index) => ((node.mode >> (8 - index)) & 1 ? letter : '-'))
  if (node.mode & 0o1000) bits[8] = bits[8] === 'x' ? 't' : 'T'
  if (node.mode & 0o2000) bits[5] = bits[5] === 'x' ? 's' : 'S'
  if (node.mode & 0o4000) bits[2] = bits[2] === 'x' ? 's' : 'S'
  return `${type}${bits.join('')}`
}

/** A line as `ls -l` shows it. */
export function longLine(tree: Tree, name: string, node: Inode): string {
  const user = findAccount(tree, node.uid)?.name ?? String(node.uid)
  const group = findGroup(tree, node.gid)?.name ?? String(node.gid)
  const [, month, day, , time = ''] = new Date(node.modifiedAt)
    .toUTCString()
    .replace(',', '')
    .split(' ')
    .map((word, index, all) => (index === 1 ? (all[2] ?? '') : index === 2 ? (all[1] ?? '') : word))
  const target = node.kind === 'link' ? ` -> ${node.target}` : ''
  return `${modeText(node)} 1 ${user} ${group} ${String(sizeOf(node)).padStart(5)} ${month} ${day} ${time.slice(0, 5)} ${name}${target}`
}

/** Opens as open(2) does; the node stays open when its name goes. */
export function openNode(tree: Tree, who: files.Actor, path: string, how: OpenFile): Inode {
  const place = locate(tree, who, path, 'open', 'follow')
  if (place.node === undefined && !how.create) throw fileError('ENOENT', 'open', path)
  if (place.node?.kind === 'folder') throw fileError('EISDIR', 'open', path)
  if (how.read && place.node !== undefined && !may(who, place.node, want.read))
    throw fileError('EACCES', 'open', path)
  if (!how.write) return place.node ?? nodeAt(tree, who, path, 'open')
  const node = files.openForWriting(tree, who, path, {
    mode: how.mode,
    exclusive: how.exclusive && how.create,
  })
  if (node === undefined) return nodeAt(tree, who, path, 'open')
  if (how.truncate) node.content = new Uint8Array(0)
  return node
}

/** Writes into a file; a gap before `from` is filled with zeros. The buffer grows by doubling, as uploads come in small pieces. */
export function writeAt(node: FileNode, from: number, content: Uint8Array): void {
  const length = Math.max(node.content.length, from + content.length)
  let room = node.content
  if (length > room.length) {
    const whole = new Uint8Array(room.buffer, room.byteOffset, room.buffer.byteLength - room.byteOffset)
    if (growing.has(room.buffer) && whole.length >= length) room = whole.subarray(0, length)
    else {
      const buffer = new ArrayBuffer(Math.max(length, room.length * 2))
      growing.add(buffer)
      new Uint8Array(buffer).set(room)
      room = new Uint8Array(buffer, 0, length)
    }
  }
  room.set(content, from)
  node.content = room
  node.modifiedAt = Date.now()
}
/** Buffers made here, whose unused end nobody else sees. */
const growing = new WeakSet<ArrayBufferLike>()

export function changeAttributes(tree: Tree, who: files.Actor, path: string, changes: FileChanges): void {
  const node = nodeAt(tree, who, path, 'setstat')
  if (changes.size !== undefined) {
    if (node.kind !== 'file') throw fileError('EISDIR', 'truncate', path)
    if (!may(who, node, want.write)) throw fileError('EACCES', 'truncate', path)
    const content = new Uint8Array(changes.size)
    content.set(node.content.subarray(0, changes.size))
    node.content = content
  }
  if (changes.uid !== undefined || changes.gid !== undefined) {
    files.changeOwner(tree, who, path, {
      ...(changes.uid === undefined ? {} : { uid: changes.uid }),
      ...(changes.gid === undefined ? {} : { gid: changes.gid }),
    })
  }
  if (changes.mode !== undefined) files.changeMode(tree, who, path, changes.mode)
  if (changes.mtime !== undefined) files.changeTime(tree, who, path, changes.mtime * 1000)
}

export function namedFiles(tree: Tree, who: files.Actor, path: string): NamedFile[] {
  const folder = files.listFolder(tree, who, path)
  const self: [string, Inode][] = [
    ['.', folder],
    ['..', folder],
  ]
  return [...self, ...folder.entries].map(([filename, node]) => ({
    filename,
    longname: longLine(tree, filename, node),
    attrs: attributesOf(node),
  }))
}
