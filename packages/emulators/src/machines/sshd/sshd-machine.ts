import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import ssh2 from 'ssh2'
import { finishedLine, hostKeyLines, kernelLines, loginPrompt } from '../console-text.ts'
import { ed25519KeyPair } from '../ed25519-key.ts'
import { connectionRefused, type Machine, type MachineOptions } from '../machine.ts'
import { initScript, type Plan, planBoot } from './boot-script.ts'
import { type Disk, makeDisk, unrefChild } from './disk.ts'
import { rebootMarker, recordingTools } from './recording-tools.ts'

interface State {
  disk: Disk | undefined
  first: ChildProcess | undefined
  hostKeys: readonly string[]
  console: string
  gone: boolean
  work: Promise<unknown>
}

/** One machine. Its sshd listens on an address of its own in 127.77.0.0/16, which only this computer reaches. */
export function sshdMachine(options: MachineOptions, onDestroy: () => void): Machine {
  const address = `127.77.${randomInt(1, 255)}.${randomInt(1, 255)}`
  const plan = planBoot(options, ed25519KeyPair(`root@${options.hostname}`).privateKey)
  const state: State = {
    disk: undefined,
    first: undefined,
    hostKeys: [],
    console: '',
    gone: false,
    work: Promise.resolve(),
  }
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const next = state.work.then(step)
    state.work = next.catch(() => undefined)
    return next
  }
  const powerOn = async () => {
    if (state.gone || (await running(state, address))) return
    state.disk ??= await prepareDisk(options, plan, address)
    state.hostKeys = plan.hostKeys.flatMap((key) => publicHalf(key.privateKey) ?? [])
    const began = Date.now()
    state.console += kernelLines(options.os)
    state.first = startInit(state, state.disk, () => void inTurn(powerOn))
    await answering(address, state.first, () => state.console.trimEnd().split('\n').at(-1) ?? '')
    state.console += hostKeyLines(plan.hostname, state.hostKeys)
    state.console += finishedLine(Date.now() - began) + loginPrompt(options.os, plan.hostname)
  }
  const powerOff = async () => {
    const first = state.first
    state.first = undefined
    if (first !== undefined) await killed(first)
  }
  return {
    hostKeys: () => state.hostKeys,
    console: () => state.console,
    boot: () => inTurn(powerOn),
    connect: async () => {
      if (state.first === undefined) throw connectionRefused(options.addresses[0] ?? options.hostname)
      return await open(address)
    },
    shutDown: () => inTurn(powerOff),
    destroy: async () => {
      if (state.gone) return
      state.gone = true
      onDestroy()
      await powerOff()
      await state.work
      await powerOff()
      await state.disk?.release()
      state.disk = undefined
    },
  }
}

const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

async function prepareDisk(options: MachineOptions, plan: Plan, address: string): Promise<Disk> {
  const disk = await makeDisk()
  const write = (path: string, text: string, mode: number) => writeFile(disk.outside(path), text, { mode })
  await mkdir(disk.outside('/.machine'), { mode: 0o700 })
  await mkdir(disk.outside('/etc/ssh'), { recursive: true })
  for (const type of ['rsa', 'ecdsa', 'ed25519']) {
    for (const end of ['', '.pub'])
      await rm(disk.outside(`/etc/ssh/ssh_host_${type}_key${end}`), { force: true })
  }
  for (const key of plan.hostKeys) {
    await write(`/etc/ssh/ssh_host_${key.type}_key`, key.privateKey, 0o600)
    await write(
      `/etc/ssh/ssh_host_${key.type}_key.pub`,
      `${publicHalf(key.privateKey)} root@${plan.hostname}\n`,
      0o644,
    )
  }
  await write('/etc/hostname', `${plan.hostname}\n`, 0o644)
  await write('/.machine/first-boot', plan.firstBoot, 0o700)
  await write(
    '/.machine/init',
    initScript(
      plan.hostname,
      address,
      plan.hostKeys.map((key) => key.type),
    ),
    0o700,
  )
  const hasSudo = existsSync('/usr/bin/sudo')
  for (const tool of recordingTools(options.os, hasSudo)) await write(tool.path, tool.source, 0o755)
  if (!hasSudo) await write('/etc/pam.d/su', suRule, 0o644)
  return disk
}

/** On the machine's disk only: root and the group sudo become anyone without a password, others not. */
const suRule = `auth sufficient pam_rootok.so
auth sufficient pam_wheel.so trust group=sudo
auth required pam_deny.so
account required pam_permit.so
session required pam_permit.so
`

function publicHalf(privateKey: string): string | undefined {
  const key = ssh2.utils.parseKey(privateKey)
  return key instanceof Error ? undefined : `${key.type} ${key.getPublicSSH().toString('base64')}`
}

/**
 * Starts the machine's first process in namespaces of its own. `--kill-child` and the death signal end all of the machine's processes
 * with that one, and that one with this program.
 */
function startInit(state: State, disk: Disk, reboot: () => void): ChildProcess {
  const namespaces = ['--mount', '--pid', '--uts', '--ipc', '--fork', '--kill-child']
  const command = [
    'nsenter',
    `--mount=${disk.namespace}`,
    'unshare',
    ...namespaces,
    'chroot',
    disk.root,
    '/bin/sh',
    '/.machine/init',
  ]
  const first = spawn('setpriv', ['--pdeathsig', 'KILL', ...command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: searchPath },
  })
  const show = (chunk: Buffer) => {
    state.console += chunk.toString()
  }
  first.stdout?.on('data', show)
  first.stderr?.on('data', show)
  unrefChild(first)
  first.on('error', (error) => show(Buffer.from(`${error.message}\n`)))
  first.on('exit', () => {
    if (state.first !== first) return
    state.first = undefined
    const marker = disk.outside(rebootMarker)
    if (!existsSync(marker)) return
    void rm(marker, { force: true }).then(reboot)
  })
  return first
}

/**
 * Ends the machine's first process, and with it all of its processes; unshare then reaps it and ends too. Without a child to be found
 * unshare itself is killed, as it holds back the polite signals while it waits.
 */
async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  child.ref()
  const exit = once(child, 'exit')
  const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').catch(() => '')
  const init = Number(children.split(' ')[0])
  if (init > 0) process.kill(init, 'SIGKILL')
  else child.kill('SIGKILL')
  await exit
}

/** A machine that restarts has a first process for a moment that answers no more: its end is waited for. */
async function running(state: State, address: string): Promise<boolean> {
  const end = Date.now() + 5_000
  while (state.first !== undefined && Date.now() < end) {
    if (await greets(address)) return true
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return state.first !== undefined
}

const bootMs = 60_000

async function answering(address: string, first: ChildProcess, lastLine: () => string): Promise<void> {
  const end = Date.now() + bootMs
  while (Date.now() < end) {
    if (first.exitCode !== null || first.signalCode !== null)
      throw new Error(`the machine did not boot: ${lastLine()}`)
    if (await greets(address)) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`the machine did not answer within ${bootMs / 1000} s`)
}

async function open(address: string): Promise<Socket> {
  const socket = connect({ host: address, port: 22, noDelay: true })
  await once(socket, 'connect')
  return socket
}

/** Whether an SSH server says its name there; a port that is merely open is not enough. */
async function greets(address: string): Promise<boolean> {
  const socket = connect({ host: address, port: 22 })
  try {
    const [greeting] = await once(socket, 'data', { signal: AbortSignal.timeout(5_000) })
    return String(greeting).startsWith('SSH-')
  } catch {
    return false
  } finally {
    socket.on('error', () => undefined)
    socket.destroy()
  }
}
