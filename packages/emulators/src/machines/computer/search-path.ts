import type { Tree } from './inode.ts'
import { findNode, resolvePath } from './tree.ts'

/** Where PATH finds a program, or undefined. A name with a slash is a path already. */
export function searchPath(tree: Tree, path: string, cwd: string, name: string): string | undefined {
  const places = name.includes('/')
    ? [resolvePath(cwd, name)]
    : path.split(':').map((folder) => `${resolvePath(cwd, folder)}/${name}`)
  return places.find((place) => {
    const node = findNode(tree, place)
    return node?.kind === 'file' && (node.mode & 0o111) !== 0
  })
}
