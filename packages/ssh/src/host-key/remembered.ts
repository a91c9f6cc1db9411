import type { PublicKey } from '../public-key.ts'
import { anyOf, type HostKeyPolicy } from './check.ts'
import { writtenDown } from './written-down.ts'

/**
 * Holds a node to the first key that was accepted of it to stay, for the life of the access, or to
 * the one that an earlier process wrote down: a second look would only be a second chance
 * for somebody else, as what a provider tells can change under it.
 */
export function remembered(policy: HostKeyPolicy): HostKeyPolicy {
  const keys = new Map<string, PublicKey>()
  return {
    ...policy,
    check: async (target) => {
      const { id } = target.to.node
      const known = keys.get(id) ?? writtenDown(target.to, policy.mode, 'proved').at(-1)
      if (known) return anyOf([known])
      const check = await policy.check(target)
      const keep = (seen: PublicKey) => {
        keys.set(id, seen)
      }
      if (check.successor) return { ...check, succeeded: keep }
      return {
        ...check,
        accepted: async (seen) => {
          await check.accepted?.(seen)
          keep(seen)
        },
      }
    },
  }
}
