import { invalid } from './errors.ts'

export interface PublicKey {
  /** As in `ssh-ed25519`. */
  readonly type: string
  /** The key itself, in base64. */
  readonly body: string
  readonly comment?: string
}

const right = 'the line of a .pub file, ssh-ed25519 AAAA... name'

/** How many bytes a key of each type has; the two numbers of RSA are measured apart. */
const lengths: Readonly<Record<string, number>> = {
  'ssh-ed25519': 32,
  'sk-ssh-ed25519@openssh.com': 32,
  'ecdsa-sha2-nistp256': 65,
  'ecdsa-sha2-nistp384': 97,
  'ecdsa-sha2-nistp521': 133,
  'sk-ecdsa-sha2-nistp256@openssh.com': 65,
  'ssh-rsa': 0,
}

/** What is given in place of a public key. The first that fits is told. */
const mistakes: readonly (readonly [is: RegExp, what: string, right: string])[] = [
  [/PRIVATE KEY-----|^PuTTY-User/, 'that is a private key', 'ssh-keygen -y -f FILE prints its public key'],
  [
    /^(?:[~./\\]|[A-Za-z]:\\)|^\S+\.(?:pub|pem)$/,
    'that is the name of a file and not a public key',
    'what is in the file',
  ],
]

/**
 * Reads an OpenSSH public key line, `type base64 comment`, and checks that the body is a key of that type. Anything else is
 * `invalid`: options before the type, more lines, a private key, a file's name, a certificate, DSA, RSA under 2048 bits.
 */
export function checkPublicKey(line: string): PublicKey {
  for (const [is, what, instead] of mistakes) if (is.test(line)) throw invalid(what, instead)
  const [, type = '', body, comment = ''] =
    /^(\S+)[ \t]+(\S+)(?:[ \t]+([^\0-\x08\n-\x1f\x7f]*))?$/.exec(line) ?? []
  const length = Object.hasOwn(lengths, type) ? lengths[type] : undefined
  if (length === undefined || body === undefined) {
    const start = JSON.stringify(line.slice(0, 20))
    throw invalid(`what begins with ${start} is not one public key of OpenSSH that servers take`, right)
  }
  const bytes = Buffer.from(body, 'base64')
  const fields = bytes.toString('base64') === body ? fieldsOf(bytes) : []
  if (!isKey(fields, type, length)) throw invalid(`the public key is damaged or no ${type} key`, right)
  const bits = length === 0 ? bitsOf(fields[2]) : 2048
  if (bits < 2048 || bits > 16_384) throw invalid(`the RSA key has ${bits} bits`, '2048 to 16384')
  const said = comment.trim()
  return said === '' ? { type, body } : { type, body, comment: said }
}

/** Length-prefixed strings, one after the other (RFC 4251, section 5); none where the last is cut short. */
function fieldsOf(bytes: Buffer): Buffer[] {
  const fields: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const from = at + 4
    at = from > bytes.length ? from : from + bytes.readUInt32BE(at)
    if (at > bytes.length) return []
    fields.push(bytes.subarray(from, at))
  }
  return fields
}

/** Whether these are the fields that a key of the type has: of a curve with its name and a point that is not compressed. */
function isKey([said, ...left]: Buffer[], type: string, length: number): boolean {
  const [curve] = /nistp\d+/.exec(type) ?? []
  if (said?.toString('latin1') !== type || (curve && left.shift()?.toString('latin1') !== curve)) return false
  const key = left.shift()
  const good = length === 0 ? isPositive(key) && isPositive(left.shift()) : key?.length === length
  if (!good || (curve && key?.[0] !== 4) || (type.startsWith('sk-') && !left.shift()?.length)) return false
  return left.length === 0
}

/** A number of RFC 4251 in its shortest form, above 0. */
function isPositive([first = 0, second = 0]: Iterable<number> = []): boolean {
  return first > 0 ? first < 128 : second >= 128
}

function bitsOf([first = 0, ...left]: Iterable<number> = []): number {
  return left.length * 8 + 32 - Math.clz32(first)
}
