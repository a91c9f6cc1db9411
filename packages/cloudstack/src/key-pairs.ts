import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import {
  type CallOptions,
  type CreatedKeyPair,
  type CreateKeyPair,
  type ImportKeyPair,
  type KeyPair,
  type KeyPairs,
  type Ref,
  secret,
} from '@cloud/core'
import { changed, checkNames, checkPublicKey, idOf, invalid } from '@cloud/core/driver'
import { checkName, nameOf } from './check-value.ts'
import type { CloudStackClient } from './client.ts'
import { deleteKeyPair, findKeyPair, fingerprintOf, type KeyPairWire, registerKeyPair } from './login-keys.ts'
import { beforeWrite, explainedBy } from './looks.ts'
import { list } from './pages.ts'
import { noSuch } from './refusal.ts'

/** Its id is its name, which is unique in the account: commands know it by nothing else. */
export type CloudStackKeyPair = KeyPair<KeyPairWire>

/** Key pairs of the account. CloudStack does not give public keys back. */
export function keyPairs(client: CloudStackClient): KeyPairs<CloudStackKeyPair> {
  return {
    listKeyPairs: (query = {}, call) => {
      const name = nameOf('listKeyPairs', query)
      const map = (wire: KeyPairWire) =>
        name === undefined || wire.name === name ? toKeyPair(wire) : undefined
      const all = { name: 'listSSHKeyPairs', key: 'sshkeypair', parameters: { name }, map }
      return list(client, all, call)
    },
    getKeyPair: (keyPair, call) => client.within(call, (left) => getKeyPair(client, keyPair, left)),
    createKeyPair: (options, call) => client.within(call, (left) => createKeyPair(client, options, left)),
    importKeyPair: (options, call) => client.within(call, (left) => importKeyPair(client, options, left)),
    deleteKeyPair: (keyPair, call) =>
      client.within(call, async (left) => {
        const { id } = await beforeWrite(getKeyPair(client, keyPair, left))
        await deleteKeyPair(client, id, left)
      }),
  }
}

async function getKeyPair(
  client: CloudStackClient,
  ref: Ref<'key-pair'>,
  call: CallOptions,
): Promise<CloudStackKeyPair> {
  const name = idOf('key pair', ref, 'key-pair')
  const found = await findKeyPair(client, { name }, call)
  if (found !== undefined) return toKeyPair(found)
  throw noSuch(client, 'key pair', name, 'listSSHKeyPairs')
}

function toKeyPair(wire: KeyPairWire): CloudStackKeyPair {
  const { name, fingerprint } = wire
  return { kind: 'key-pair', id: name, name, fingerprint, native: wire }
}

async function importKeyPair(
  client: CloudStackClient,
  options: ImportKeyPair,
  call: CallOptions,
): Promise<CloudStackKeyPair> {
  checkNames('importKeyPair', options, ['name', 'publicKey'])
  const name = checkName('key pair', options.name)
  if (typeof options.publicKey !== 'string') throw invalid('publicKey must be a string')
  const publicKey = options.publicKey.trim()
  checkPublicKey(publicKey)
  try {
    return toKeyPair(await registerKeyPair(client, name, publicKey, call))
  } catch (error) {
    throw await explainedBy(error, async (refusal) => {
      const fingerprint = fingerprintOf(publicKey)
      const taken =
        (await findKeyPair(client, { name }, call)) ?? (await findKeyPair(client, { fingerprint }, call))
      return taken && changed(refusal, { code: 'already-exists' })
    })
  }
}

/** The pair is made here: an answer that is lost takes no private key with it. */
async function createKeyPair(
  client: CloudStackClient,
  options: CreateKeyPair,
  call: CallOptions,
): Promise<CreatedKeyPair<CloudStackKeyPair>> {
  checkNames('createKeyPair', options, ['name', 'type'])
  const { type = 'ed25519' } = options
  const name = checkName('key pair', options.name)
  const pair = await newPair(type)
  const publicKey = opensshLine(pair.publicKey, type, name)
  const imported = await importKeyPair(client, { name, publicKey }, call)
  const format = { type: type === 'rsa' ? 'pkcs1' : 'pkcs8', format: 'pem' } as const
  return { ...imported, privateKey: secret(String(pair.privateKey.export(format))) }
}

const generate = promisify(generateKeyPair)

function newPair(type: string): Promise<{ readonly publicKey: KeyObject; readonly privateKey: KeyObject }> {
  if (type === 'ed25519') return generate('ed25519', {})
  if (type === 'rsa') return generate('rsa', { modulusLength: 3072 })
  throw invalid(`The type ${JSON.stringify(type)} is none of a key pair`, 'ed25519 or rsa')
}

/** https://www.rfc-editor.org/rfc/rfc8709#section-4, https://www.rfc-editor.org/rfc/rfc4253#section-6.6 */
function opensshLine(key: KeyObject, type: 'ed25519' | 'rsa', name: string): string {
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
