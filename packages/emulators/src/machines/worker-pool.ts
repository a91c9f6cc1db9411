import { Worker } from 'node:worker_threads'
import { programFile } from './program-file.ts'
import type {
  CommandOutcome,
  ComputerCalls,
  ComputerSetUp,
  FromWorker,
  Operation,
  RunCommand,
  Surroundings,
  ToWorker,
} from './worker-protocol.ts'

/** A machine's computer in another thread. `run` ends early on its signal, whose reason is the name of a signal such as TERM. */
export interface RemoteComputer extends Omit<ComputerCalls, 'run'> {
  readonly run: (command: RunCommand, signal?: AbortSignal) => Promise<CommandOutcome>
  readonly drop: () => void
}

export interface WorkerPool {
  readonly computer: (setUp: ComputerSetUp, around: Surroundings) => RemoteComputer
  readonly close: () => Promise<void>
}

interface Pending {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

interface Thread {
  readonly worker: Worker
  /** Its machines are lost; new ones get a new thread. */
  ended: boolean
  readonly pending: Map<number, Pending>
  readonly around: Map<number, Surroundings>
}

/**
 * A few threads for the computers of many machines. A machine stays with the thread it began on; a thread starts when the first
 * machine needs it, and none keeps the program alive unless an answer is awaited.
 */
export function workerPool(size = 2): WorkerPool {
  const threads: Thread[] = []
  let nextMachine = 1
  return {
    computer: (setUp, around) => {
      const machine = nextMachine++
      const place = machine % size
      const known = threads[place]
      const thread = known === undefined || known.ended ? startThread() : known
      threads[place] = thread
      thread.around.set(machine, around)
      post(thread, { kind: 'make', machine, setUp })
      return remoteComputer(thread, machine)
    },
    close: async () => {
      await Promise.all(threads.splice(0).map((thread) => thread?.worker.terminate()))
    },
  }
}

function startThread(): Thread {
  // A machine keeps about 50 KiB; most of what a command makes is garbage at once, and a small nursery gives it back sooner.
  const resourceLimits = { maxYoungGenerationSizeMb: 8 }
  const worker = new Worker(programFile('machine-worker'), { execArgv: [], name: 'machines', resourceLimits })
  const thread: Thread = { worker, ended: false, pending: new Map(), around: new Map() }
  worker.unref()
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'power') return thread.around.get(message.machine)?.power(message.action)
    if (message.kind === 'hostKeys') return thread.around.get(message.machine)?.hostKeys(message.hostKeys)
    const waiting = thread.pending.get(message.id)
    settled(thread, message.id)
    if (message.kind === 'value') waiting?.resolve(message.value as never)
    else waiting?.reject(Object.assign(new Error(message.message), { code: message.code }))
  })
  const fail = (error: Error) => {
    for (const [id, waiting] of thread.pending) {
      settled(thread, id)
      waiting.reject(error)
    }
  }
  worker.on('error', fail)
  worker.on('exit', () => {
    thread.ended = true
    fail(switchedOff())
  })
  return thread
}

const switchedOff = (): Error =>
  Object.assign(new Error('the machine was switched off'), { code: 'ECONNRESET' })

const post = (thread: Thread, message: ToWorker): void => thread.worker.postMessage(message)

/** Only a thread that owes an answer keeps the program running. */
function settled(thread: Thread, id: number): void {
  thread.pending.delete(id)
  if (thread.pending.size === 0) thread.worker.unref()
}

let nextCall = 1

function remoteComputer(thread: Thread, machine: number): RemoteComputer {
  const ask = <T>(operation: Operation, args: readonly unknown[], signal?: AbortSignal): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (thread.ended) throw switchedOff()
      const id = nextCall++
      const abort = () => post(thread, { kind: 'abort', machine, id, signal: String(signal?.reason) })
      const done = () => signal?.removeEventListener('abort', abort)
      thread.pending.set(id, {
        resolve: (value) => {
          done()
          resolve(value)
        },
        reject: (error) => {
          done()
          reject(error)
        },
      })
      thread.worker.ref()
      post(thread, { kind: 'call', machine, id, operation, args })
      if (signal?.aborted) abort()
      else signal?.addEventListener('abort', abort, { once: true })
    })
  const operation =
    <K extends Operation>(name: K) =>
    (...args: Parameters<ComputerCalls[K]>): ReturnType<ComputerCalls[K]> =>
      ask(name, args) as ReturnType<ComputerCalls[K]>
  return {
    ...operations(operation),
    run: (command, signal) => ask('run', [command], signal),
    drop: () => {
      thread.around.delete(machine)
      post(thread, { kind: 'drop', machine })
    },
  }
}

type Make = <K extends Operation>(
  name: K,
) => (...args: Parameters<ComputerCalls[K]>) => ReturnType<ComputerCalls[K]>
const operations = (make: Make): Omit<ComputerCalls, 'run'> => ({
  firstBoot: make('firstBoot'),
  boot: make('boot'),
  applyGuest: make('applyGuest'),
  powerOff: make('powerOff'),
  page: make('page'),
  login: make('login'),
  passwordMatches: make('passwordMatches'),
  open: make('open'),
  read: make('read'),
  write: make('write'),
  handleAttributes: make('handleAttributes'),
  closeHandle: make('closeHandle'),
  attributes: make('attributes'),
  change: make('change'),
  list: make('list'),
  makeFolder: make('makeFolder'),
  removeFolder: make('removeFolder'),
  removeFile: make('removeFile'),
  rename: make('rename'),
  realPath: make('realPath'),
  readLink: make('readLink'),
  makeLink: make('makeLink'),
})
