import type { ConnectTo, KnownHostKey } from '@cloud/core'
import { type PublicKey, readPublicKey } from '../public-key.ts'

/** The machine's keys of a stage that an earlier process wrote down. What was known in another way says nothing in this one. */
export function writtenDown(
  { known = [] }: Pick<ConnectTo, 'known'>,
  mode: string,
  stage: KnownHostKey['stage'],
): readonly PublicKey[] {
  return known
    .filter((each) => each.mode === mode && each.stage === stage)
    .flatMap(({ publicKey }) => readPublicKey(publicKey) ?? [])
}
