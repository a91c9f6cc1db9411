import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import {
  type CallOptions,
  type CreatedKeyPair,
  type CreateKeyPair,
  type ImportKeyPair,
  isCloudError,
  type KeyPair,
  type KeyPairs,
  secret,
} from '@cloud/core'
import {
  changed,
  checkNames,
  checkPublicKey,
  checkText,
  encodeRfc3986,
  idOf,
  invalid,
} from '@cloud/core/driver'
import { type DigitalOceanClient, read, remove } from './client.ts'
import { createKey, findKey, type SshKeyReply, type SshKeyWire } from './login-keys.ts'
import { list } from './pages.ts'

export type DigitalOceanKeyPair = KeyPair<SshKeyWire>

/** Keys of the account. Names need not be unique; a key can be there once. https://docs.digitalocean.com/reference/api/digitalocean/#tag/SSH-Keys */
export function keyPairs(client: DigitalOceanClient): KeyPairs<DigitalOceanKeyPair> {
  return {
    listKeyPairs: (query = {}, call) => {
      checkNames('listKeyPairs', query, ['name'])
      const map = (wire: SshKeyWire) =>
        query.name === undefined || query.name === wire.name ? toKeyPair(wire) : undefined
      return list(client, { name: 'sshKeys_list', path: '/account/keys', key: 'ssh_keys', map }, call)
    },
    getKeyPair: async (pair, call) => {
      const path = pathOf(idOf('key pair', pair, 'key-pair'))
      const { ssh_key } = await read<SshKeyReply>(client, { name: 'sshKeys_get', path }, call)
      return toKeyPair(ssh_key)
    },
    createKeyPair: (options, call) => client.within(call, (left) => createKeyPair(client, options, left)),
    importKeyPair: (options, call) => client.within(call, (left) => importKeyPair(client, options, left)),
    deleteKeyPair: async (pair, call) => {
      const path = pathOf(idOf('key pair', pair, 'key-pair'))
      await remove(client, { name: 'sshKeys_delete', path }, call)
    },
  }
}

const pathOf = (id: string) => `/account/keys/${encodeRfc3986(id)}`

function toKeyPair(wire: SshKeyWire): DigitalOceanKeyPair {
  return {
    kind: 'key-pair',
    id: String(wire.id),
    name: wire.name,
    fingerprint: wire.fingerprint,
    publicKey: wire.public_key.trim(),
    native: wire,
  }
}

async function importKeyPair(
  client: DigitalOceanClient,
  options: ImportKeyPair,
  call: CallOptions,
): Promise<DigitalOceanKeyPair> {
  checkNames('importKeyPair', options, ['name', 'publicKey'])
  const name = checkText('The name of the key pair', options.name, { max: 255 })
  const publicKey = String(options.publicKey).trim()
  checkPublicKey(publicKey)
  try {
    return toKeyPair(await createKey(client, { name, public_key: publicKey }, call))
  } catch (error) {
    if (!isCloudError(error, 'invalid') || error.status !== 422) throw error
    // The refusal of a key that is there already has no code of its own.
    const known = await findKey(client, publicKey, call).catch(() => undefined)
    throw known === undefined ? error : changed(error, { code: 'already-exists' })
  }
}

/** DigitalOcean makes no keys: the pair is made here, and its public half imported. */
async function createKeyPair(
  client: DigitalOceanClient,
  options: CreateKeyPair,
  call: CallOptions,
): Promise<CreatedKeyPair<DigitalOceanKeyPair>> {
  checkNames('createKeyPair', options, ['name', 'type'])
  const { name, type = 'ed25519' } = options
  const pair = await newPair(type)
  const imported = await importKeyPair(
    client,
    { name, publicKey: opensshLine(pair.publicKey, type, name) },
    call,
  )
  const material = pair.privateKey.export(
    type === 'rsa' ? { type: 'pkcs1', format: 'pem' } : { type: 'pkcs8', format: 'pem' },
  )
  return { ...imported, privateKey: secret(String(material)) }
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
