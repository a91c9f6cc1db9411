import { createHmac } from 'node:crypto'
import { type PublicKey, readPublicKey } from '../public-key.ts'

/** One line of an OpenSSH known_hosts file; see SSH_KNOWN_HOSTS FILE FORMAT in sshd(8). */
export interface KnownHost {
  readonly marker?: 'revoked' | 'cert-authority'
  /** Comma-separated patterns, or one hashed name. */
  readonly hosts: string
  readonly key: PublicKey
}

/** The lines that hold a key; comments and what cannot be read are left out, as OpenSSH does. */
export function readKnownHosts(text: string): KnownHost[] {
  return text.split(/\r?\n/).flatMap((line) => readLine(line.trim()) ?? [])
}

function readLine(line: string): KnownHost | undefined {
  if (line.startsWith('#')) return undefined
  const words = line.split(/[ \t]+/)
  const marker = words[0]?.startsWith('@') ? words.shift()?.slice(1) : undefined
  const [hosts, ...rest] = words
  const key = readPublicKey(rest.join(' '))
  if (hosts === undefined || key === undefined) return undefined
  if (marker === undefined) return { hosts, key }
  return marker === 'revoked' || marker === 'cert-authority' ? { marker, hosts, key } : undefined
}

/** Whether the line speaks of the host; on another port than 22 it goes by the name `[host]:port`. */
export function namesHost(known: KnownHost, host: string, port: number): boolean {
  const name = (port === 22 ? host : `[${host}]:${port}`).toLowerCase()
  if (known.hosts.startsWith('|')) return isHashOf(known.hosts, name)
  const patterns = known.hosts.toLowerCase().split(',')
  const negated = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1))
  if (negated.some((pattern) => fits(pattern, name))) return false
  return patterns.some((pattern) => !pattern.startsWith('!') && fits(pattern, name))
}

/** `|1|salt|hash`: HMAC-SHA1 of the name, keyed with the salt. */
function isHashOf(hashed: string, name: string): boolean {
  const [, version, salt = '', hash = ''] = hashed.split('|')
  if (version !== '1') return false
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash
}

/** `*` stands for any characters and `?` for one; compared by position, so that no pattern takes long. */
function fits(pattern: string, name: string): boolean {
  let [p, n, star, mark] = [0, 0, -1, 0]
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++
      mark = n
    } else if (pattern[p] === '?' || pattern[p] === name[n]) {
      p++
      n++
    } else if (star >= 0) {
      p = star + 1
      n = ++mark
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}
