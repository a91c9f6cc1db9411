import { createHash } from 'node:crypto'
import { hmac, scopeText, sha256 } from '../../ec2/canonical-request.ts'
import { Refusal } from '../refusal.ts'
import { equal } from '../signature/verify.ts'
import type { ChunkChain } from './payload.ts'

/** Each chunk is signed with the signature before it, so that none can be left out or moved. */
export interface ChunkSignatures {
  readonly update: (bytes: Uint8Array) => void
  /** Throws when the chunk that was read is not the one that was signed. */
  readonly endChunk: (signature: string) => void
  readonly endTrailer: (lines: readonly string[], signature: string) => void
}

const none: ChunkSignatures = { update: () => {}, endChunk: () => {}, endTrailer: () => {} }

export function chunkSignatures(chain: ChunkChain | undefined): ChunkSignatures {
  if (!chain) return none
  const { key, time, scope, seed } = chain
  let before = seed
  let hash = createHash('sha256')
  const check = (kind: string, hashes: readonly string[], given: string) => {
    const text = [`AWS4-HMAC-SHA256-${kind}`, time, scopeText(scope), before, ...hashes].join('\n')
    const expected = hmac(key, text).toString('hex')
    if (!equal(expected, given)) {
      throw new Refusal('SignatureDoesNotMatch', undefined, {
        details: { StringToSign: text, SignatureProvided: given },
      })
    }
    before = given
  }
  return {
    update: (bytes) => {
      hash.update(bytes)
    },
    endChunk: (signature) => {
      check('PAYLOAD', [sha256(''), hash.digest('hex')], signature)
      hash = createHash('sha256')
    },
    endTrailer: (lines, signature) => {
      check('TRAILER', [sha256(lines.map((line) => `${line}\n`).join(''))], signature)
    },
  }
}
