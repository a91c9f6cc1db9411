import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { inspect } from 'node:util'
import { type Case, casesOfAbility } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import { rejection, unlessRefused } from '../expect.ts'
import { publicKeyOf } from '../openssh-private-key.ts'
import { parsePublicKey, publicKeyLine } from '../openssh-public-key.ts'
import { notPublicKeys } from '../samples.ts'
import { checkKeyPair } from '../shapes.ts'
import { inSmallSteps } from '../waiting.ts'

const making = casesOfAbility('key pairs', 'KeyPairs', {
  'createKeyPair gives a private key that signs, ed25519 unless asked otherwise': async ({
    driver,
    name,
  }) => {
    const wanted = { name: name('key') }
    const { privateKey, ...pair } = await driver.createKeyPair(wanted)
    checkKeyPair(pair)
    assert.equal(pair.name, wanted.name)
    const line = publicKeyOf(privateKey.reveal())
    assert.equal(parsePublicKey(line)?.type, 'ssh-ed25519')
    if (pair.publicKey !== undefined) assert.ok(sameKey(pair.publicKey, line), 'publicKey is of another pair')
  },

  'createKeyPair makes RSA keys where asked': async (context) => {
    const { driver, name } = context
    const options = { name: name('key'), type: 'rsa' } as const
    const { privateKey } = await inSmallSteps(context, () => driver.createKeyPair(options))
    assert.equal(parsePublicKey(publicKeyOf(privateKey.reveal()))?.type, 'ssh-rsa')
  },

  'Nothing prints the private key': async ({ driver, name }) => {
    const pair = await driver.createKeyPair({ name: name('key') })
    const text = pair.privateKey.reveal()
    const body = text.split('\n').filter((line) => line !== '' && !line.startsWith('-----'))
    const shown = [
      inspect(pair, { depth: null, showHidden: true }),
      JSON.stringify(pair),
      `${String(pair.privateKey)}${pair.privateKey}`,
    ].join('\n')
    assert.ok(body.length > 0, 'the private key is empty')
    for (const line of body) assert.ok(!shown.includes(line), 'the private key was printed')
  },

  'The private key is to be had only once': async ({ driver, name }) => {
    const { id } = await driver.createKeyPair({ name: name('key') })
    assert.ok(!('privateKey' in (await driver.getKeyPair(id))), 'getKeyPair gives a private key')
  },

  'importKeyPair takes ed25519 and RSA public keys': async ({ driver, name }) => {
    const keys = [
      generateKeyPairSync('ed25519').publicKey,
      generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey,
    ]
    for (const key of keys) {
      const wanted = { name: name('key'), publicKey: publicKeyLine(key) }
      const pair = await driver.importKeyPair(wanted)
      checkKeyPair(pair)
      assert.equal(pair.name, wanted.name)
      const seen = await driver.getKeyPair(pair)
      assert.ok(seen.publicKey === undefined || sameKey(seen.publicKey, wanted.publicKey))
    }
  },

  'importKeyPair of what is no OpenSSH public key is invalid, and nothing is stored': async (context) => {
    const { driver } = context
    const name = context.name('key')
    await refuses(context, notPublicKeys(), (publicKey) => driver.importKeyPair({ name, publicKey }))
    assert.deepEqual(await driver.listKeyPairs({ name }).toArray(), [])
  },

  'createKeyPair and importKeyPair of a name that is taken make another pair, or reject with already-exists':
    async (context) => {
      const { driver } = context
      const { id, name, fingerprint } = await driver.createKeyPair({ name: context.name('key') })
      const publicKey = publicKeyLine(generateKeyPairSync('ed25519').publicKey)
      const made = [
        await unlessRefused(() => driver.createKeyPair({ name }), 'already-exists'),
        await unlessRefused(() => driver.importKeyPair({ name, publicKey }), 'already-exists'),
      ]
      const ids = [id, ...made.flatMap((one) => one?.id ?? [])]
      assert.equal(new Set(ids).size, ids.length, 'a pair was given again')
      assert.equal((await driver.getKeyPair(id)).fingerprint, fingerprint)
      const found = (await driver.listKeyPairs({ name }).toArray()).map((one) => one.id)
      assert.deepEqual(found.toSorted(), ids.toSorted())
    },

  'importKeyPair of a key that is there makes another pair, or rejects with already-exists': async (
    context,
  ) => {
    const { driver } = context
    const publicKey = publicKeyLine(generateKeyPairSync('ed25519').publicKey)
    const { id } = await driver.importKeyPair({ name: context.name('key'), publicKey })
    const again = () => driver.importKeyPair({ name: context.name('key'), publicKey })
    assert.notEqual((await unlessRefused(again, 'already-exists'))?.id, id)
    assert.equal((await driver.getKeyPair(id)).id, id)
  },

  'A key pair without a name, of an unknown type or with an unknown option is invalid': async (context) => {
    const { driver } = context
    const name = context.name('key')
    const wrong = {
      'an empty name': { name: '' },
      'a control character': { name: `${name}\u0007` },
      'an unknown type': { name, type: 'dsa' },
      'an unknown option': { name, bits: 4096 },
    }
    await refuses(context, wrong, (options) => driver.createKeyPair(options as { name: string }))
  },
})

const finding = casesOfAbility('key pairs', 'KeyPairs', {
  'listKeyPairs gives all pairs, and by a name that one': async (context) => {
    const { driver } = context
    const pair = await driver.createKeyPair({ name: context.name('key') })
    const other = await driver.createKeyPair({ name: `${pair.name}-other` })
    const all = await driver.listKeyPairs().toArray()
    for (const one of all) checkKeyPair(one)
    const ids = all.map(({ id }) => id)
    assert.ok(ids.includes(pair.id) && ids.includes(other.id), 'a pair is not listed')
    const found = await driver.listKeyPairs({ name: pair.name }).toArray()
    assert.deepEqual(
      found.map(({ id }) => id),
      [pair.id],
    )
  },

  'listKeyPairs by a name that no pair has is empty': async ({ driver, name }) => {
    for (const one of [name('key'), '*'])
      assert.deepEqual(await driver.listKeyPairs({ name: one }).toArray(), [])
  },

  'getKeyPair tells a pair by its id and by itself, as it is listed': async ({ driver, name }) => {
    const { id } = await driver.createKeyPair({ name: name('key') })
    const pair = await driver.getKeyPair(id)
    checkKeyPair(pair)
    assert.deepEqual(await driver.getKeyPair(pair), pair)
    assert.deepEqual(await driver.listKeyPairs({ name: pair.name }).toArray(), [pair])
  },

  'deleteKeyPair removes a pair': async ({ driver, name }) => {
    const pair = await driver.createKeyPair({ name: name('key') })
    assert.equal(await driver.deleteKeyPair(pair), undefined)
    await rejection(() => driver.getKeyPair(pair), 'not-found')
    assert.deepEqual(await driver.listKeyPairs({ name: pair.name }).toArray(), [])
  },

  'getKeyPair and deleteKeyPair of a pair that is not there reject with not-found': async ({
    driver,
    name,
  }) => {
    const pair = await driver.createKeyPair({ name: name('key') })
    await driver.deleteKeyPair(pair)
    for (const id of [pair.id, 'no such key']) {
      await rejection(() => driver.getKeyPair(id), 'not-found')
      await rejection(() => driver.deleteKeyPair({ id }), 'not-found')
    }
  },
})

export const keyPairs: readonly Case[] = [...making, ...finding]

/** Whether two OpenSSH lines are of one key: their comments may differ. */
function sameKey(one: string, other: string): boolean {
  const blob = parsePublicKey(one.trim())?.blob
  return blob !== undefined && Buffer.from(blob).equals(parsePublicKey(other)?.blob ?? Buffer.alloc(0))
}
