import type { Duplex } from 'node:stream'

/** What a machine says of itself in `/etc/os-release`, and the user its image logs in with. */
export interface OperatingSystem {
  readonly id: 'amzn' | 'centos' | 'debian' | 'fedora' | 'rocky' | 'ubuntu'
  readonly version: string
  readonly prettyName: string
  readonly user: string
}

/** Of the family that Red Hat began: yum, and the group wheel. The others are Debian's. */
export const isRedHat = ({ id }: Pick<OperatingSystem, 'id'>): boolean => id !== 'debian' && id !== 'ubuntu'

export interface MachineOptions {
  /** The instance's id. */
  readonly id: string
  readonly hostname: string
  /** Documentation addresses that the gateway routes to it. */
  readonly addresses: readonly string[]
  readonly os: OperatingSystem
  /** OpenSSH public key lines (the key pair); they go to `os.user`. */
  readonly authorizedKeys: readonly string[]
  /** Maybe gzip, maybe MIME multi-part; cloud-config or a `#!` script. */
  readonly userData?: Uint8Array | undefined
  readonly metadata?: Readonly<Record<string, string>> | undefined
  /** What the cloud's agent in the machine is told, asked at each boot and at each `refresh`. Without, there is no agent. */
  readonly guest?: (() => Guest) | undefined
}

/** What a cloud's agent does in a machine, by what the cloud tells it at the time. */
export interface Guest {
  /** Accounts that may become root, with OpenSSH public key lines; keys that are no longer named are taken away. */
  readonly accounts: readonly { readonly name: string; readonly keys: readonly string[] }[]
  /** Runs as root at each boot, by the command that its first line names. */
  readonly startupScript?: string | undefined
}

export interface Machine {
  /** OpenSSH public host key lines in use; empty before the first boot. */
  readonly hostKeys: () => readonly string[]
  /** What the serial console has shown so far: boot lines, cloud-init, its SSH HOST KEY KEYS block, the login prompt. */
  readonly console: () => string
  /** Power on. The first boot runs cloud-init. Resolves when port 22 answers. */
  readonly boot: () => Promise<void>
  /** A byte stream to a port of it, 22 where none is named; rejects with code ECONNREFUSED while nothing answers there. */
  readonly connect: (port?: number) => Promise<Duplex>
  /** Power off: connections end, the disk is kept. */
  readonly shutDown: () => Promise<void>
  /** Brings the accounts that `guest` names now onto a machine that is on. */
  readonly refresh: () => Promise<void>
  /** Gone, everything released. Idempotent. */
  readonly destroy: () => Promise<void>
}

export interface MachineRoom {
  readonly make: (options: MachineOptions) => Machine
  readonly close: () => Promise<void>
}

/** What a connection to a machine that does not answer rejects with. */
export function connectionRefused(hostname: string, port = 22): Error & { readonly code: 'ECONNREFUSED' } {
  return Object.assign(new Error(`connect ECONNREFUSED ${hostname}:${port}`), {
    code: 'ECONNREFUSED' as const,
  })
}
