import type { Secret } from '../secret.ts'
import type { CallOptions } from './call.ts'
import type { Node } from './compute.ts'

/** A way onto a machine that does not exist yet: what it needs at its creation, and how to reach it afterwards. */
export interface Access {
  /** Called once for each node, before it is created. What it returns is merged with the caller's own keys and user data. */
  readonly prepare: (call?: CallOptions) => Promise<Prepared>
  /**
   * Resolves with a shell on the node. Tries again while the machine boots (refused, reset, not yet there) until the call's deadline:
   * 300,000 ms unless `timeoutMs` is given or the access says otherwise. Rejects at once with `untrusted` where the machine is not the one it
   * should be. Refusals of the login are borne for a while, two minutes from the first unless the access says otherwise, since keys arrive
   * late; where the machine keeps refusing, it rejects with `unauthorized`.
   */
  readonly connect: (to: ConnectTo, call?: CallOptions) => Promise<Shell>
}

export interface Prepared {
  readonly authorizedKeys: readonly string[]
  /** A `Secret` where it holds one, such as a private host key. */
  readonly userData?: string | Secret
  /** Stands for what was prepared, for the node that is created with it: who connects to that node hands it to `connect` as it is. */
  readonly token?: unknown
  /** The public half of a host key in `userData`, for who connects to the node without the token, as another process does. */
  readonly hostKey?: KnownHostKey
}

export interface ConnectTo {
  readonly node: Node
  /** The `token` that `prepare` gave for this node. Left out for a node that was reached before, or was not prepared for. */
  readonly token?: unknown
  /** The node's host keys as its provider tells them; left out where the driver lacks `HostKeys`. None while they are not published. */
  readonly hostKeys?: (call?: CallOptions) => Promise<readonly string[]>
  /**
   * What was written down of the machine's host keys, in that order, by a process that had to do with it before. An access takes what is of
   * its own mode: after a `proved` one no other.
   */
  readonly known?: readonly KnownHostKey[]
  /**
   * Called with a key that is to take the place of the machine's own, before it is put there, so that it can be written down. A rejection
   * ends `connect`.
   */
  readonly onHostKey?: (hostKey: KnownHostKey) => Promise<void>
}

/** A host key by what is known of it: `given` to the machine in its user data, the `next` to be put there, or `proved` by the machine. */
export interface KnownHostKey extends Pick<HostKey, 'mode' | 'publicKey'> {
  readonly stage: 'given' | 'next' | 'proved'
}

/**
 * A session on one machine. Calls that run at the same time do not wait for each other. `timeoutMs` bounds a call where it is given; left out,
 * there is no limit. A call after `close`, or after the connection was lost, rejects with `network` and `outcome: 'not-applied'`.
 */
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
  /** Left out where the machine has none, as where nothing is connected to. */
  readonly hostKey?: HostKey
}

/** The host key of a machine, and how it was known to be the right one. */
export interface HostKey {
  /** The one way of those that the access has; with SSH `injected`, `provider`, `pinned`, `known-hosts`, `accept-new` or `insecure`. */
  readonly mode: string
  /** An OpenSSH public line without a comment: what to pin for a later connection. */
  readonly publicKey: string
  /** `SHA256:` and base64 without padding, as OpenSSH prints it. */
  readonly fingerprint: string
}

export interface RunOptions extends CallOptions {
  /** Sent whole, then closed. Without it the command reads an end of file. */
  readonly stdin?: string | Uint8Array | undefined
  /**
   * Called with output as it arrives, decoded as UTF-8 over the whole stream. What it throws ends the call and is what it rejects with.
   * It may return a promise: a rejection does the same, and the call does not resolve before all of them have.
   */
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
