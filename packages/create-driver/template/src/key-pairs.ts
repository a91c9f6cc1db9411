import { type CallOptions, type ImportKeyPair, isCloudError, type KeyPair, type KeyPairs } from '@cloud/core'
import {
  checkNames,
  checkPublicKey,
  checkText,
  encodeRfc3986,
  idOf,
  named,
  newKeyPair,
} from '@cloud/core/driver'
import { type AcmeClient, get, remove, send } from './client.ts'
import { list } from './pages.ts'

/** A key is known by its name, which no other has. */
export interface SshKeyWire {
  readonly name: string
  readonly public_key: string
  readonly fingerprint: string
}

export type AcmeKeyPair = KeyPair<SshKeyWire>

/** SSH keys that the cloud keeps. */
export function keyPairs(client: AcmeClient): KeyPairs<AcmeKeyPair> {
  return {
    listKeyPairs: (query = {}, call) => {
      checkNames('listKeyPairs', query, ['name'])
      const { name } = query
      return list(
        client,
        { name: 'listSshKeys', path: '/v1/ssh-keys', query: { name }, map: toKeyPair },
        call,
      )
    },
    getKeyPair: async (pair, call) => getKeyPair(client, idOf('key pair', pair, 'key-pair'), call),
    createKeyPair: async (options, call) => {
      checkNames('createKeyPair', options, ['name', 'type'])
      const { name, type } = options
      // The cloud makes no keys: the pair is made here, and its public half imported.
      const { publicKey, privateKey } = await newKeyPair(checkName(name), type)
      return { ...(await importKeyPair(client, { name, publicKey }, call)), privateKey }
    },
    importKeyPair: async (options, call) => importKeyPair(client, options, call),
    deleteKeyPair: async (pair, call) =>
      remove(client, 'deleteSshKey', pathOf(idOf('key pair', pair, 'key-pair')), call),
  }
}

const pathOf = (name: string) => `/v1/ssh-keys/${encodeRfc3986(name)}`

const checkName = (name: string) => checkText('The name of the key pair', name, { max: 255 })

const getKeyPair = (client: AcmeClient, id: string, call: CallOptions | undefined) =>
  get(client, { name: 'getSshKey', path: pathOf(id), map: toKeyPair }, call)

/** A name is taken once: where the answer is lost, a look tells whether the key is there. */
async function importKeyPair(
  client: AcmeClient,
  options: ImportKeyPair,
  call: CallOptions | undefined,
): Promise<AcmeKeyPair> {
  checkNames('importKeyPair', options, ['name', 'publicKey'])
  const name = checkName(options.name)
  const public_key = String(options.publicKey).trim()
  checkPublicKey(public_key)
  const find = async (left: CallOptions) => {
    const found = await getKeyPair(client, name, left).catch((error: unknown) => {
      if (isCloudError(error, 'not-found')) return undefined
      throw error
    })
    return found?.publicKey === public_key ? found : undefined
  }
  const request = { name: 'createSshKey', method: 'POST', path: '/v1/ssh-keys' } as const
  return send(client, { ...request, repeat: named(find), body: { name, public_key }, map: toKeyPair }, call)
}

function toKeyPair(wire: SshKeyWire): AcmeKeyPair {
  return {
    kind: 'key-pair',
    id: wire.name,
    name: wire.name,
    fingerprint: wire.fingerprint,
    publicKey: wire.public_key,
    native: wire,
  }
}
