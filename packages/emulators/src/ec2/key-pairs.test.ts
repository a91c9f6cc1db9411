import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import ssh2 from 'ssh2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ed25519KeyPair } from '../machines/ed25519-key.ts'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type SdkClient, sdkClient } from '../testing/sdk-client.ts'

let local: LocalCloud
let ec2: SdkClient['ec2']
beforeAll(async () => {
  local = await startCloud()
  ec2 = sdkClient(local).ec2
})
afterAll(() => local.close())

const colons = (hex: string) => hex.match(/../g)?.join(':')
const parse = (text: string) => {
  const key = ssh2.utils.parseKey(text)
  if (key instanceof Error) throw key
  return key
}
const publicKeyOf = async (KeyNames: string[]) => {
  const { KeyPairs } = await ec2.describeKeyPairs({ KeyNames, IncludePublicKey: true })
  return KeyPairs?.[0]?.PublicKey ?? ''
}

test('a created RSA key is PKCS#1, and its fingerprint is SHA-1 of its PKCS#8 form', async () => {
  const { KeyMaterial = '', KeyFingerprint, KeyPairId } = await ec2.createKeyPair({ KeyName: 'rsa' })
  expect(KeyMaterial).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/)
  expect(KeyPairId).toMatch(/^key-0[0-9a-f]{16}$/)
  const pkcs8 = createPrivateKey(KeyMaterial).export({ type: 'pkcs8', format: 'der' })
  expect(KeyFingerprint).toBe(colons(createHash('sha1').update(pkcs8).digest('hex')))
  expect(parse(await publicKeyOf(['rsa'])).getPublicSSH()).toEqual(parse(KeyMaterial).getPublicSSH())
})

test("a created ed25519 key is in OpenSSH's form, and its fingerprint is SHA-256 of its public part", async () => {
  const { KeyMaterial = '', KeyFingerprint } = await ec2.createKeyPair({ KeyName: 'ed', KeyType: 'ed25519' })
  const blob = parse(KeyMaterial).getPublicSSH()
  expect(KeyFingerprint).toBe(createHash('sha256').update(blob).digest('base64'))
  expect(await publicKeyOf(['ed'])).toBe(`ssh-ed25519 ${blob.toString('base64')}`)
})

test('an imported RSA key is known by MD5 of its DER form, with the tags given', async () => {
  const { KeyMaterial = '' } = await ec2.createKeyPair({ KeyName: 'source' })
  const line = `${await publicKeyOf(['source'])} me@home`
  const der = createPublicKey(KeyMaterial).export({ type: 'spki', format: 'der' })
  const imported = await ec2.importKeyPair({
    KeyName: 'imported',
    PublicKeyMaterial: Buffer.from(line),
    TagSpecifications: [{ ResourceType: 'key-pair', Tags: [{ Key: 'owner', Value: 'me' }] }],
  })
  expect(imported.KeyFingerprint).toBe(colons(createHash('md5').update(der).digest('hex')))
  expect(imported.Tags).toEqual([{ Key: 'owner', Value: 'me' }])
})

test('a name is taken once, and deleting it twice is no error', async () => {
  const input = { KeyName: 'once', PublicKeyMaterial: Buffer.from(ed25519KeyPair().publicKey) }
  await ec2.importKeyPair(input)
  await expect(ec2.importKeyPair(input)).rejects.toMatchObject({ name: 'InvalidKeyPair.Duplicate' })
  await expect(ec2.createKeyPair({ KeyName: 'once' })).rejects.toMatchObject({
    name: 'InvalidKeyPair.Duplicate',
  })
  expect((await ec2.deleteKeyPair({ KeyName: 'once' })).Return).toBe(true)
  expect((await ec2.deleteKeyPair({ KeyName: 'once' })).Return).toBe(true)
  await expect(ec2.describeKeyPairs({ KeyNames: ['once'] })).rejects.toMatchObject({
    name: 'InvalidKeyPair.NotFound',
  })
})

test.each([
  ['no key', 'hello'],
  ['a key cut short', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA=='],
  ['another name than the key says', `ssh-rsa ${ed25519KeyPair().publicKey.split(' ')[1]}`],
  ['a private key', ed25519KeyPair().privateKey],
])('importing %s is InvalidKey.Format', async (_what, text) => {
  const input = { KeyName: 'bad', PublicKeyMaterial: Buffer.from(text) }
  await expect(ec2.importKeyPair(input)).rejects.toMatchObject({ name: 'InvalidKey.Format' })
})
