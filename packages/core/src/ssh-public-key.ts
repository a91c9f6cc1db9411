import { invalid } from './errors.ts'

export interface PublicKey {
  /** As in `ssh-ed25519`. */
  readonly type: string
  /** The key itself, in base64. */
  readonly body: string
  readonly comment?: string
}

const right = "pass the one line of a .pub file, as in 'ssh-ed25519 AAAA… name'"

/** What follows the type in the decoded body. */
const contents: Readonly<Record<string, (fields: Fields) => string | undefined>> = {
  'ssh-ed25519': (fields) => wrongLength(fields.next(), 32),
  'sk-ssh-ed25519@openssh.com': (fields) => wrongLength(fields.next(), 32) ?? emptyApplication(fields.next()),
  'ecdsa-sha2-nistp256': (fields) => wrongPoint(fields, 'nistp256', 65),
  'ecdsa-sha2-nistp384': (fields) => wrongPoint(fields, 'nistp384', 97),
  'ecdsa-sha2-nistp521': (fields) => wrongPoint(fields, 'nistp521', 133),
  'sk-ecdsa-sha2-nistp256@openssh.com': (fields) =>
    wrongPoint(fields, 'nistp256', 65) ?? emptyApplication(fields.next()),
  'ssh-rsa': (fields) => wrongExponent(fields.next()) ?? wrongModulus(fields.next()),
}

/**
 * Reads an OpenSSH public key line, `type base64 comment`, and checks that the body is a key of that type. Anything else is
 * `invalid`: options before the type, more lines, a private key, a file's name, DSA, RSA under 2048 bits.
 */
export function checkPublicKey(line: string): PublicKey {
  refuseKnownMistakes(line)
  const [, type = '', body, comment = ''] = /^(\S+)[ \t]+(\S+)(?:[ \t]+(.*))?$/.exec(line) ?? []
  refuseType(type || line, line)
  const check = Object.hasOwn(contents, type) ? contents[type] : undefined
  if (check === undefined || body === undefined) {
    throw invalid(`the public key begins with '${type.slice(0, 40)}', which is no key type`, right)
  }
  const bytes = Buffer.from(body, 'base64')
  if (bytes.toString('base64') !== body) throw invalid(`the body of the ${type} key is not base64`, right)
  const wrong = wrongBody(bytes, type, check)
  if (wrong !== undefined) throw invalid(`the public key is damaged or no ${type} key: ${wrong}`, right)
  const said = comment.trim()
  return said === '' ? { type, body } : { type, body, comment: said }
}

function refuseKnownMistakes(line: string): void {
  if (/PRIVATE KEY-----|^PuTTY-User-Key-File/.test(line)) {
    throw invalid(
      'that is a private key, which never belongs on a machine',
      `${right}; ssh-keygen -y -f FILE prints it`,
    )
  }
  if (/^-----BEGIN (?:RSA )?PUBLIC KEY/.test(line)) {
    throw invalid('that public key is in PEM', `${right}; ssh-keygen -i -m PKCS8 -f FILE converts it`)
  }
  if (line.startsWith('---- BEGIN SSH2 PUBLIC KEY')) {
    throw invalid(
      'that public key is in the format of RFC 4716',
      `${right}; ssh-keygen -i -f FILE converts it`,
    )
  }
  if (line.trim() === '') throw invalid('the public key is empty', right)
  if (/[\r\n]/.test(line)) {
    throw invalid(
      'the public key has a line end in it',
      'pass one key an entry, without the line end: trim() what a file holds',
    )
  }
  if (/[\0-\x08\x0b-\x1f\x7f]/.test(line))
    throw invalid('the public key has a control character in it', right)
  if (/^(?:[~./\\]|[A-Za-z]:\\)/.test(line) || /^\S+\.(?:pub|pem)$/.test(line)) {
    throw invalid('that is the name of a file and not a public key', 'read the file and pass what it holds')
  }
}

function refuseType(type: string, line: string): void {
  if (type === 'ssh-dss') {
    throw invalid(
      'DSA keys are accepted by no current SSH server',
      'make an ed25519 key: ssh-keygen -t ed25519',
    )
  }
  if (type.endsWith('-cert-v01@openssh.com')) {
    throw invalid('that is a certificate and not a public key', 'pass the key it was made for')
  }
  const known = Object.keys(contents).some((name) => line.includes(` ${name} `))
  if (!Object.hasOwn(contents, type) && known) {
    throw invalid(
      'the public key has options before its type',
      'leave the options out: only the type, the key and a comment',
    )
  }
}

/** Length-prefixed strings, one after the other (RFC 4251, section 5). */
interface Fields {
  readonly next: () => Buffer | undefined
  readonly left: () => number
}

function fieldsOf(bytes: Buffer): Fields {
  let at = 0
  return {
    next: () => {
      if (at + 4 > bytes.length) return undefined
      const end = at + 4 + bytes.readUInt32BE(at)
      if (end > bytes.length) return undefined
      const field = bytes.subarray(at + 4, end)
      at = end
      return field
    },
    left: () => bytes.length - at,
  }
}

function wrongBody(
  bytes: Buffer,
  type: string,
  check: (fields: Fields) => string | undefined,
): string | undefined {
  const fields = fieldsOf(bytes)
  if (fields.next()?.toString('latin1') !== type) return 'its body names another type'
  return check(fields) ?? (fields.left() > 0 ? 'something follows its end' : undefined)
}

function wrongLength(field: Buffer | undefined, length: number): string | undefined {
  return field?.length === length ? undefined : `its key is not ${length} bytes long`
}

function wrongPoint(fields: Fields, curve: string, length: number): string | undefined {
  if (fields.next()?.toString('latin1') !== curve) return `its curve is not ${curve}`
  const point = fields.next()
  return wrongLength(point, length) ?? (point?.[0] === 4 ? undefined : 'its point is compressed')
}

function emptyApplication(field: Buffer | undefined): string | undefined {
  return field !== undefined && field.length > 0 ? undefined : 'it names no application'
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
