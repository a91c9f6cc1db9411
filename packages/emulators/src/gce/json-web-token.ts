import { type KeyObject, verify } from 'node:crypto'
import { isMembers } from './json.ts'

type Members = Readonly<Record<string, unknown>>

export interface JsonWebToken {
  readonly header: Members
  readonly claims: Members
  /** The RS256 signature is of the key. */
  readonly signedBy: (key: KeyObject) => boolean
}

/** Takes a token apart; undefined for what is none. Nothing of it is believed before `signedBy` says so. */
export function readJsonWebToken(text: string): JsonWebToken | undefined {
  const [head = '', body = '', signature = '', more] = text.split('.')
  if (more !== undefined || !signature) return undefined
  const header = membersOf(head)
  const claims = membersOf(body)
  if (!header || !claims) return undefined
  const signed = Buffer.from(`${head}.${body}`)
  return {
    header,
    claims,
    signedBy: (key) =>
      header.alg === 'RS256' && verify('sha256', signed, key, Buffer.from(signature, 'base64url')),
  }
}

function membersOf(part: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return isMembers(value) ? value : undefined
  } catch {
    return undefined
  }
}
