import type { Duplex } from 'node:stream'
import ssh2 from 'ssh2'
import { finishedLine, hostKeyLines, kernelLines, loginPrompt } from './console-text.ts'
import { ed25519KeyPair } from './ed25519-key.ts'
import { type InOrder, inOrder } from './in-order.ts'
import { connectionRefused, type Machine, type MachineOptions } from './machine.ts'
import { type SshServer, sshServer } from './ssh-server.ts'
import { type WebServer, webServer } from './web-server.ts'
import type { RemoteComputer, WorkerPool } from './worker-pool.ts'
import type { HostKeyFile } from './worker-protocol.ts'

interface Disk {
  hostname: string
  hostKeys: readonly HostKeyFile[]
  console: string
  booted: boolean
}

interface State {
  readonly options: MachineOptions
  readonly hostKey: HostKeyFile
  readonly disk: Disk
  /** Power changes, which come one after the other. */
  readonly power: InOrder
  /** Made when something needs it first. */
  readonly computer: () => RemoteComputer
  /** In front of what it serves beside SSH. */
  readonly web: WebServer
  made: RemoteComputer | undefined
  server: SshServer | undefined
  gone: boolean
}

/** One machine: power, console and host keys here, its disk and shell in a worker once something needs them. */
export function shellMachine(options: MachineOptions, pool: WorkerPool, onDestroy: () => void): Machine {
  const state = newState(options, pool)
  const { disk, power } = state
  return {
    hostKeys: () => disk.hostKeys.map((key) => key.publicKey),
    console: () => disk.console,
    boot: () => power.run(() => powerOn(state)),
    connect: (port = 22) => connectTo(state, port),
    refresh: () =>
      power.run(async () => {
        if (state.server !== undefined) await applyGuest(state, 'change')
      }),
    shutDown: () => power.run(() => powerOff(state)),
    destroy: async () => {
      state.gone = true
      closeServer(state)
      state.made?.drop()
      onDestroy()
      await power.idle()
    },
  }
}

function newState(options: MachineOptions, pool: WorkerPool): State {
  const hostKey = ed25519KeyPair(`root@${options.hostname}`)
  const { id: instanceId, hostname, os, addresses, metadata = {}, authorizedKeys, userData } = options
  const setUp = { instanceId, hostname, os, addresses, metadata, authorizedKeys, userData, hostKey }
  const state: State = {
    options,
    hostKey,
    disk: { hostname, hostKeys: [], console: '', booted: false },
    power: inOrder(),
    computer: () => {
      state.made ??= pool.computer(setUp, {
        power: (action) => switchPower(state, action),
        hostKeys: (hostKeys) => readHostKeys(state, hostKeys),
      })
      return state.made
    },
    web: webServer((port, path) => state.made?.page(port, path)),
    made: undefined,
    server: undefined,
    gone: false,
  }
  return state
}

async function connectTo(state: State, port: number): Promise<Duplex> {
  const { options, server, made, web } = state
  if (server !== undefined && port === 22) return server.connect()
  // A machine whose computer nothing needed so far runs nothing but sshd.
  if (server !== undefined && (await made?.page(port, '/')) !== undefined) return web.connect(port)
  throw connectionRefused(options.addresses[0] ?? options.hostname, port)
}

const noHostKeys = 'sshd: no hostkeys available -- exiting.\n'

function closeServer(state: State): void {
  state.web.close()
  state.server?.close()
  state.server = undefined
}

async function powerOff(state: State): Promise<void> {
  closeServer(state)
  await state.made?.powerOff()
}

async function powerOn(state: State): Promise<void> {
  if (state.gone || state.server !== undefined) return
  const { disk, options, computer } = state
  const wanted = await bootDisk(state)
  if (state.gone) return
  const privateKeys = disk.hostKeys.map((key) => key.privateKey)
  if (privateKeys.length === 0) {
    disk.console += noHostKeys
    return
  }
  state.server = sshServer({ hostKeys: privateKeys, address: options.addresses[0] ?? '192.0.2.1', computer })
  if (wanted !== undefined) switchPower(state, wanted)
}

/** What the machine asks for from inside; nobody waits for it, so that a failure shows on the console alone. */
function switchPower(state: State, action: 'reboot' | 'poweroff'): void {
  const switched = state.power.run(async () => {
    await powerOff(state)
    if (action === 'reboot') await powerOn(state)
  })
  switched.catch((error: Error) => {
    state.disk.console += `systemd: ${action}: ${error.message}\n`
  })
}

/** Boots a disk, for the first time with cloud-init, and shows it on the console. Says which power change user data asked for. */
async function bootDisk(state: State): Promise<'reboot' | 'poweroff' | undefined> {
  const { disk, options } = state
  const began = Date.now()
  disk.console += kernelLines(options.os)
  const again = disk.booted
  disk.booted = true
  const wanted = again ? await state.made?.boot().then(() => undefined) : await bootFirst(state)
  await applyGuest(state, 'boot')
  const publicKeys = disk.hostKeys.map((key) => key.publicKey)
  disk.console += hostKeyLines(disk.hostname, publicKeys)
  disk.console += finishedLine(Date.now() - began)
  disk.console += loginPrompt(options.os, disk.hostname)
  return wanted
}

/** A cloud's agent with nothing to do does not need the computer. */
async function applyGuest(state: State, when: 'boot' | 'change'): Promise<void> {
  const guest = state.options.guest?.()
  if (guest === undefined) return
  const idle = guest.accounts.length === 0 && guest.startupScript === undefined && state.made === undefined
  if (!idle) state.disk.console += await state.computer().applyGuest(guest, when)
}

/** Without user data there is nothing to run: the computer is not even made. */
async function bootFirst(state: State): Promise<'reboot' | 'poweroff' | undefined> {
  const { disk, options, hostKey, computer } = state
  if (options.userData === undefined || options.userData.length === 0) {
    disk.hostKeys = [hostKey]
    return undefined
  }
  const first = await computer().firstBoot()
  disk.hostname = first.hostname
  disk.console += first.output
  readHostKeys(state, first.hostKeys)
  return first.requestedPower
}

/** What sshd does with its keys as it starts, and when it is told to read them again: sessions that stand go on. */
function readHostKeys(state: State, hostKeys: readonly HostKeyFile[]): void {
  const { disk } = state
  disk.hostKeys = hostKeys.flatMap((key) => {
    const whole = withPublicHalf(key)
    if (whole === undefined) disk.console += 'sshd: Unable to load host key: invalid format\n'
    return whole ?? []
  })
  if (disk.hostKeys.length > 0) state.server?.useHostKeys(disk.hostKeys.map((key) => key.privateKey))
  else if (state.server !== undefined) {
    disk.console += noHostKeys
    closeServer(state)
  }
}

/** A private key without its public half gets it, as from `ssh-keygen -y`; one that cannot be read is none. */
function withPublicHalf(key: HostKeyFile): HostKeyFile | undefined {
  const parsed = ssh2.utils.parseKey(key.privateKey)
  if (parsed instanceof Error) return undefined
  return {
    privateKey: key.privateKey,
    publicKey: `${parsed.type} ${parsed.getPublicSSH().toString('base64')}`,
  }
}
