import type { Clock, Node, Secret } from '@cloud/core'
import type { OpenSocket } from './dial.ts'
import type { HostKeyMode } from './host-key/mode.ts'
import type { Passphrase } from './private-key.ts'

/** Times are milliseconds. */
export interface SshOptions {
  /** The user to log in as. */
  readonly user: string
  /** 22 unless given. */
  readonly port?: number | undefined
  /**
   * The content of a private key file: OpenSSH's own format, or PKCS#1, SEC1 or PKCS#8 as PEM; ed25519, ecdsa, or RSA of 2048 bits or
   * more. Where there is neither key nor agent nor password, `prepare()` makes an ed25519 key, which lives in memory only.
   */
  readonly privateKey?: string | Secret | undefined
  /** Of an encrypted key; a function is asked when the key is first used. */
  readonly passphrase?: Passphrase | undefined
  /** The path of an agent's socket; `true` takes SSH_AUTH_SOCK, read at each connection. */
  readonly agent?: string | true | undefined
  /** Tried last, and sent only when the host key was verified. */
  readonly password?: string | Secret | undefined
  /** How the machine is known to be the right one; `injected` unless given. */
  readonly hostKey?: HostKeyMode | undefined
  /** Which of the node's addresses to try, in order; all, the public ones first, unless given. */
  readonly address?: 'public' | 'private' | ((node: Node) => string) | undefined
  /** Opens the byte stream in place of TCP. An error it rejects with is retried unless it is a CloudError that says otherwise. */
  readonly socket?: OpenSocket | undefined
  /** To a byte stream. 10,000 unless given. */
  readonly connectTimeoutMs?: number | undefined
  /** From a byte stream to a session, logging in included. 20,000 unless given. */
  readonly handshakeTimeoutMs?: number | undefined
  /** The machine is asked whether it is there after this much silence, and given up after three answers that did not come. 15,000
   * unless given; 0 for never. */
  readonly keepAliveMs?: number | undefined
  /** For how long after a first refusal a login is tried again, as keys reach a machine late in its boot. 120,000 unless given. */
  readonly authGraceMs?: number | undefined
  readonly clock?: Clock | undefined
}
