import { invalid } from '@cloud/core/driver'
import { rsaBits } from '../public-key.ts'
import { acceptNew } from './accept-new.ts'
import type { HostKeyPolicy } from './check.ts'
import { type InjectedOptions, injected } from './injected.ts'
import { knownHosts } from './known-hosts.ts'
import { pinned } from './pinned.ts'
import { provider } from './provider.ts'

/**
 * How the machine is known to be the right one. There is no way from one mode to another: what the chosen one does not know is
 * refused.
 *
 * - `injected`: `prepare()` makes an ed25519 host key for the node and hands it over in user data, which needs cloud-init; at the first
 *   connection another one takes its place, which needs root or sudo without a password. `{ injected: { rotate: false } }` leaves it there.
 * - `provider`: the keys that the provider tells, as in EC2's console output; waits for them.
 * - `{ pinned }`: SHA-256 fingerprints or public key lines.
 * - `{ knownHosts }`: the path of an OpenSSH known_hosts file.
 * - `accept-new`: the first key that a node shows, and from then on only that one; `{ acceptNew }` keeps them in a file.
 * - `insecure`: any key. No password goes to such a machine.
 */
export type HostKeyMode =
  | 'injected'
  | 'provider'
  | 'accept-new'
  | 'insecure'
  | { readonly injected: InjectedOptions }
  | { readonly pinned: string | readonly string[] }
  | { readonly knownHosts: string }
  | { readonly acceptNew: string }

/** `invalid` for a mode that there is not. */
export function hostKeyPolicy(mode: HostKeyMode): HostKeyPolicy {
  if (mode === 'insecure') return insecure()
  return withoutShortRsa(verifying(mode))
}

function verifying(mode: Exclude<HostKeyMode, 'insecure'>): HostKeyPolicy {
  if (mode === 'injected') return injected()
  if (mode === 'provider') return provider()
  if (mode === 'accept-new') return acceptNew()
  if (typeof mode === 'object' && mode !== null) {
    const [name, other] = Object.keys(mode)
    if (other !== undefined) throw invalid(`hostKey has ${name} and ${other}`, 'one mode')
    if ('injected' in mode && isOptions(mode.injected)) return injected(mode.injected)
    if ('pinned' in mode) return pinned(mode.pinned)
    if ('knownHosts' in mode && isPath(mode.knownHosts)) return knownHosts(mode.knownHosts)
    if ('acceptNew' in mode && isPath(mode.acceptNew)) return acceptNew(mode.acceptNew)
  }
  throw invalid(
    'hostKey is none of the modes',
    "'injected', { injected: { rotate: false } }, 'provider', { pinned }, { knownHosts: path }, 'accept-new', { acceptNew: path } or 'insecure'",
  )
}

const isOptions = (value: unknown): boolean => typeof value === 'object' && value !== null
const isPath = (path: unknown): boolean => typeof path === 'string' && path !== ''

function insecure(): HostKeyPolicy {
  let warned = false
  return {
    mode: 'insecure',
    check: async () => {
      if (!warned)
        process.emitWarning("hostKey: 'insecure' trusts whoever answers", { code: 'CLOUD_SSH_INSECURE' })
      warned = true
      return { types: [], judge: () => undefined }
    },
  }
}

/** An RSA key below 2048 bits can be had by who wants it, so it proves nothing. */
function withoutShortRsa(policy: HostKeyPolicy): HostKeyPolicy {
  return {
    ...policy,
    check: async (target) => {
      const check = await policy.check(target)
      return {
        ...check,
        judge: (seen) => {
          const bits = rsaBits(seen)
          if (bits === undefined || bits >= 2048) return check.judge(seen)
          return {
            why: `an RSA key of ${bits} bits proves nothing`,
            hint: 'give the machine an ed25519 host key',
          }
        },
      }
    },
  }
}
