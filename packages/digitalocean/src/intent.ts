import { nodeCrypto } from '@cloud/core/driver'
import { refusal } from './refusal.ts'
import { digestPrefix, intentPrefix } from './tags-wire.ts'

/** The words by which what a call made is found again, and told from what another call made under the same key. */
export interface Intent {
  readonly intent: string
  readonly digest: string
  /** To be stored with what is made, beside its own tags. */
  readonly words: readonly string[]
}

/** The intent of a create, whose key was checked; `options` is all that would make the outcome another. */
export function intentOf(idempotencyKey?: string, options: object = {}): Intent {
  const intent = `${intentPrefix}${idempotencyKey === undefined ? crypto.randomUUID() : short(idempotencyKey)}`
  const digest = `${digestPrefix}${short(JSON.stringify(options))}`
  return { intent, digest, words: idempotencyKey === undefined ? [intent] : [intent, digest] }
}

const short = (text: string) => nodeCrypto().hash('sha256', text).slice(0, 32)

export const hasIntent = ({ intent }: Intent, words: readonly string[] | null | undefined): boolean =>
  words?.includes(intent) ?? false

/** What an earlier call with the same key made; `conflict` unless it is what this one wants. */
export function sameOptions<
  T extends { readonly id: string | number; readonly tags: readonly string[] | null },
>(made: T, { digest }: Intent): T {
  if (made.tags?.includes(digest)) return made
  throw refusal('conflict', 'The idempotency key was used with other options', { id: String(made.id) })
}
