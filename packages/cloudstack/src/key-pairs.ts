import type {
  CallOptions,
  CreatedKeyPair,
  CreateKeyPair,
  ImportKeyPair,
  KeyPair,
  KeyPairs,
  Ref,
} from '@cloud/core'
import {
  beforeWrite,
  changed,
  checkNames,
  checkPublicKey,
  idOf,
  invalid,
  newKeyPair,
} from '@cloud/core/driver'
import { checkName, nameOf } from './check-value.ts'
import type { CloudStackClient } from './client.ts'
import { deleteKeyPair, findKeyPair, fingerprintOf, type KeyPairWire, registerKeyPair } from './login-keys.ts'
import { explainedBy } from './looks.ts'
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
  const name = checkName('key pair', options.name)
  const { publicKey, privateKey } = await newKeyPair(name, options.type)
  return { ...(await importKeyPair(client, { name, publicKey }, call)), privateKey }
}
