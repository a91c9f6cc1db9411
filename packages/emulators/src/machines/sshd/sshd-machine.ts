import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { finishedLine, hostKeyLines, kernelLines, loginPrompt } from '../console-text.ts'
import { ed25519KeyPair } from '../ed25519-key.ts'
import { type InOrder, inOrder } from '../in-order.ts'
import { connectionRefused, type Machine, type MachineOptions } from '../machine.ts'
import { type Plan, planBoot } from './boot-script.ts'
import type { Disk } from './disk.ts'
import { isAlive, killed, listening, startFirst } from './first-process.ts'
import { giveAddressBack, takeAddress } from './loopback-address.ts'
import { prepareDisk, publicHalf } from './machine-files.ts'
import { rebootMarker } from './recording-tools.ts'

interface State {
  readonly options: MachineOptions
  readonly plan: Plan
  /** Where its sshd listens. */
  readonly address: string
  /** Power changes, which come one after the other. */
  readonly power: InOrder
  disk: Disk | undefined
  first: ChildProcess | undefined
  hostKeys: readonly string[]
  console: string
  gone: boolean
}

/** One machine. Its sshd listens on an address of its own in 127.77.0.0/16, which only this computer reaches. */
export function sshdMachine(options: MachineOptions, onDestroy: () => void): Machine {
  const state: State = {
    options,
    plan: planBoot(options, ed25519KeyPair(`root@${options.hostname}`).privateKey),
    address: takeAddress(),
    power: inOrder(),
    disk: undefined,
    first: undefined,
    hostKeys: [],
    console: '',
    gone: false,
  }
  return {
    hostKeys: () => hostKeys(state),
    console: () => state.console,
    boot: () => state.power.run(() => powerOn(state)),
    connect: async (port = 22) => {
      if (state.first === undefined) throw connectionRefused(options.addresses[0] ?? options.hostname, port)
      return await open(state.address, port)
    },
    // What the agent does, these machines do at the first boot alone.
    refresh: async () => undefined,
    shutDown: () => state.power.run(() => powerOff(state)),
    destroy: async () => {
      if (state.gone) return
      state.gone = true
      onDestroy()
      await destroy(state)
    },
  }
}

/** As its sshd reads them for each connection. */
function hostKeys(state: State): readonly string[] {
  const { disk, plan, hostKeys: last } = state
  if (disk === undefined || last.length === 0) return last
  state.hostKeys = plan.hostKeys.flatMap(({ type }) => {
    try {
      return publicHalf(readFileSync(disk.outside(`/etc/ssh/ssh_host_${type}_key`), 'utf8')) ?? []
    } catch {
      return []
    }
  })
  return state.hostKeys
}

async function powerOn(state: State): Promise<void> {
  const { options, plan, address } = state
  if (state.gone || (await isOn(state))) return
  state.disk ??= await prepareDisk(options.os, plan, address)
  if (state.hostKeys.length === 0)
    state.hostKeys = plan.hostKeys.flatMap((key) => publicHalf(key.privateKey) ?? [])
  const began = Date.now()
  state.console += kernelLines(options.os)
  const from = state.console.length
  const first = start(state, state.disk)
  try {
    await listening(first, address, () => state.console.slice(from))
  } catch (error) {
    await powerOff(state)
    throw error
  }
  state.console += hostKeyLines(plan.hostname, hostKeys(state))
  state.console += finishedLine(Date.now() - began) + loginPrompt(options.os, plan.hostname)
}

/**
 * Whether the machine answers. One that restarts by itself may still take a connection while it ends, so that it has to say its name;
 * its end, or that it does, is waited for.
 */
async function isOn({ first, address }: State): Promise<boolean> {
  while (first !== undefined && isAlive(first)) {
    if (await greets(address, first)) return true
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return false
}

async function greets(address: string, first: ChildProcess): Promise<boolean> {
  const gone = new AbortController()
  const end = () => gone.abort()
  const socket = connect({ host: address, port: 22 })
  first.once('exit', end)
  socket.once('close', end)
  try {
    const [greeting] = await once(socket, 'data', { signal: gone.signal })
    return String(greeting).startsWith('SSH-')
  } catch {
    return false
  } finally {
    first.off('exit', end)
    socket.on('error', () => undefined)
    socket.destroy()
  }
}

function start(state: State, disk: Disk): ChildProcess {
  const first = startFirst(disk)
  state.first = first
  const show = (chunk: Buffer) => {
    state.console += chunk.toString()
  }
  first.stdout?.on('data', show)
  first.stderr?.on('data', show)
  first.on('error', (error) => show(Buffer.from(`${error.message}\n`)))
  first.on('exit', () => {
    if (state.first !== first) return
    state.first = undefined
    const marker = disk.outside(rebootMarker)
    if (existsSync(marker)) restart(state, marker)
  })
  return first
}

/** What the machine asked for from inside; nobody waits for it, so that a failure shows on the console alone. */
function restart(state: State, marker: string): void {
  const restarted = state.power.run(async () => {
    await rm(marker, { force: true })
    await powerOn(state)
  })
  restarted.catch((error: Error) => {
    state.console += `reboot: ${error.message}\n`
  })
}

async function powerOff(state: State): Promise<void> {
  const { first } = state
  state.first = undefined
  if (first !== undefined) await killed(first)
}

/** A boot that is under way fails when its process is killed; one that began meanwhile is ended too. */
async function destroy(state: State): Promise<void> {
  await powerOff(state)
  await state.power.idle()
  await powerOff(state)
  await state.disk?.release()
  state.disk = undefined
  giveAddressBack(state.address)
}

async function open(address: string, port: number): Promise<Socket> {
  const socket = connect({ host: address, port, noDelay: true })
  await once(socket, 'connect')
  return socket
}
