import { createPrivateKey, type KeyObject } from 'node:crypto'
import { CloudError, reveal, type Secret } from '@cloud/core'
import { checkSecret, invalid } from '@cloud/core/driver'
import type { ParsedKey } from 'ssh2'
import { writeEd25519 } from './openssh-key.ts'
import { publicKeyOf, rsaBits } from './public-key.ts'
import { withoutSha1 } from './sha1.ts'
import type { Ssh2 } from './ssh2.ts'

export type Passphrase = string | Secret | (() => Promise<string>)

/** Gives the key as ssh2 signs with it; asks for the passphrase once. */
export type PrivateKeySource = (ssh2: Ssh2) => Promise<ParsedKey>

const beginning = /-----BEGIN ([A-Z ]+)-----/
/** Not always the first in its file: `openssl ecparam -genkey` writes the parameters of the curve before the key. */
const keyBeginning = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----/

/**
 * A user's private key: OpenSSH's own format, or PKCS#1, SEC1 and PKCS#8 as PEM, which node:crypto reads. What can be seen of it
 * now, and without ssh2, is checked now; the rest when it is first used. Each failure is `invalid`.
 */
export function privateKeySource(key: string | Secret, passphrase: Passphrase | undefined): PrivateKeySource {
  const text = checkSecret('privateKey', key)
  const format = keyBeginning.exec(text)?.[1]
  if (format === undefined) throw notAKey(beginning.exec(text)?.[1])
  const openSsh = format === 'OPENSSH PRIVATE KEY'
  const encrypted = openSsh ? cipherOf(text) !== 'none' : text.includes('ENCRYPTED')
  if (encrypted && passphrase === undefined)
    throw invalid('The private key is encrypted', 'give its passphrase')
  if (!openSsh && typeof passphrase !== 'function') {
    const readable = convert(text, passphrase)
    return once(async (ssh2) => parse(ssh2, reveal(readable)))
  }
  return once(async (ssh2) => {
    const words = encrypted ? await ask(passphrase) : undefined
    return openSsh ? parse(ssh2, text, words) : parse(ssh2, reveal(convert(text, words)))
  })
}

function notAKey(format: string | undefined): Error {
  const what = format === undefined ? 'is no PEM text' : `is no key but ${format}`
  return invalid(`The private key ${what}`, 'its content as OpenSSH, PKCS#1, SEC1 or PKCS#8, not its path')
}

function unreadable(): Error {
  return invalid('The private key cannot be read', 'it is damaged, or its passphrase is wrong')
}

/** The cipher that an OpenSSH key file names in front. */
function cipherOf(text: string): string {
  const bytes = Buffer.from(text.replace(/-----[A-Z ]+-----/g, ''), 'base64')
  const magic = 'openssh-key-v1\0'
  if (bytes.length < 32 || bytes.toString('latin1', 0, magic.length) !== magic)
    throw invalid('The private key is damaged', 'the whole file, with its line breaks')
  const start = magic.length + 4
  return bytes.toString('latin1', start, start + bytes.readUInt32BE(magic.length))
}

async function ask(passphrase: Passphrase | undefined): Promise<string | undefined> {
  if (typeof passphrase !== 'function') return passphrase === undefined ? undefined : reveal(passphrase)
  try {
    return await passphrase()
  } catch (cause) {
    throw new CloudError('The passphrase of the private key could not be had', {
      code: 'invalid',
      provider: 'ssh',
      cause,
    })
  }
}

function convert(text: string, passphrase: string | Secret | undefined): string | Secret {
  const key = readPem(text, passphrase)
  const type = key.asymmetricKeyType
  if (type !== 'ed25519' && type !== 'rsa' && type !== 'ec')
    throw invalid(`The private key is of type ${type}`, 'ed25519, ecdsa or rsa')
  try {
    if (type === 'ed25519') return writeEd25519(key.export({ format: 'jwk' })).privateKey
    return String(key.export({ type: type === 'rsa' ? 'pkcs1' : 'sec1', format: 'pem' }))
  } catch {
    // Numbers that make no key are read, and only found when they are written.
    throw unreadable()
  }
}

function readPem(text: string, passphrase: string | Secret | undefined): KeyObject {
  try {
    return createPrivateKey({ key: text, ...(passphrase && { passphrase: reveal(passphrase) }) })
  } catch {
    // OpenSSL's own error tells nothing more, and names of its internals would only confuse.
    throw unreadable()
  }
}

function parse(ssh2: Ssh2, text: string, passphrase?: string): ParsedKey {
  const key = readKey(ssh2, text, passphrase)
  if (!key?.isPrivateKey()) throw unreadable()
  const publicKey = publicKeyOf(key.getPublicSSH())
  const bits = publicKey && rsaBits(publicKey)
  if (bits !== undefined && bits < 2048)
    throw invalid(`The private key is RSA with ${bits} bits`, '2048 bits or more')
  if (key.type === 'ssh-dss') throw invalid('The private key is DSA', 'ed25519, ecdsa or rsa')
  return withoutSha1(key)
}

/** Undefined where there is none: ssh2 then returns an error, throws one, or returns nothing for a file of no keys. */
function readKey(ssh2: Ssh2, text: string, passphrase: string | undefined): ParsedKey | undefined {
  try {
    const key: ParsedKey | Error | undefined = ssh2.utils.parseKey(text, passphrase)
    return key instanceof Error ? undefined : key
  } catch {
    return undefined
  }
}

/** Runs `read` once for all who ask; a failure is forgotten, so that a mistyped passphrase can be asked for again. */
function once(read: PrivateKeySource): PrivateKeySource {
  let reading: Promise<ParsedKey> | undefined
  return (ssh2) => {
    reading ??= read(ssh2).catch((error: unknown) => {
      reading = undefined
      throw error
    })
    return reading
  }
}
