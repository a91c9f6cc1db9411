import { createHash, generateKeyPairSync } from 'node:crypto'
import { type KeyPair, type KeyPairs, secret } from '@cloud/core'
import { invalid } from '@cloud/core/driver'
import { publicKeyLine } from '../openssh-public-key.ts'
import { type MemoryCloud, refuse } from './memory-cloud.ts'
import { checkName, checkPublicKey, idOf, known } from './memory-input.ts'
import { asking } from './memory-store.ts'

export function memoryKeyPairs(cloud: MemoryCloud, token: string): KeyPairs {
  const { list } = asking(cloud, token)
  const stored = cloud.records<KeyPair>('key pairs')
  const find = (id: string) => {
    const pair = stored.get(id)
    if (pair === undefined) throw refuse('not-found', 'there is no such key pair')
    return pair
  }
  const store = (name: string, publicKey: string): KeyPair => {
    if ([...stored.values()].some((one) => one.name === name))
      throw refuse('already-exists', 'the name is taken')
    const fingerprint = createHash('sha256').update(publicKey).digest('base64')
    const pair: KeyPair = {
      kind: 'key-pair',
      id: cloud.nextId('key'),
      name,
      fingerprint,
      publicKey,
      native: {},
    }
    stored.set(pair.id, pair)
    return pair
  }
  return {
    listKeyPairs: (query = {}, call) => {
      known(query, 'name')
      const wanted = ({ name }: KeyPair) => query.name === undefined || name === query.name
      return list('ListKeyPairs', call, () => [...stored.values()], wanted)
    },
    getKeyPair: async (ref, call) => {
      const id = idOf(ref, 'key-pair')
      return cloud.request({ operation: 'GetKeyPair', token, call }, () => find(id))
    },
    createKeyPair: async (options, call) => {
      const { name, type = 'ed25519' } = options
      known(options, 'name type')
      checkName(name)
      if (type !== 'ed25519' && type !== 'rsa')
        throw invalid(`${String(type)} is no type of key`, 'ed25519 or rsa')
      return cloud.request({ operation: 'CreateKeyPair', token, writes: true, call }, () => {
        const made =
          type === 'rsa'
            ? generateKeyPairSync('rsa', { modulusLength: 2048 })
            : generateKeyPairSync('ed25519')
        const pem = String(made.privateKey.export({ type: 'pkcs8', format: 'pem' }))
        return { ...store(name, publicKeyLine(made.publicKey, name)), privateKey: secret(pem) }
      })
    },
    importKeyPair: async (options, call) => {
      const { name, publicKey } = options
      known(options, 'name publicKey')
      checkName(name)
      checkPublicKey(publicKey)
      return cloud.request({ operation: 'ImportKeyPair', token, writes: true, call }, () =>
        store(name, publicKey),
      )
    },
    deleteKeyPair: async (ref, call) => {
      const id = idOf(ref, 'key-pair')
      await cloud.request({ operation: 'DeleteKeyPair', token, writes: true, call }, () => {
        stored.delete(find(id).id)
      })
    },
  }
}
