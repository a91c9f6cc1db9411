import { describe, expect, it } from 'vitest'
import { writeAt } from './file-handles.ts'
import {
  type Actor,
  copy,
  makeFolder,
  makeHardLink,
  makeLink,
  readFile,
  remove,
  rename,
  writeFile,
} from './files.ts'
import { emptyTree, newFile, root, type Tree } from './inode.ts'
import { locate, nodeAt, reason } from './tree.ts'

const system: Actor = { ...root, umask: 0o022 }
const user: Actor = { uid: 1000, gid: 1000, groups: [1000, 10], umask: 0o077 }

function tree(): Tree {
  const made = emptyTree()
  makeFolder(made, system, '/home/user', { recursive: true })
  nodeAt(made, system, '/home/user').uid = 1000
  makeFolder(made, { ...system, umask: 0 }, '/tmp', { mode: 0o1777 })
  return made
}
const put = (made: Tree, who: Actor, path: string, text: string, mode?: number) =>
  writeFile(made, who, path, Buffer.from(text), mode)
const text = (made: Tree, who: Actor, path: string) => Buffer.from(readFile(made, who, path)).toString()

describe('the file system of a machine', () => {
  it('gives new files to who made them, with the mode less the umask', () => {
    const made = tree()
    put(made, user, '/home/user/a', 'a')
    expect(nodeAt(made, user, '/home/user/a')).toMatchObject({ uid: 1000, gid: 1000, mode: 0o600 })
  })

  it('lets only owner, group and others do what their bits say, and root everything', () => {
    const made = tree()
    put(made, system, '/secret', 's', 0o640)
    expect(() => readFile(made, user, '/secret')).toThrow(/^EACCES/)
    nodeAt(made, system, '/secret').gid = 10
    expect(text(made, user, '/secret')).toBe('s')
    expect(() => put(made, user, '/secret', 'x')).toThrow(/^EACCES/)
    expect(() => put(made, user, '/new', 'x')).toThrow(/^EACCES/)
    expect(() => rename(made, user, '/secret', '/home/user/s')).toThrow(/^EACCES/)
  })

  it('keeps users from taking away the files of others in a sticky folder', () => {
    const made = tree()
    put(made, system, '/tmp/of-root', 'x')
    expect(() => remove(made, user, '/tmp/of-root')).toThrow(/^EPERM/)
    put(made, user, '/tmp/own', 'x')
    remove(made, user, '/tmp/own')
    expect(locate(made, user, '/tmp/own', 'stat', 'follow').node).toBeUndefined()
  })

  it('follows links, relative ones too, and gives up on a circle', () => {
    const made = tree()
    put(made, system, '/tmp/target', 'found')
    makeLink(made, system, '../tmp/target', '/home/link')
    makeLink(made, system, '/home', '/alias')
    expect(text(made, system, '/alias/link')).toBe('found')
    expect(locate(made, system, '/alias/user/../link', 'stat', 'follow').path).toBe('/tmp/target')
    makeLink(made, system, '/loop', '/loop')
    expect(() => readFile(made, system, '/loop')).toThrow(/^ELOOP/)
  })

  it('shares content between hard links, and renames like the kernel', () => {
    const made = tree()
    put(made, system, '/tmp/one', '1')
    makeHardLink(made, system, '/tmp/one', '/tmp/two')
    put(made, system, '/tmp/two', '2')
    expect(text(made, system, '/tmp/one')).toBe('2')
    makeFolder(made, system, '/tmp/folder/inner', { recursive: true })
    expect(() => rename(made, system, '/tmp/folder', '/tmp/folder/inner/x')).toThrow(/^EINVAL/)
    expect(() => rename(made, system, '/tmp/one', '/tmp/folder')).toThrow(/^EISDIR/)
    rename(made, system, '/tmp/one', '/tmp/three')
    expect(text(made, system, '/tmp/three')).toBe('2')
  })

  it('copies folders, but not into themselves', () => {
    const made = tree()
    makeFolder(made, system, '/tmp/from/sub', { recursive: true })
    put(made, system, '/tmp/from/sub/file', 'x')
    copy(made, system, '/tmp/from', '/tmp/to', true)
    expect(text(made, system, '/tmp/to/sub/file')).toBe('x')
    expect(() => copy(made, system, '/tmp/from', '/tmp/from/again', true)).toThrow(/^EINVAL/)
    expect(() => copy(made, system, '/tmp/from', '/tmp/other', false)).toThrow(/^EISDIR/)
  })

  it('fills the gap before a write that begins past the end', () => {
    const file = newFile(tree(), 0o644, root, Buffer.from('ab'))
    writeAt(file, 4, Buffer.from('cd'))
    writeAt(file, 6, Buffer.from('e'))
    writeAt(file, 0, Buffer.from('A'))
    expect(Buffer.from(file.content).toString('latin1')).toBe('Ab\0\0cde')
  })

  it('says errors in the words of the C library', () => {
    let said = ''
    try {
      readFile(tree(), user, '/nothing')
    } catch (error) {
      said = reason(error)
    }
    expect(said).toBe('No such file or directory')
  })
})
