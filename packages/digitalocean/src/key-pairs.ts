import type {
  CallOptions,
  CreatedKeyPair,
  CreateKeyPair,
  ImportKeyPair,
  KeyPair,
  KeyPairs,
} from '@cloud/core'
import {
  changed,
  checkNames,
  checkPublicKey,
  checkText,
  encodeRfc3986,
  idOf,
  isCloudError,
  newKeyPair,
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
  const { name, type } = options
  const { publicKey, privateKey } = await newKeyPair(name, type)
  return { ...(await importKeyPair(client, { name, publicKey }, call)), privateKey }
}
