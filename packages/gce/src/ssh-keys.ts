import type { KeyPair } from '@cloud/core'
import { checkPublicKey, nodeCrypto } from '@cloud/core/driver'

/** A line of `ssh-keys`: who may log in, and with which key. */
export interface SshKeyWire {
  readonly user: string
  /** An OpenSSH line. */
  readonly publicKey: string
}

export type GceKeyPair = KeyPair<SshKeyWire>

/** Lines that are no keys, such as those that were written by hand and are wrong, are nobody's. */
export function readKeys(text = ''): readonly SshKeyWire[] {
  return text.split('\n').flatMap((line) => {
    const [, user = '', publicKey = ''] = /^([^:\s]+):\s*(.+?)\s*$/.exec(line) ?? []
    return user !== '' && partsOf(publicKey) ? [{ user, publicKey }] : []
  })
}

export const lineOf = ({ user, publicKey }: SshKeyWire): string => `${user}:${publicKey}`

function partsOf(line: string): { readonly body: string; readonly comment?: string } | undefined {
  try {
    return checkPublicKey(line)
  } catch {
    return undefined
  }
}

/** A pair is named by the comment of its key, and by its user where there is none. */
export function toKeyPair(wire: SshKeyWire): GceKeyPair {
  const { body = '', comment } = partsOf(wire.publicKey) ?? {}
  const fingerprint = `SHA256:${nodeCrypto().hash('sha256', Buffer.from(body, 'base64'), 'base64').replace(/=+$/, '')}`
  return {
    kind: 'key-pair',
    id: `${wire.user}:${fingerprint}`,
    name: comment ?? wire.user,
    fingerprint,
    publicKey: wire.publicKey,
    native: wire,
  }
}
