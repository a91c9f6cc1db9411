import type { IFileSystem } from 'just-bash'
import type { OperatingSystem } from '../machine.ts'
import type { Surroundings } from '../worker-protocol.ts'
import { baseTree } from './base-tree.ts'
import { commandNames } from './commands/index.ts'
import type { Tree } from './inode.ts'
import type { Process } from './process.ts'
import { shellFiles } from './shell-files.ts'

/** One emulated computer: its disk, and what runs on it. */
export interface Computer {
  readonly instanceId: string
  readonly os: OperatingSystem
  readonly addresses: readonly string[]
  readonly metadata: Readonly<Record<string, string>>
  readonly tree: Tree
  readonly files: IFileSystem
  readonly processes: Map<number, Process>
  readonly around: Surroundings
  nextPid: number
  hostname: string
  bootedAt: number
  /** Aborted when the machine is switched off: every process ends. */
  power: AbortController
}

export interface ComputerOptions {
  readonly instanceId: string
  readonly hostname: string
  readonly os: OperatingSystem
  readonly addresses: readonly string[]
  readonly metadata: Readonly<Record<string, string>>
}

export function makeComputer(options: ComputerOptions, around: Surroundings): Computer {
  const tree = baseTree({
    hostname: options.hostname,
    instanceId: options.instanceId,
    os: options.os,
    commands: commandNames(options.os),
  })
  return {
    ...options,
    tree,
    files: shellFiles(tree),
    processes: new Map(),
    around,
    nextPid: 400,
    bootedAt: Date.now(),
    power: new AbortController(),
  }
}
