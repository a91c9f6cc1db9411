import type { CallOptions, CreatedKeyPair, CreateKeyPair, ImportKeyPair, KeyPairs, Ref } from '@cloud/core'
import {
  checkNames,
  checkPublicKey,
  checkText,
  idOf,
  listing,
  newKeyPair,
  onePage,
  serial,
} from '@cloud/core/driver'
import type { GceClient } from './client.ts'
import { changeMetadata, type Items, itemsOf, metadataOf } from './metadata.ts'
import { loginUser } from './node-options.ts'
import { refusal } from './refusal.ts'
import { type GceKeyPair, lineOf, readKeys, type SshKeyWire, toKeyPair } from './ssh-keys.ts'

/** The item that keeps them. https://cloud.google.com/compute/docs/connect/add-ssh-keys */
export const sshKeys = 'ssh-keys'

/**
 * The keys in the project's metadata, which may log in to every node that does not block them. A key is one of the user `cloud`, whom each
 * machine makes; its name is its comment, and unique among those that this driver stores.
 */
export function keyPairs(client: GceClient): KeyPairs<GceKeyPair> {
  const inTurn = serial()
  /** All keys are in one item: two changes at once would send one of them back to read anew. */
  const turn = <T>(call: CallOptions | undefined, work: (left: CallOptions) => Promise<T>) =>
    client.within(call, (left) => inTurn(sshKeys, () => work(left), left))
  return {
    listKeyPairs: (query = {}, call) => {
      checkNames('listKeyPairs', query, ['name'])
      const { name } = query
      const all = async (left: CallOptions) =>
        (await pairs(client, left)).filter((pair) => name === undefined || pair.name === name)
      return listing(onePage(all), call, client.clock)
    },
    getKeyPair: (pair, call) => client.within(call, (left) => getKeyPair(client, pair, left)),
    createKeyPair: (options, call) => turn(call, (left) => createKeyPair(client, options, left)),
    importKeyPair: (options, call) => turn(call, (left) => importKeyPair(client, options, left)),
    deleteKeyPair: (pair, call) => turn(call, (left) => deleteKeyPair(client, pair, left)),
  }
}

const keysIn = (items: Items) => readKeys(items[sshKeys])

async function pairs(client: GceClient, call: CallOptions): Promise<readonly GceKeyPair[]> {
  const all = keysIn(itemsOf(await metadataOf(client, 'project', call))).map(toKeyPair)
  // A line that is there twice is one.
  return [...new Map(all.map((pair) => [pair.id, pair])).values()]
}

const noPair = (id: string) => refusal('not-found', `There is no key pair ${JSON.stringify(id)}`)

async function getKeyPair(client: GceClient, ref: Ref<'key-pair'>, call: CallOptions): Promise<GceKeyPair> {
  const id = idOf('key pair', ref, 'key-pair')
  const found = (await pairs(client, call)).find((pair) => pair.id === id)
  if (found) return found
  throw noPair(id)
}

async function importKeyPair(
  client: GceClient,
  options: ImportKeyPair,
  call: CallOptions,
): Promise<GceKeyPair> {
  checkNames('importKeyPair', options, ['name', 'publicKey'])
  const name = checkText('The name of the key pair', options.name, { max: 255 })
  const { type, body } = checkPublicKey(String(options.publicKey).trim())
  const wire: SshKeyWire = { user: loginUser, publicKey: `${type} ${body} ${name}` }
  const { id } = toKeyPair(wire)
  await changeMetadata(
    client,
    'project',
    (items) => {
      const known = keysIn(items).map(toKeyPair)
      if (known.some((pair) => pair.name === name || pair.id === id))
        throw refusal(
          'already-exists',
          `The name ${JSON.stringify(name)}, or the key itself, is there already`,
        )
      return { ...items, [sshKeys]: withLine(items[sshKeys], lineOf(wire)) }
    },
    call,
  )
  return toKeyPair(wire)
}

/** Lines that are there stay as they are, also those that are no keys. */
export const withLine = (text: string | undefined, line: string): string =>
  [...(text ?? '').split('\n').filter((one) => one.trim() !== ''), line].join('\n')

/** Google makes no keys: the pair is made here, and its public half stored. */
async function createKeyPair(
  client: GceClient,
  options: CreateKeyPair,
  call: CallOptions,
): Promise<CreatedKeyPair<GceKeyPair>> {
  checkNames('createKeyPair', options, ['name', 'type'])
  const name = checkText('The name of the key pair', options.name, { max: 255 })
  const { publicKey, privateKey } = await newKeyPair(name, options.type)
  return { ...(await importKeyPair(client, { name, publicKey }, call)), privateKey }
}

async function deleteKeyPair(client: GceClient, ref: Ref<'key-pair'>, call: CallOptions): Promise<void> {
  const id = idOf('key pair', ref, 'key-pair')
  await changeMetadata(
    client,
    'project',
    (items) => {
      const isIt = (line: string) => readKeys(line).some((wire) => toKeyPair(wire).id === id)
      const lines = (items[sshKeys] ?? '').split('\n')
      if (!lines.some(isIt)) throw noPair(id)
      return { ...items, [sshKeys]: lines.filter((line) => !isIt(line)).join('\n') }
    },
    call,
  )
}
