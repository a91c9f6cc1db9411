import { parentPort, receiveMessageOnPort } from 'node:worker_threads'
import { type Booted, bootedComputer } from './computer/boot.ts'
import { isFileError } from './computer/tree.ts'
import { betweenCommands } from './computer/turns.ts'
import type { FromWorker, Surroundings, ToWorker } from './worker-protocol.ts'

/** The thread that the computers of some machines live in. It knows them by number and answers calls in any order. */
const computers = new Map<number, () => Booted>()
const running = new Map<number, AbortController>()
const send = (message: FromWorker) => parentPort?.postMessage(message)

function receive(message: ToWorker): void {
  if (message.kind === 'make') {
    const { machine } = message
    const around: Surroundings = {
      power: (action) => send({ kind: 'power', machine, action }),
      hostKeys: (hostKeys) => send({ kind: 'hostKeys', machine, hostKeys }),
    }
    let booted: Booted | undefined
    computers.set(machine, () => {
      booted ??= bootedComputer(message.setUp, around)
      return booted
    })
  } else if (message.kind === 'drop') {
    computers.get(message.machine)?.().computer.power.abort()
    computers.delete(message.machine)
  } else if (message.kind === 'abort') {
    running.get(message.id)?.abort(message.signal)
  } else {
    void answer(message)
  }
}

async function answer({ id, machine, operation, args }: ToWorker & { readonly kind: 'call' }): Promise<void> {
  const end = new AbortController()
  running.set(id, end)
  try {
    const booted = computers.get(machine)?.()
    if (booted === undefined) throw Object.assign(new Error('the machine is gone'), { code: 'ENODEV' })
    const call = booted.calls[operation] as (...values: readonly unknown[]) => Promise<unknown>
    send({ kind: 'value', id, value: await call(...args, end.signal) })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    send({ kind: 'error', id, code: isFileError(error) ? error.code : 'EIO', message })
  } finally {
    running.delete(id)
  }
}

parentPort?.on('message', receive)
// A loop of shell builtins never lets the event loop turn; messages are then taken in between two commands of it.
betweenCommands(() => {
  if (parentPort === null) return
  for (let next = receiveMessageOnPort(parentPort); next; next = receiveMessageOnPort(parentPort))
    receive(next.message)
})
