import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A machine's disk: this computer's files with a layer above that takes every change, in a mount namespace of its own. */
export interface Disk {
  /** The namespace, for nsenter. */
  readonly namespace: string
  /** The disk's root inside of the namespace. */
  readonly root: string
  /** Where a path of the disk is reached from outside. */
  readonly outside: (path: string) => string
  readonly release: () => Promise<void>
}

/**
 * One small process keeps the namespace, and with it the mounts, alive. It ends when its standard input does, and takes the folder
 * along: nothing is left even when this program is killed. A terminal's Ctrl-C is for the program, not for it.
 */
const keeper = [
  'set -e',
  "trap '' INT TERM HUP",
  'mount -t tmpfs -o size=512m,mode=755 machine "$1"',
  'mkdir "$1/upper" "$1/work" "$1/root"',
  'mount -t overlay machine -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"',
  'echo mounted',
  'read -r end || :',
  'umount -l "$1"',
  'rmdir "$1"',
].join('\n')

export async function makeDisk(): Promise<Disk> {
  const folder = await mkdtemp(join(tmpdir(), 'machine-'))
  const child = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', keeper, 'sh', folder])
  const release = async () => {
    await ended(child)
    // It is gone already, unless the keeper could not even begin.
    await rmdir(folder).catch(() => undefined)
  }
  try {
    await mounted(child)
  } catch (error) {
    await release()
    throw error
  }
  unrefChild(child)
  const root = join(folder, 'root')
  return {
    namespace: `/proc/${child.pid}/ns/mnt`,
    root,
    outside: (path) => `/proc/${child.pid}/root${join(root, path)}`,
    release,
  }
}

/** Lets the program end while a child runs; the child ends with it. */
export function unrefChild(child: ChildProcess): void {
  for (const handle of [child, child.stdin, child.stdout, child.stderr] as readonly unknown[]) {
    if (
      typeof handle === 'object' &&
      handle !== null &&
      'unref' in handle &&
      typeof handle.unref === 'function'
    ) {
      handle.unref()
    }
  }
}

async function mounted(child: ChildProcess): Promise<void> {
  let complaint = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () =>
      reject(new Error(`the machine's disk could not be mounted: ${complaint.trim()}`)),
    )
    child.stdout?.once('data', () => resolve())
  })
  child.removeAllListeners('exit')
}

/** Ends a process by closing its input, and waits for it. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  child.ref()
  const exit = once(child, 'exit')
  child.stdin?.end()
  await exit
}
