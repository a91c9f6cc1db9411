import { constants, createPublicKey, publicEncrypt } from 'node:crypto'
import type { CloudStack } from './cloud.ts'

const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** As the server draws them; `random` makes the same ones in every run with the same seed. */
export function newPassword({ centre: { random } }: CloudStack): string {
  return Array.from({ length: 12 }, () => letters.charAt(Math.floor(random.next() * letters.length))).join('')
}

/** In base 64, with PKCS #1 padding, to the first RSA key; undefined where there is none, which is as the server does. */
export function encryptTo(publicKeys: readonly string[], password: string): string | undefined {
  const line = publicKeys.find((key) => key.startsWith('ssh-rsa '))
  if (line === undefined) return undefined
  const [, exponent, modulus] = stringsOf(Buffer.from(line.split(' ')[1] ?? '', 'base64'))
  if (!exponent || !modulus) return undefined
  const key = createPublicKey({
    format: 'jwk',
    key: { kty: 'RSA', e: number(exponent), n: number(modulus) },
  })
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(password)).toString(
    'base64',
  )
}

const number = (bytes: Buffer): string => bytes.subarray(bytes[0] === 0 ? 1 : 0).toString('base64url')

/** Lengths of four bytes, each followed by as many bytes. */
function stringsOf(blob: Buffer): readonly Buffer[] {
  const strings: Buffer[] = []
  for (let at = 0; at + 4 <= blob.length; ) {
    const end = at + 4 + blob.readUInt32BE(at)
    strings.push(blob.subarray(at + 4, end))
    at = end
  }
  return strings
}
