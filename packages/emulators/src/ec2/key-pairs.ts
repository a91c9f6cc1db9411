import { type Action, action, type Ec2, type FilterInput } from './action.ts'
import { applyFilters } from './filters.ts'
import type { KeyPair } from './key-pair-store.ts'
import { makeKey } from './new-key.ts'
import { readPublicKey } from './public-key.ts'
import { invalidValue, missing, Refusal } from './refusal.ts'
import {
  readTagSpecifications,
  storeTags,
  type TagInput,
  type TagSpecification,
  tagSet,
} from './tag-input.ts'

interface NewKeyPair {
  readonly KeyName: string
  readonly KeyType?: 'rsa' | 'ed25519'
  readonly KeyFormat?: 'pem' | 'ppk'
  readonly PublicKeyMaterial?: string
  readonly TagSpecification?: readonly TagSpecification[]
}

export const createKeyPair: Action = action<NewKeyPair>((ec2, input) => {
  const type = input.KeyType ?? 'rsa'
  if (input.KeyFormat === 'ppk') {
    throw new Refusal('UnsupportedOperation', 'The emulated cloud writes private keys as pem only')
  }
  checkName(ec2, input.KeyName)
  const tags = keyTags(input)
  return async () => {
    const { material, publicKey, fingerprint } = await makeKey(type)
    // Making a key takes a while, and another request may have taken the name.
    checkName(ec2, input.KeyName)
    const keyPair = store(ec2, input.KeyName, { type, publicKey, fingerprint }, tags)
    return { ...keyFields(ec2, keyPair), keyMaterial: material }
  }
})

export const importKeyPair: Action = action<NewKeyPair>((ec2, input) => {
  const text = Buffer.from(input.PublicKeyMaterial ?? '', 'base64').toString()
  const { type, line, fingerprint } = readPublicKey(text)
  checkName(ec2, input.KeyName)
  const tags = keyTags(input)
  return () => keyFields(ec2, store(ec2, input.KeyName, { type, publicKey: line, fingerprint }, tags))
})

const keyTags = (input: NewKeyPair) =>
  readTagSpecifications(input.TagSpecification, ['key-pair']).get('key-pair') ?? []

function checkName(ec2: Ec2, name: string): void {
  if (name === '') throw missing('KeyName')
  if (!/^[ -~]{1,255}$/.test(name)) throw invalidValue('A key name is at most 255 ASCII characters')
  if (ec2.keyPairs.has(name)) {
    throw new Refusal('InvalidKeyPair.Duplicate', `The keypair '${name}' already exists.`)
  }
}

function store(
  ec2: Ec2,
  name: string,
  key: Pick<KeyPair, 'type' | 'publicKey' | 'fingerprint'>,
  tags: readonly TagInput[],
): KeyPair {
  const { random, clock } = ec2.centre
  const keyPair = { id: `key-0${random.hex(16)}`, name, createdAt: clock.now(), ...key }
  ec2.keyPairs.set(name, keyPair)
  storeTags(ec2, keyPair.id, tags)
  return keyPair
}

const keyFields = (ec2: Ec2, { id, name, fingerprint }: KeyPair) => ({
  keyPairId: id,
  keyName: name,
  keyFingerprint: fingerprint,
  tagSet: tagSet(ec2, id),
})

interface DeleteInput {
  readonly KeyName?: string
  readonly KeyPairId?: string
}

/** A key that does not exist is deleted with success, by name; an id must be one. */
export const deleteKeyPair: Action = action<DeleteInput>((ec2, { KeyName, KeyPairId }) => {
  if (!KeyName && !KeyPairId) throw missing('KeyName')
  const all = [...ec2.keyPairs.values()]
  const keyPair = all.find(({ name, id }) => name === KeyName || id === KeyPairId)
  if (KeyPairId && !keyPair) {
    throw new Refusal('InvalidKeyPair.NotFound', `The key pair '${KeyPairId}' does not exist`)
  }
  return () => {
    if (keyPair) {
      ec2.keyPairs.delete(keyPair.name)
      ec2.centre.tags.forget(keyPair.id)
    }
    return { return: true, keyPairId: keyPair?.id }
  }
})

interface DescribeInput {
  readonly KeyName?: readonly string[]
  readonly KeyPairId?: readonly string[]
  readonly IncludePublicKey?: boolean
  readonly Filter?: readonly FilterInput[]
}

export const describeKeyPairs: Action = action<DescribeInput>((ec2, input) => () => {
  const all = [...ec2.keyPairs.values()]
  const { KeyName: names, KeyPairId: ids } = input
  const lost =
    names?.find((name) => !ec2.keyPairs.has(name)) ?? ids?.find((id) => !all.some((key) => key.id === id))
  if (lost !== undefined) {
    throw new Refusal('InvalidKeyPair.NotFound', `The key pair '${lost}' does not exist`)
  }
  const asked = all.filter(({ name, id }) => (!names && !ids) || names?.includes(name) || ids?.includes(id))
  const found = applyFilters(
    asked,
    input.Filter,
    {
      fingerprint: ({ fingerprint }) => [fingerprint],
      'key-name': ({ name }) => [name],
      'key-pair-id': ({ id }) => [id],
    },
    ({ id }) => ec2.centre.tags.of(id),
  )
  return {
    keySet: found.map((keyPair) => ({
      ...keyFields(ec2, keyPair),
      keyType: keyPair.type,
      createTime: new Date(keyPair.createdAt),
      publicKey: input.IncludePublicKey ? keyPair.publicKey : undefined,
    })),
  }
})
