import { invalid, nodeCrypto } from '@cloud/core/driver'
import { refusal } from './lookups.ts'
import type { TagsOf } from './tags.ts'

/** The tags by which what a call made is found again, and told from what another call made under the same key. */
export const intentTag = 'cloud-intent'
export const digestTag = 'cloud-digest'

export interface Intent {
  readonly key: string
  /** To be stored with what is made, beside its own tags. */
  readonly tags: TagsOf
}

/** The intent of a create; `options` is all that would make the outcome another. */
export function intentOf(key: unknown, options: object): Intent {
  if (key !== undefined && !(typeof key === 'string' && /^[\x21-\x7e]{1,64}$/.test(key)))
    throw invalid('idempotencyKey does not fit', '1 to 64 printable ASCII characters without spaces')
  const known = key ?? crypto.randomUUID()
  return { key: known, tags: { [intentTag]: short(known), [digestTag]: short(JSON.stringify(options)) } }
}

export const short = (text: string): string => nodeCrypto().hash('sha256', text).slice(0, 32)

/**
 * Whether what bears the name is what a call with this intent made; `conflict` where one with the same key and other options did.
 */
export function isOurs(found: TagsOf, { tags }: Intent): boolean {
  if (found[intentTag] !== tags[intentTag]) return false
  if (found[digestTag] === tags[digestTag]) return true
  throw refusal('conflict', 'The idempotency key was used with other options')
}
