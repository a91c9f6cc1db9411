import { type Access, type Clock, CloudError, type RunResult, type Shell } from '@cloud/core'

/** What a machine remembers of the scripts that ran on it, by their texts. */
export interface Machine {
  readonly ran: string[]
  /** Files by their paths; of a script that was begun also `FOLDER/begun` and, when it is over, `FOLDER/exit`. */
  readonly files: Map<string, string>
}

export interface Fates {
  readonly clock: Clock
  /** Whether this call meets a fault. */
  readonly strikes: () => boolean
  /** Between 0 and 1. */
  readonly random: () => number
}

const lost = (outcome: 'not-applied' | 'unknown') =>
  new CloudError('The connection was lost', { code: 'network', outcome })

/**
 * A way onto a machine that does with its commands what a POSIX system does, as far as steps use it: scripts by the recorder, files, folders.
 * A script's text says what it comes to: `exit N`. Its connections are refused, and cut before, during and after a command.
 */
export function chaoticAccess(machine: Machine, fates: Fates): Access {
  const { clock, strikes } = fates
  return {
    prepare: async () => ({ authorizedKeys: [key] }),
    connect: async (_to, call) => {
      while (strikes()) {
        call?.signal?.throwIfAborted()
        await pass(clock, 1_000)
      }
      return shellOn(machine, fates)
    },
  }
}

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f'

const pass = (clock: Clock, ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve))

function shellOn(machine: Machine, { clock, strikes, random }: Fates): Shell {
  let open = true
  /** Does it, and loses the connection before, or after: then what was begun goes on. */
  const over = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!open) throw lost('not-applied')
    if (!strikes()) return work()
    open = false
    if (random() < 0.5) throw lost('unknown')
    void work().catch(() => {})
    throw lost('unknown')
  }
  return {
    run: (command) => over(() => obey(machine, command, clock)),
    upload: (content, path) => over(async () => void machine.files.set(path, String(content))),
    download: (path) => over(async () => Buffer.from(machine.files.get(path) ?? '')),
    close: async () => {
      open = false
    },
  }
}

const result = (exitCode: number, stdout = '', stderr = ''): RunResult => ({
  exitCode,
  stdout,
  stderr,
  durationMs: 1,
})

async function obey(machine: Machine, command: readonly string[], clock: Clock): Promise<RunResult> {
  const { files } = machine
  const [program, ...args] = command
  const last = args.at(-1) ?? ''
  if (program === 'mkdir') {
    files.set(last, 'folder')
    return result(0)
  }
  if (program === 'rm') {
    const within = (path: string) => args.some((arg) => path === arg || path.startsWith(`${arg}/`))
    for (const path of [...files.keys()]) if (within(path)) files.delete(path)
    return result(0)
  }
  if (program === 'tail') return result(0, files.get(last))
  const folder = /^\.\/(.*)\/run$/.exec(args[0] ?? '')?.[1]
  if (program === 'sh' && folder !== undefined) return runScript(machine, folder, clock)
  if (program === 'sh' && args[0] === '-c') return result(0, stateOf(files, last))
  throw new Error(`The machine does not know ${command.join(' ')}`)
}

async function runScript({ files, ran }: Machine, folder: string, clock: Clock): Promise<RunResult> {
  if (files.has(`${folder}/begun`)) return result(125, '', 'cloud: begun already\n')
  files.set(`${folder}/begun`, '')
  const text = files.get(`${folder}/script`) ?? ''
  ran.push(text)
  await pass(clock, 3_000)
  const exitCode = Number(/exit (\d+)/.exec(text)?.[1] ?? 0)
  files.set(`${folder}/exit`, String(exitCode))
  return result(exitCode)
}

/** What the recorder's probe prints. */
function stateOf(files: Machine['files'], folder: string): string {
  if (!files.has(folder)) return 'away'
  if (!files.has(`${folder}/begun`)) return 'none'
  const exit = files.get(`${folder}/exit`)
  return exit === undefined ? 'running' : `exit ${exit}`
}
