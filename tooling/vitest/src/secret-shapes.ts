/**
 * What secrets look like, so that they are known wherever they turn up: in tests the emulators give out credentials with a mark in them,
 * mocked clouds are asked with `secret-of-the-tests`, and private keys and signatures have a form of their own.
 */
interface Shape {
  readonly name: string
  readonly pattern: RegExp
}

const shapes: readonly Shape[] = [
  { name: 'a secret access key of the emulators', pattern: marked('emulatedSecret') },
  { name: 'a token of the emulators', pattern: /dop_v1_[0-9a-f]{64}/ },
  { name: 'a credential of the tests', pattern: marked('secret-of-the-tests') },
  { name: 'a private key', pattern: /PRIVATE KEY-----(?:\\+n|\s|%0A)+(?:[\w-]+: [^\n]*\n)*[\w+/]{16}/ },
  // The bytes that an OpenSSH private key begins with; and its first line, encoded once more, as user data is.
  { name: 'a private key', pattern: marked('b3BlbnNzaC1rZXktdjE') },
  { name: 'a signature', pattern: /Signature=[0-9a-f]{64}/i },
  { name: 'a header with credentials', pattern: /\b(?:Bearer [\w.-]{16,}|Basic [\w+/=]{16,}$)/ },
]

/** The text as it is, and inside of base64, where the bytes before it decide which of three forms it has. */
function marked(text: string): RegExp {
  const forms = [text, ...base64Forms(text)].map((form) => form.replace(/[^\w]/g, '\\$&'))
  return new RegExp(forms.join('|'))
}

/** What is the same of a text in base64 whatever is before and after it. */
export function base64Forms(text: string | Uint8Array): string[] {
  const bytes = Buffer.from(text)
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    const whole = Math.floor(((before + bytes.length) * 8) / 6)
    return encoded.slice(Math.ceil((before * 8) / 6), whole)
  })
}

/** The names of the secrets in a text. */
export function secretsIn(text: string): string[] {
  // The shortest one has this many characters.
  if (text.length < 14) return []
  return [...new Set(shapes.filter(({ pattern }) => pattern.test(text)).map(({ name }) => name))]
}
