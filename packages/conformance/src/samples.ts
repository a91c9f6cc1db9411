import { generateKeyPairSync } from 'node:crypto'
import { publicKeyLine } from './openssh-public-key.ts'

/** Texts that are no OpenSSH public key line, by what is wrong with them. */
export function notPublicKeys(): Readonly<Record<string, string>> {
  const pair = generateKeyPairSync('ed25519')
  const good = publicKeyLine(pair.publicKey)
  const [type, blob = ''] = good.split(' ')
  return {
    'an empty text': '',
    'a sentence': 'this is not a key',
    'a type alone': 'ssh-ed25519',
    'a blob that is no base64': `${type} !!!!`,
    'a blob of another type': `ssh-rsa ${blob}`,
    'half a blob': `${type} ${blob.slice(0, 24)}`,
    'two lines': `${good}\n${good}`,
    'a private key': String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    'a public key in PEM': String(pair.publicKey.export({ type: 'spki', format: 'pem' })),
  }
}

/** Names that no node may have, by what is wrong with them. `stem` is a name that may be had. */
export function badNames(stem: string): Readonly<Record<string, string>> {
  return {
    'an empty name': '',
    'a line feed': `${stem}\nb`,
    'a NUL': `${stem}\0`,
    'an escape': `${stem}\u001b[31m`,
    'a DEL': `${stem}\u007f`,
    'a C1 control': `${stem}\u0085`,
    '300 characters': stem.padEnd(300, 'x'),
  }
}
