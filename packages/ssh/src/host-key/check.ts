import { type Clock, CloudError, type ConnectTo, type Prepared } from '@cloud/core'
import type { SshKeyPair } from '../openssh-key.ts'
import type { PublicKey } from '../public-key.ts'

/** Where a session is to lead. */
export interface Target {
  readonly to: ConnectTo
  readonly host: string
  readonly port: number
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** What is known of one machine's host key. */
export interface HostKeyCheck {
  /** Types of the keys that are known: the machine is asked for one of these first. */
  readonly types: readonly string[]
  /** Undefined where the key is the machine's, else why it is not taken. */
  readonly judge: (seen: PublicKey) => Refusal | undefined
  /** Called once the machine has proved that it holds the key, and before anything is run on it. */
  readonly accepted?: (seen: PublicKey) => void | Promise<void>
  /**
   * What is to take the place of the seen key on the machine before the session is used; undefined where that is done. Left out where the
   * key stays.
   */
  readonly successor?: (seen: PublicKey) => SshKeyPair | undefined
  /** Called with the successor once the machine has shown it. */
  readonly succeeded?: (seen: PublicKey) => void
}

export interface Refusal {
  /** Ends a sentence that began with the key that was seen. */
  readonly why: string
  readonly hint: string
  readonly expected?: readonly string[]
}

/** One of the ways of knowing a host key. */
export interface HostKeyPolicy {
  readonly mode: string
  /** What brings a host key onto a machine that is to be created, where the mode needs that: user data, and what stands for the key. */
  readonly prepare?: () => Required<Pick<Prepared, 'userData' | 'token' | 'hostKey'>>
  /** Asked before each connection; rejects where the mode itself cannot work. */
  readonly check: (target: Target) => Promise<HostKeyCheck>
}

/** A check against a list of keys, any of which is right. */
export function anyOf(
  keys: readonly PublicKey[],
  accepted?: (seen: PublicKey) => void | Promise<void>,
): HostKeyCheck {
  return {
    types: keys.map((key) => key.type),
    judge: (seen) =>
      keys.some((key) => key.blob.equals(seen.blob))
        ? undefined
        : mismatch(keys.map((key) => key.fingerprint)),
    ...(accepted && { accepted }),
  }
}

export function mismatch(expected: readonly string[]): Refusal {
  return {
    why: `expected ${expected.join(' or ')}`,
    hint: 'another machine answers at this address, or somebody stands in between',
    expected,
  }
}

/** A check that takes no key: it lets the handshake go as far as seeing one, so that the error can tell it. */
export function noKeyKnown(why: string): HostKeyCheck {
  return { types: [], judge: (seen) => unknownKey(seen, why) }
}

export function unknownKey(seen: PublicKey, why: string): Refusal {
  return {
    why,
    hint:
      `compare it with the machine's own and pin it, { pinned: '${seen.fingerprint}' }, or choose another hostKey mode: ` +
      "'provider', { knownHosts: path }, 'accept-new', 'insecure'",
  }
}

export function untrusted(target: Target, mode: string, seen: PublicKey, refusal: Refusal): CloudError {
  const { host, port } = target
  const { why, hint, expected = [] } = refusal
  return new CloudError(`${host}:${port} showed the host key ${seen.fingerprint} (${seen.type}): ${why}`, {
    code: 'untrusted',
    provider: 'ssh',
    operation: 'connect',
    hint,
    details: {
      nodeId: target.to.node.id,
      host,
      port,
      mode,
      seen: seen.fingerprint,
      seenType: seen.type,
      expected,
    },
  })
}
