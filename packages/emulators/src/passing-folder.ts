import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unrefChild } from './machines/sshd/disk.ts'

/** A folder among the temporary files that does not outlive this program. */
export interface PassingFolder {
  readonly path: string
  /** Makes it, once; none is made after `remove`. Returns whether it is new. */
  readonly make: () => boolean
  readonly remove: () => void
}

/**
 * It ends when its standard input does, which is when the program ends, however that comes about, and takes the folder along. A
 * terminal's Ctrl-C is for the program, not for it. The program itself could only catch some signals, and not without changing what
 * they do to it.
 */
const keeper = `trap '' INT TERM HUP; read -r end || :; rm -rf -- "$1"`

/** Begun before the folder is there, so that there is no moment in which it has no keeper. Returns what ends it. */
function keep(path: string): () => void {
  if (process.platform === 'win32') return () => {}
  const child = spawn('sh', ['-c', keeper, 'sh', path], { stdio: ['pipe', 'ignore', 'ignore'], cwd: '/' })
  // Without a shell the folder goes with a program that ends by itself.
  child.on('error', () => {})
  child.stdin.on('error', () => {})
  unrefChild(child)
  return () => child.stdin.end()
}

const made = new Set<string>()

function sweep(): void {
  for (const path of made) rmSync(path, { recursive: true, force: true })
}

export function passingFolder(name: string): PassingFolder {
  const path = join(tmpdir(), `${name}-${randomBytes(6).toString('hex')}`)
  let removed = false
  let release = () => {}
  return {
    path,
    make: () => {
      if (removed || made.has(path)) return false
      release = keep(path)
      if (made.size === 0) process.on('exit', sweep)
      made.add(path)
      mkdirSync(path, { mode: 0o700 })
      return true
    },
    remove: () => {
      removed = true
      if (!made.delete(path)) return
      if (made.size === 0) process.off('exit', sweep)
      rmSync(path, { recursive: true, force: true })
      release()
    },
  }
}
