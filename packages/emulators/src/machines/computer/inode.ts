/** Who acts: what the file system asks before it allows something. uid 0 may do everything. */
export interface Identity {
  readonly uid: number
  readonly gid: number
  readonly groups: readonly number[]
}
export const root: Identity = { uid: 0, gid: 0, groups: [0] }

interface Common {
  readonly ino: number
  mode: number
  uid: number
  gid: number
  modifiedAt: number
}
export interface FileNode extends Common {
  readonly kind: 'file'
  content: Uint8Array
}
export interface FolderNode extends Common {
  readonly kind: 'folder'
  readonly entries: Map<string, Inode>
}
export interface LinkNode extends Common {
  readonly kind: 'link'
  readonly target: string
}
/** A character device: `/dev/null` and its like. */
export interface DeviceNode extends Common {
  readonly kind: 'device'
  readonly read: () => Uint8Array
}
export type Inode = FileNode | FolderNode | LinkNode | DeviceNode

export interface Tree {
  readonly root: FolderNode
  nextIno: number
}

export interface Owner {
  readonly uid: number
  readonly gid: number
}

export function emptyTree(): Tree {
  return {
    root: { kind: 'folder', ino: 2, mode: 0o755, uid: 0, gid: 0, modifiedAt: Date.now(), entries: new Map() },
    nextIno: 3,
  }
}

const common = (tree: Tree, mode: number, owner: Owner): Common => ({
  ino: tree.nextIno++,
  mode,
  uid: owner.uid,
  gid: owner.gid,
  modifiedAt: Date.now(),
})

export const newFile = (tree: Tree, mode: number, owner: Owner, content: Uint8Array): FileNode => ({
  ...common(tree, mode, owner),
  kind: 'file',
  content,
})
export const newFolder = (tree: Tree, mode: number, owner: Owner): FolderNode => ({
  ...common(tree, mode, owner),
  kind: 'folder',
  entries: new Map(),
})
export const newLink = (tree: Tree, owner: Owner, target: string): LinkNode => ({
  ...common(tree, 0o777, owner),
  kind: 'link',
  target,
})
export const newDevice = (tree: Tree, read: () => Uint8Array): DeviceNode => ({
  ...common(tree, 0o666, root),
  kind: 'device',
  read,
})
