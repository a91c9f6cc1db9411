import { AsyncLocalStorage } from 'node:async_hooks'
import type { Computer } from './computer.ts'
import type { Actor } from './files.ts'
import { root } from './inode.ts'

/** A running shell or program of a machine. It is the ambient actor of every file operation that happens beneath it. */
export interface Process extends Actor {
  /** The machine it runs on; the kernel's own doings have none. */
  readonly computer?: Computer
  readonly pid: number
  readonly parent: number
  readonly user: string
  readonly command: string
  readonly startedAt: number
  /** How many shells are around this one. */
  readonly depth: number
  /** What `trap` has set, by signal; EXIT runs when the shell ends. */
  readonly traps: Map<string, string>
  readonly end: AbortController
  umask: number
  /** The shell's variables as the last command that looked found them: after an `exit` an EXIT trap knows no later ones. */
  variables?: ReadonlyMap<string, string>
}

const current = new AsyncLocalStorage<Process>()

/** What the machine itself does, outside of any login: as root. */
export const kernel: Process = {
  ...root,
  pid: 1,
  parent: 0,
  user: 'root',
  command: '/sbin/init',
  startedAt: Date.now(),
  depth: 0,
  traps: new Map(),
  end: new AbortController(),
  umask: 0o022,
}

export const currentProcess = (): Process => current.getStore() ?? kernel
export const runAs = <T>(process: Process, work: () => T): T => current.run(process, work)
