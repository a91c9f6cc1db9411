import { readFile } from 'node:fs/promises'
import { invalid } from '@cloud/core/driver'
import { type PublicKey, sameKey } from '../public-key.ts'
import { type HostKeyPolicy, mismatch, type Refusal, type Target, unknownKey } from './check.ts'
import { type KnownHost, namesHost, readKnownHosts } from './known-hosts-file.ts'

/** Takes what an OpenSSH known_hosts file says of the address. Read before each connection, never written. */
export function knownHosts(path: string): HostKeyPolicy {
  return {
    mode: 'known-hosts',
    check: async (target) => {
      const lines = readKnownHosts(await read(path)).filter((line) =>
        namesHost(line, target.host, target.port),
      )
      const plain = lines.filter((line) => line.marker === undefined)
      return {
        types: plain.map((line) => line.key.type),
        judge: (seen) => judge(seen, lines, plain, target),
      }
    },
  }
}

function judge(
  seen: PublicKey,
  lines: readonly KnownHost[],
  plain: readonly KnownHost[],
  target: Target,
): Refusal | undefined {
  if (lines.some((line) => line.marker === 'revoked' && sameKey(line.key, seen)))
    return {
      why: 'known_hosts marks it as revoked',
      hint: 'who holds this key is not to be trusted any more',
    }
  if (plain.some((line) => sameKey(line.key, seen))) return undefined
  if (plain.length > 0) return mismatch(plain.map((line) => line.key.fingerprint))
  if (lines.some((line) => line.marker === 'cert-authority'))
    return {
      why: 'known_hosts knows this host by a certificate authority only, and host certificates are not supported',
      hint: 'add a line with the host key itself, or pin it',
    }
  const name = target.port === 22 ? target.host : `[${target.host}]:${target.port}`
  return unknownKey(seen, `known_hosts has no line for ${name}`)
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw invalid(`known_hosts cannot be read: ${(error as Error).message}`, 'the path of an OpenSSH file')
  }
}
