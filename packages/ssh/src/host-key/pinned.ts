import { invalid } from '@cloud/core/driver'
import { type PublicKey, readPublicKey } from '../public-key.ts'
import { type HostKeyPolicy, mismatch } from './check.ts'

const fingerprint = /^SHA256:[A-Za-z0-9+/]{43}=?$/

/** Takes the keys that the caller names: by fingerprint, or whole, as an OpenSSH public line. */
export function pinned(pins: string | readonly string[]): HostKeyPolicy {
  const lines = typeof pins === 'string' ? [pins] : pins
  if (!Array.isArray(lines) || lines.length === 0) throw invalid('hostKey.pinned names no key', expectation)
  const known = lines.map(readPin)
  const prints = known.map((pin) => pin.fingerprint)
  return {
    mode: 'pinned',
    check: async () => ({
      // A fingerprint does not tell its key's type: then the machine shows the type that is best liked.
      types: known.flatMap((pin) => pin.type ?? []),
      judge: (seen) => (prints.includes(seen.fingerprint) ? undefined : mismatch(prints)),
    }),
  }
}

const expectation = "a SHA-256 fingerprint, 'SHA256:...', or a public key line, 'ssh-ed25519 AAAA...'"

function readPin(line: unknown): Pick<PublicKey, 'fingerprint'> & { readonly type?: string } {
  if (typeof line === 'string' && fingerprint.test(line)) return { fingerprint: line.replace('=', '') }
  const key = typeof line === 'string' ? readPublicKey(line) : undefined
  if (!key) throw invalid('hostKey.pinned holds something that is no key', expectation)
  return key
}
