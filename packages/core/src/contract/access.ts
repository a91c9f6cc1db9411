import type { CallOptions } from './call.ts'
import type { Node } from './compute.ts'

/** A way onto a machine that does not exist yet: what it needs at its creation, and how to reach it afterwards. */
export interface Access {
  /** Called once before the node is created. What it returns is merged with the caller's own keys and user data. */
  readonly prepare: (call?: CallOptions) => Promise<Prepared>
  /**
   * Resolves with a shell on the node. Tries again while the machine boots (refused, reset, not yet the right keys) until the call's
   * deadline; rejects at once with `untrusted` where the machine is not the one it should be, and with `unauthorized` where it
   * answers and keeps refusing the login.
   */
  readonly connect: (to: ConnectTo, call?: CallOptions) => Promise<Shell>
}

export interface Prepared {
  readonly authorizedKeys: readonly string[]
  readonly userData?: string
}

export interface ConnectTo {
  readonly node: Node
  /** The node's host keys as its provider tells them; left out where the driver lacks `HostKeys`. None while they are not published. */
  readonly hostKeys?: (call?: CallOptions) => Promise<readonly string[]>
}

/** A session on one machine. */
export interface Shell {
  /**
   * Runs one command: a program and its arguments, quoted by the shell, never parsed. Resolves whatever the exit code is. Rejects with
   * `network` and `outcome: 'unknown'` where the connection was lost before the exit code came: the command may have run or still run.
   */
  readonly run: (command: readonly string[], options?: RunOptions) => Promise<RunResult>
  /**
   * Writes a file, whole or not at all: to a temporary name beside it, then renamed. A relative path starts in the home folder.
   * The folder must exist (`not-found`). `mode` is what the file has from its first byte on, 0o600 unless given.
   */
  readonly upload: (content: string | Uint8Array, path: string, options?: UploadOptions) => Promise<void>
  /** Reads a file whole. `not-found` where there is none. */
  readonly download: (path: string, call?: CallOptions) => Promise<Uint8Array>
  /** Ends the session; what runs in it is cut. Idempotent. */
  readonly close: () => Promise<void>
}

export interface RunOptions extends CallOptions {
  /** Sent whole, then closed. Without it the command reads an end of file. */
  readonly stdin?: string | Uint8Array | undefined
  /** Called with output as it arrives, decoded as UTF-8 over the whole stream. */
  readonly onOutput?: ((output: Output) => void) | undefined
}

export interface Output {
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
}

export interface UploadOptions extends CallOptions {
  readonly mode?: number | undefined
}

/** What a command left: of each stream the last MiB. Ended by a signal, `exitCode` is null and `signal` its name, as in `SIGKILL`. */
export interface RunResult {
  readonly exitCode: number | null
  readonly signal?: string
  readonly stdout: string
  readonly stderr: string
  readonly durationMs: number
}
