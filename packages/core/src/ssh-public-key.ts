import { type CloudError, invalid } from './errors.ts'

export interface PublicKey {
  /** As in `ssh-ed25519`. */
  readonly type: string
  /** The key itself, in base64. */
  readonly body: string
  readonly comment?: string
}

const right = "pass the one line of a .pub file, as in 'ssh-ed25519 AAAA… name'"

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
const mistakes: readonly (readonly [is: RegExp, what: string, hint?: string])[] = [
  [
    /PRIVATE KEY-----|^PuTTY-User-Key-File/,
    'that is a private key, which never belongs on a machine',
    `${right}; ssh-keygen -y -f FILE prints it`,
  ],
  [
    /^-----BEGIN (?:RSA )?PUBLIC KEY/,
    'that public key is in PEM',
    `${right}; ssh-keygen -i -m PKCS8 -f FILE converts it`,
  ],
  [
    /^---- BEGIN SSH2 PUBLIC KEY/,
    'that public key is in the format of RFC 4716',
    `${right}; ssh-keygen -i -f FILE converts it`,
  ],
  [/^\s*$/, 'the public key is empty'],
  [
    /[\r\n]/,
    'the public key has a line end in it',
    'pass one key an entry, without the line end: trim() what a file holds',
  ],
  [/[\0-\x08\x0b-\x1f\x7f]/, 'the public key has a control character in it'],
  [
    /^(?:[~./\\]|[A-Za-z]:\\)|^\S+\.(?:pub|pem)$/,
    'that is the name of a file and not a public key',
    'read the file and pass what it holds',
  ],
  [
    /^ssh-dss(?:\s|$)/,
    'DSA keys are accepted by no current SSH server',
    'make an ed25519 key: ssh-keygen -t ed25519',
  ],
  [
    /^\S+-cert-v01@openssh\.com(?:\s|$)/,
    'that is a certificate and not a public key',
    'pass the key it was made for',
  ],
]

/**
 * Reads an OpenSSH public key line, `type base64 comment`, and checks that the body is a key of that type. Anything else is
 * `invalid`: options before the type, more lines, a private key, a file's name, DSA, RSA under 2048 bits.
 */
export function checkPublicKey(line: string): PublicKey {
  for (const [is, what, hint = right] of mistakes) if (is.test(line)) throw invalid(what, hint)
  const [, type = '', body, comment = ''] = /^(\S+)[ \t]+(\S+)(?:[ \t]+(.*))?$/.exec(line) ?? []
  const length = Object.hasOwn(lengths, type) ? lengths[type] : undefined
  if (length === undefined || body === undefined) throw unknownType(type, line)
  const bytes = Buffer.from(body, 'base64')
  if (bytes.toString('base64') !== body) throw invalid(`the body of the ${type} key is not base64`, right)
  const wrong = wrongBody(fieldsOf(bytes), type, length)
  if (wrong !== undefined) throw invalid(`the public key is damaged or no ${type} key: ${wrong}`, right)
  const said = comment.trim()
  return said === '' ? { type, body } : { type, body, comment: said }
}

function unknownType(type: string, line: string): CloudError {
  if (Object.keys(lengths).some((name) => line.includes(` ${name} `)))
    return invalid(
      'the public key has options before its type',
      'leave the options out: only the type, the key and a comment',
    )
  return invalid(`the public key begins with '${type.slice(0, 40)}', which is no key type`, right)
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

function wrongBody(fields: Buffer[], type: string, length: number): string | undefined {
  const [said, ...left] = fields
  if (said?.toString('latin1') !== type) return 'its body is cut short or names another type'
  const [curve] = /nistp\d+/.exec(type) ?? []
  if (curve && left.shift()?.toString('latin1') !== curve) return `its curve is not ${curve}`
  const key = left.shift()
  const wrong = length === 0 ? (wrongExponent(key) ?? wrongModulus(left.shift())) : wrongKey(key, length)
  if (wrong !== undefined) return wrong
  if (curve && key?.[0] !== 4) return 'its point is compressed'
  if (type.startsWith('sk-') && !left.shift()?.length) return 'it names no application'
  return left.length > 0 ? 'something follows its end' : undefined
}

function wrongKey(key: Buffer | undefined, length: number): string | undefined {
  return key?.length === length ? undefined : `its key is not ${length} bytes long`
}

function wrongExponent(field: Buffer | undefined): string | undefined {
  const odd = ((field?.at(-1) ?? 0) & 1) === 1
  const one = field?.length === 1 && field[0] === 1
  return bitsOf(field) > 0 && odd && !one ? undefined : 'its exponent is not an odd number above 1'
}

function wrongModulus(field: Buffer | undefined): string | undefined {
  const bits = bitsOf(field)
  if (bits === 0) return 'its modulus is not a positive number'
  return bits >= 2048 && bits <= 16_384 ? undefined : `it has ${bits} bits, and RSA keys need 2048 to 16384`
}

/** How many bits a positive number of RFC 4251 has; 0 for anything that is none, or not in its shortest form. */
function bitsOf(field: Buffer | undefined): number {
  const [first, second = 0] = field ?? []
  if (field === undefined || first === undefined || first >= 128) return 0
  if (first > 0) return field.length * 8 - Math.clz32(first) + 24
  return second >= 128 ? (field.length - 1) * 8 : 0
}
