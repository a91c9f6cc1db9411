import type { Guest, OperatingSystem } from './machine.ts'

/** Everything between the caller's thread and a worker is plain data: a request names a machine and an operation of it. */
export interface ComputerSetUp {
  readonly instanceId: string
  readonly hostname: string
  readonly os: OperatingSystem
  readonly addresses: readonly string[]
  readonly metadata: Readonly<Record<string, string>>
  readonly authorizedKeys: readonly string[]
  readonly userData?: Uint8Array | undefined
  readonly hostKey: { readonly privateKey: string; readonly publicKey: string }
}

export interface HostKeyFile {
  readonly privateKey: string
  /** Without a comment. */
  readonly publicKey: string
}

/** What a computer asks of the machine around it. */
export interface Surroundings {
  /** A restart, or to be switched off. */
  readonly power: (action: 'reboot' | 'poweroff') => void
  /** Its sshd has read its host keys anew; who connects from now on is shown these. */
  readonly hostKeys: (hostKeys: readonly HostKeyFile[]) => void
}

export interface FirstBoot {
  /** What user data and its scripts printed, for the console. */
  readonly output: string
  readonly hostname: string
  readonly hostKeys: readonly HostKeyFile[]
  readonly requestedPower?: 'reboot' | 'poweroff' | undefined
}

export interface RunCommand {
  readonly user: string
  /** One command line; without it `stdin` is the script of a shell that was asked for without a command. */
  readonly line?: string | undefined
  readonly stdin: Uint8Array
  readonly env: Readonly<Record<string, string>>
}
export interface CommandOutcome {
  readonly stdout: Uint8Array
  readonly stderr: Uint8Array
  readonly exitCode: number
}

/** What a login must know of a user: its keys as they are now, and what sshd allows. An unknown user has neither. */
export interface LoginFacts {
  readonly authorizedKeys: readonly string[]
  readonly passwords: boolean
}

export interface FileAttributes {
  readonly mode: number
  readonly size: number
  readonly uid: number
  readonly gid: number
  readonly mtime: number
  readonly atime: number
}
export interface FileChanges {
  readonly mode?: number | undefined
  readonly size?: number | undefined
  readonly uid?: number | undefined
  readonly gid?: number | undefined
  readonly mtime?: number | undefined
}
export interface NamedFile {
  readonly filename: string
  readonly longname: string
  readonly attrs: FileAttributes
}
export interface OpenFile {
  readonly read: boolean
  readonly write: boolean
  readonly append: boolean
  readonly create: boolean
  readonly truncate: boolean
  readonly exclusive: boolean
  readonly mode: number
}

/** What a web server of the machine answers. */
export interface WebPage {
  readonly status: number
  readonly body: string
}

/** The operations of a machine's computer, as the caller's thread sees them. File operations reject with a `code`, as node:fs does. */
export interface ComputerCalls {
  readonly firstBoot: () => Promise<FirstBoot>
  readonly boot: () => Promise<void>
  /** What the agent does at a boot, or with accounts alone at a change. Says what there is for the console. */
  readonly applyGuest: (guest: Guest, when: 'boot' | 'change') => Promise<string>
  readonly powerOff: () => Promise<void>
  /** The page at a port and a path; undefined where nothing listens at the port. */
  readonly page: (port: number, path: string) => Promise<WebPage | undefined>
  readonly login: (user: string) => Promise<LoginFacts>
  readonly passwordMatches: (user: string, password: string) => Promise<boolean>
  readonly run: (command: RunCommand) => Promise<CommandOutcome>
  readonly open: (user: string, path: string, how: OpenFile) => Promise<number>
  readonly read: (handle: number, from: number, length: number) => Promise<Uint8Array>
  readonly write: (handle: number, from: number, content: Uint8Array) => Promise<void>
  readonly handleAttributes: (handle: number) => Promise<FileAttributes>
  readonly closeHandle: (handle: number) => Promise<void>
  readonly attributes: (user: string, path: string, end: 'follow' | 'stay') => Promise<FileAttributes>
  readonly change: (user: string, path: string, changes: FileChanges) => Promise<void>
  readonly list: (user: string, path: string) => Promise<readonly NamedFile[]>
  readonly makeFolder: (user: string, path: string, mode: number) => Promise<void>
  readonly removeFolder: (user: string, path: string) => Promise<void>
  readonly removeFile: (user: string, path: string) => Promise<void>
  readonly rename: (user: string, from: string, to: string) => Promise<void>
  readonly realPath: (user: string, path: string) => Promise<string>
  readonly readLink: (user: string, path: string) => Promise<string>
  readonly makeLink: (user: string, target: string, path: string) => Promise<void>
}
export type Operation = keyof ComputerCalls

export type ToWorker =
  | { readonly kind: 'make'; readonly machine: number; readonly setUp: ComputerSetUp }
  | { readonly kind: 'drop'; readonly machine: number }
  | {
      readonly kind: 'call'
      readonly machine: number
      readonly id: number
      readonly operation: Operation
      readonly args: readonly unknown[]
    }
  | { readonly kind: 'abort'; readonly machine: number; readonly id: number; readonly signal: string }

export type FromWorker =
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly code: string; readonly message: string }
  | { readonly kind: 'power'; readonly machine: number; readonly action: 'reboot' | 'poweroff' }
  | { readonly kind: 'hostKeys'; readonly machine: number; readonly hostKeys: readonly HostKeyFile[] }
