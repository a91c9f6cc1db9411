import type { CloudError } from '@cloud/core'
import { invalid, nodeCrypto } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { refusal } from './refusal.ts'

/** The words by which what a call made is found again, and told from what another call made under the same key. */
export interface Intent {
  readonly word: string
  /** Of a call with a key alone. */
  readonly digest: string
}

/** The intent of a create, whose key was checked; `options` is all that would make the outcome another. */
export function intentOf(idempotencyKey: string | undefined, options: unknown): Intent {
  return idempotencyKey === undefined
    ? { word: short(crypto.randomUUID(), 12), digest: '' }
    : { word: short(idempotencyKey, 12), digest: short(JSON.stringify(options), 6) }
}

/** Small letters and digits, which all that is named by them takes. */
function short(text: string, length: number): string {
  return BigInt(`0x${nodeCrypto().hash('sha256', text)}`)
    .toString(36)
    .padStart(50, '0')
    .slice(-length)
}

/** `conflict` for what an earlier call with the same key made and this one does not want. */
export function otherOptions(client: CloudStackClient, id: string): CloudError {
  return refusal(client, 'conflict', 'The idempotency key was used with other options', { id })
}

/** `invalid` for a key that the contract does not have. */
export function checkKey(idempotencyKey: unknown): void {
  if (typeof idempotencyKey === 'string' && /^[\x21-\x7e]{1,64}$/.test(idempotencyKey)) return
  throw invalid('idempotencyKey does not fit', '1 to 64 printable ASCII characters without spaces')
}
