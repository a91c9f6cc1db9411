import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { invalid } from './errors.ts'
import { type Secret, secret } from './secret.ts'

export interface NewKeyPair {
  /** An OpenSSH line, with the name as its comment. */
  readonly publicKey: string
  /** PEM. */
  readonly privateKey: Secret
}

const generate = promisify(generateKeyPair)

/** Makes a key pair, for a provider that makes none. `invalid` for a type that the contract has not. */
export async function newKeyPair(name: string, type: string = 'ed25519'): Promise<NewKeyPair> {
  const pair = await generated(type)
  const format = 'pem'
  const material = pair.privateKey.export({ type: type === 'rsa' ? 'pkcs1' : 'pkcs8', format } as const)
  return { publicKey: opensshLine(pair.publicKey, type, name), privateKey: secret(String(material)) }
}

function generated(type: string): Promise<{ readonly publicKey: KeyObject; readonly privateKey: KeyObject }> {
  if (type === 'ed25519') return generate('ed25519', {})
  if (type === 'rsa') return generate('rsa', { modulusLength: 3072 })
  throw invalid(`The type ${JSON.stringify(type)} is none of a key pair`, 'ed25519 or rsa')
}

/** https://www.rfc-editor.org/rfc/rfc8709#section-4, https://www.rfc-editor.org/rfc/rfc4253#section-6.6 */
function opensshLine(key: KeyObject, type: string, name: string): string {
  const { x = '', e = '', n = '' } = key.export({ format: 'jwk' })
  const bytes = (text: string) => Buffer.from(text, 'base64url')
  const integer = (text: string) => {
    const value = bytes(text)
    return (value[0] ?? 0) >= 128 ? Buffer.concat([Buffer.of(0), value]) : value
  }
  const fields = [Buffer.from(`ssh-${type}`), ...(type === 'rsa' ? [integer(e), integer(n)] : [bytes(x)])]
  const length = (field: Uint8Array) => {
    const size = Buffer.alloc(4)
    size.writeUInt32BE(field.length)
    return size
  }
  const body = Buffer.concat(fields.flatMap((field) => [length(field), field])).toString('base64')
  return `ssh-${type} ${body} ${name.replace(/\s+/g, '-')}`
}
