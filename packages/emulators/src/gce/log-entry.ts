import type { WireRequest } from '../http/wire.ts'
import { isMembers } from './json.ts'
import { findRoute } from './router.ts'
import { tokenPath } from './token-endpoint.ts'

interface Entry {
  readonly operation: string
  readonly params: Readonly<Record<string, string>>
}

/** Keys of metadata that may hold secrets, and members of bodies that do. */
const secretKeys =
  /^(?:user-data|.*startup-script.*|.*shutdown-script.*|.*(?:password|secret|token|private).*)$/i
const secretMembers = new Set(['privateKey', 'rawKey', 'rsaEncryptedKey', 'oauth2ClientSecret'])

/** What a request asks for, without the values that are nobody else's to know. */
export function readForLog({ method, path, query, body }: WireRequest): Entry {
  if (path === tokenPath) return { operation: 'oauth2.token', params: {} }
  const match = findRoute(method, path)
  return {
    operation: match?.route.operation ?? `${method} ${path}`,
    params: { ...match?.path, ...queryForLog(query), ...bodyForLog(body) },
  }
}

const queryForLog = (query: string) =>
  Object.fromEntries(
    [...new URLSearchParams(query)].filter(([name]) => name !== 'access_token' && name !== 'key'),
  )

function bodyForLog(body: Buffer): Readonly<Record<string, string>> {
  try {
    const members: unknown = JSON.parse(body.toString())
    if (!isMembers(members)) return {}
    const shown = cleaned(members) as Readonly<Record<string, unknown>>
    return Object.fromEntries(
      Object.entries(shown).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    )
  } catch {
    return {}
  }
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned)
  if (!isMembers(value)) return value
  const { key } = value
  const hidden = typeof key === 'string' && secretKeys.test(key)
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      secretMembers.has(name) || (hidden && name === 'value') ? [] : [[name, cleaned(member)]],
    ),
  )
}
