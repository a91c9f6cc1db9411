import type { Gce } from './cloud.ts'
import { Refusal } from './refusal.ts'

/** `had` is what a request says of the state that it changes. Throws a `Refusal` where that is no longer the state. */
export function checkFingerprint(had: string | undefined, current: unknown, what: string): void {
  if (had === current) return
  throw new Refusal('conditionNotMet', `Supplied fingerprint does not match current ${what} fingerprint.`)
}

export const newFingerprint = ({ centre }: Pick<Gce, 'centre'>): string =>
  Buffer.from(centre.random.hex(16), 'hex').toString('base64')
