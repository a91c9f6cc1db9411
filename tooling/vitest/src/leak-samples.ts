import { generateKeyPairSync, randomBytes } from 'node:crypto'

/** One of each kind of secret that the watch knows, as real ones look. */
export const samples: Readonly<
  Record<'secretKey' | 'token' | 'privateKey' | 'openSshKey' | 'signature' | 'mocked', string>
> = {
  secretKey: `emulatedSecret${randomBytes(19).toString('base64').slice(0, 26)}`,
  token: `dop_v1_${randomBytes(32).toString('hex')}`,
  privateKey: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  openSshKey: Buffer.from(`openssh-key-v1\0${randomBytes(40).toString('latin1')}`, 'latin1').toString(
    'base64',
  ),
  signature: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE, Signature=${randomBytes(32).toString('hex')}`,
  mocked: 'secret-of-the-tests',
}

/** What marks itself as every error of the library does, made without the library. */
export function cloudError(message: string, members: object = {}): Error {
  const error = Object.assign(new Error(message), { code: 'unknown' }, members)
  return Object.defineProperty(error, Symbol.for('@cloud/core.CloudError'), { value: true })
}
