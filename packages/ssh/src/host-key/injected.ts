import { type ConnectTo, cloudConfig, secret } from '@cloud/core'
import { checkNames, invalid } from '@cloud/core/driver'
import { generateKeyPair, type SshKeyPair } from '../openssh-key.ts'
import { lineOf, type PublicKey, publicKeyOfPair, sameKey } from '../public-key.ts'
import { anyOf, type HostKeyCheck, type HostKeyPolicy, noKeyKnown } from './check.ts'
import { remembered } from './remembered.ts'
import { writtenDown } from './written-down.ts'

export interface InjectedOptions {
  /**
   * Whether the key that stood in user data is replaced as soon as the machine was reached with it; true unless given. False is for images
   * whose user may not become root without a password, or that keep their host keys elsewhere than in `/etc/ssh`.
   */
  readonly rotate?: boolean | undefined
}

/** The key that a node was created with, and what takes its place. */
interface Injected {
  readonly first: PublicKey
  next?: SshKeyPair
  /** Those that another process meant to put there. */
  readonly others: readonly PublicKey[]
}

/**
 * Makes a host key for every node that is to be created and hands it over as user data; cloud-init installs it before sshd starts. The
 * token that goes with it stands for the key: who connects with it takes that key and no other. User data can be read by others, so a second
 * key takes its place over the first connection, and from then on the node is held to that one by its id. A machine that was broken into
 * cannot pass for one that comes after it, nor a key that nobody used for any.
 */
export function injected(options: InjectedOptions = {}): HostKeyPolicy {
  checkNames('hostKey.injected', options, ['rotate'])
  const { rotate = true } = options
  if (typeof rotate !== 'boolean') throw invalid('hostKey.injected.rotate must be a boolean')
  const keys = new WeakMap<object, Injected>()
  const resumed = new Map<string, Injected>()
  return remembered({
    mode,
    prepare: () => {
      const pair = generateKeyPair()
      const token = Object.freeze({})
      const first = publicKeyOfPair(pair)
      keys.set(token, { first, others: [] })
      const hostKey = { mode, publicKey: lineOf(first), stage: 'given' } as const
      return { userData: secret(cloudConfig({ hostKeys: { ed25519: pair } })), token, hostKey }
    },
    check: async ({ to }) => {
      const { token, node } = to
      const key = isObject(token) ? keys.get(token) : (resumed.get(node.id) ?? begunBefore(to))
      if (key === undefined) return noKeyKnown(token === undefined ? withoutToken : strange)
      if (token === undefined) resumed.set(node.id, key)
      return rotate ? rotating(key) : anyOf([key.first, ...key.others])
    },
  })
}

const mode = 'injected'

/** A machine that another process prepared for, and that may not have come to its second key. */
function begunBefore(to: ConnectTo): Injected | undefined {
  const first = writtenDown(to, mode, 'given').at(-1)
  return first && { first, others: writtenDown(to, mode, 'next') }
}

/** Once the second key is on its way to the machine, either may be shown: the connection may be lost before the machine has said. */
function rotating(key: Injected): HostKeyCheck {
  const begun = key.next ? [publicKeyOfPair(key.next), ...key.others] : key.others
  return {
    ...anyOf([...begun, key.first]),
    successor: (seen) => {
      if (begun.some((each) => sameKey(each, seen))) return undefined
      key.next ??= generateKeyPair()
      return key.next
    },
  }
}

const withoutToken =
  'no host key is known of this machine, as it was not reached before and no token of prepare() was given for it'
const strange = 'the token that was given for this machine is none that prepare() of this access gave'

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
