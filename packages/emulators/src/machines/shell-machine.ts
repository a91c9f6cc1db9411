import ssh2 from 'ssh2'
import { finishedLine, hostKeyLines, kernelLines, loginPrompt } from './console-text.ts'
import { ed25519KeyPair } from './ed25519-key.ts'
import { connectionRefused, type Machine, type MachineOptions } from './machine.ts'
import { type SshServer, sshServer } from './ssh-server.ts'
import type { RemoteComputer, WorkerPool } from './worker-pool.ts'
import type { HostKeyFile } from './worker-protocol.ts'

interface Disk {
  hostname: string
  hostKeys: readonly HostKeyFile[]
  console: string
  booted: boolean
}

/** One machine: power, console and host keys here, its disk and shell in a worker once something needs them. */
export function shellMachine(options: MachineOptions, pool: WorkerPool, onDestroy: () => void): Machine {
  const hostKey = ed25519KeyPair(`root@${options.hostname}`)
  const disk: Disk = { hostname: options.hostname, hostKeys: [], console: '', booted: false }
  let made: RemoteComputer | undefined
  let server: SshServer | undefined
  let gone = false
  let work: Promise<unknown> = Promise.resolve()

  const computer = (): RemoteComputer => {
    made ??= pool.computer(
      {
        instanceId: options.id,
        hostname: options.hostname,
        os: options.os,
        addresses: options.addresses,
        metadata: options.metadata ?? {},
        authorizedKeys: options.authorizedKeys,
        userData: options.userData,
        hostKey,
      },
      (action) => void (action === 'reboot' ? restart() : machine.shutDown()),
    )
    return made
  }
  /** Power changes come one after the other. */
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const next = work.then(step)
    work = next.catch(() => undefined)
    return next
  }
  const powerOff = async () => {
    server?.close()
    server = undefined
    await made?.powerOff()
  }
  const powerOn = async () => {
    if (gone || server !== undefined) return
    const wanted = await bootDisk(disk, options, { hostKey, computer, made: () => made })
    if (gone) return
    const privateKeys = disk.hostKeys.map((key) => key.privateKey)
    if (privateKeys.length === 0) {
      disk.console += 'sshd: no hostkeys available -- exiting.\n'
      return
    }
    server = sshServer({ hostKeys: privateKeys, address: options.addresses[0] ?? '192.0.2.1', computer })
    if (wanted === 'reboot') void restart()
    if (wanted === 'poweroff') void machine.shutDown()
  }
  const restart = () =>
    inTurn(async () => {
      await powerOff()
      await powerOn()
    })
  const machine: Machine = {
    hostKeys: () => disk.hostKeys.map((key) => key.publicKey),
    console: () => disk.console,
    boot: () => inTurn(powerOn),
    connect: async () => {
      if (server === undefined) throw connectionRefused(options.addresses[0] ?? options.hostname)
      return server.connect()
    },
    shutDown: () => inTurn(powerOff),
    destroy: async () => {
      gone = true
      server?.close()
      server = undefined
      made?.drop()
      onDestroy()
      await work
      server = undefined
    },
  }
  return machine
}

interface BootParts {
  readonly hostKey: HostKeyFile
  readonly computer: () => RemoteComputer
  readonly made: () => RemoteComputer | undefined
}

/** Boots a disk, for the first time with cloud-init, and shows it on the console. Says which power change user data asked for. */
async function bootDisk(
  disk: Disk,
  options: MachineOptions,
  parts: BootParts,
): Promise<'reboot' | 'poweroff' | undefined> {
  const began = Date.now()
  disk.console += kernelLines(options.os)
  let wanted: 'reboot' | 'poweroff' | undefined
  const again = disk.booted
  disk.booted = true
  if (again) await parts.made()?.boot()
  else if (options.userData === undefined || options.userData.length === 0) disk.hostKeys = [parts.hostKey]
  else {
    const first = await parts.computer().firstBoot()
    disk.hostname = first.hostname
    disk.console += first.output
    disk.hostKeys = first.hostKeys.flatMap((key) => {
      const whole = withPublicHalf(key)
      if (whole === undefined) disk.console += 'sshd: Unable to load host key: invalid format\n'
      return whole ?? []
    })
    wanted = first.requestedPower
  }
  const publicKeys = disk.hostKeys.map((key) => key.publicKey)
  disk.console += hostKeyLines(disk.hostname, publicKeys)
  disk.console += finishedLine(Date.now() - began)
  disk.console += loginPrompt(options.os, disk.hostname)
  return wanted
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
