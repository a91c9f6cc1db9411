import type { FileHandle } from 'node:fs/promises'

/** What happens at a step, which is a call of the file system; steps are counted from 1. */
export type DiskFault =
  | { readonly kind: 'fails' | 'fails from here on'; readonly step: number; readonly code: string }
  /** The process ends before the step, or in its middle. */
  | { readonly kind: 'killed before' | 'killed in'; readonly step: number }

/** The disk of a cell: what is wrong with it, and what it was asked to do. */
export interface FaultyDisk {
  fault: DiskFault | undefined
  /** The names of the steps so far; `undefined` while nobody counts. */
  steps: string[] | undefined
  /** Called where the process ends. */
  killed: () => void
  /** Files of the process that is gone. */
  readonly orphans: Set<FileHandle>
}

type Call = (...args: never[]) => Promise<unknown>
type Step = (name: string, whole: () => Promise<unknown>, half: () => Promise<unknown>) => Promise<unknown>

/** The calls of `node:fs/promises`, each of them a step of the disk. */
export function faulty<T extends object>(fs: T, disk: FaultyDisk): T {
  const step = stepOf(disk)
  const wrapped = Object.entries(fs).map(([name, call]) => [
    name,
    typeof call === 'function' ? wrap(name, call as Call, fs, disk, step) : call,
  ])
  return Object.fromEntries(wrapped) as T
}

function wrap(name: string, call: Call, fs: object, disk: FaultyDisk, step: Step): Call {
  return (...args) => {
    const whole = async () => {
      const given = await call(...args)
      return name === 'open' && disk.steps !== undefined
        ? steppingFile(given as FileHandle, disk, step)
        : given
    }
    const half = async () => {
      if (name === 'rm') await halfRemoved(fs, String(args[0]))
    }
    return step(name, whole, half)
  }
}

/** A folder that is being removed when the process ends has lost something. */
async function halfRemoved(fs: object, path: string): Promise<void> {
  const { readdir, rm } = fs as {
    readdir: (path: string) => Promise<string[]>
    rm: (path: string) => Promise<void>
  }
  const [first] = await readdir(path).catch(() => [])
  if (first !== undefined) await rm(`${path}/${first}`).catch(() => {})
}

function stepOf(disk: FaultyDisk): Step {
  return (name, whole, half) => {
    const { fault, steps } = disk
    if (steps === undefined) return whole()
    steps.push(name)
    const now = steps.length
    if (fault === undefined || now < fault.step) return whole()
    if (!('code' in fault)) {
      const last = fault.kind === 'killed in' && now === fault.step ? half() : Promise.resolve()
      return last.then(() => {
        disk.killed()
        return new Promise(() => {})
      })
    }
    if (fault.kind === 'fails' && now > fault.step) return whole()
    const { code } = fault
    // A file is closed also where that fails.
    const before = name === 'file.close' ? whole() : Promise.resolve()
    return before.then(() => Promise.reject(Object.assign(new Error(`${code}: ${name}`), { code })))
  }
}

const fileCalls = ['read', 'write', 'writeFile', 'sync', 'stat', 'truncate', 'close'] as const

function steppingFile(file: FileHandle, disk: FaultyDisk, step: Step): FileHandle {
  disk.orphans.add(file)
  for (const name of fileCalls) {
    const call = file[name].bind(file) as Call
    const stepping: Call = (...args) =>
      step(
        `file.${name}`,
        async () => {
          if (name === 'close') disk.orphans.delete(file)
          // No power fails here, and to wait for the disk would take most of the time.
          return name === 'sync' ? undefined : call(...args)
        },
        async () => {
          if (name === 'write') await halfWritten(file, args)
        },
      )
    Object.defineProperty(file, name, { value: stepping })
  }
  return file
}

async function halfWritten(file: FileHandle, args: readonly unknown[]): Promise<void> {
  const [bytes, , length, position] = args as [Uint8Array, number, number, number]
  await Object.getPrototypeOf(file).write.call(file, bytes, 0, Math.floor(length / 2), position)
}
