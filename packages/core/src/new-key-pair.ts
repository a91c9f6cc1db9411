import type { KeyObject } from 'node:crypto'
import { nodeCrypto } from './builtins.ts'
import { invalid } from './errors.ts'
import { type Secret, secret } from './secret.ts'

export interface NewKeyPair {
  /** An OpenSSH line, with the name as its comment. */
  readonly publicKey: string
  /** PEM. */
  readonly privateKey: Secret
}

/** Makes a key pair, for a provider that makes none. `invalid` for a type that the contract has not. */
export async function newKeyPair(name: string, type: string = 'ed25519'): Promise<NewKeyPair> {
  const pair = await generated(type)
  const format = 'pem'
  const material = pair.privateKey.export({ type: type === 'rsa' ? 'pkcs1' : 'pkcs8', format } as const)
  return { publicKey: opensshLine(pair.publicKey, type, name), privateKey: secret(String(material)) }
}

interface Keys {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

async function generated(type: string): Promise<Keys> {
  const { promise, resolve, reject } = Promise.withResolvers<Keys>()
  const done = (error: Error | null, publicKey: KeyObject, privateKey: KeyObject) =>
    error ? reject(error) : resolve({ publicKey, privateKey })
  if (type === 'ed25519') nodeCrypto().generateKeyPair('ed25519', {}, done)
  else if (type === 'rsa') nodeCrypto().generateKeyPair('rsa', { modulusLength: 3072 }, done)
  else throw invalid(`The type ${JSON.stringify(type)} is none of a key pair`, 'ed25519 or rsa')
  return promise
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
