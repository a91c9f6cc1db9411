import { createPrivateKey } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ed25519KeyPair } from '../machines/ed25519-key.ts'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type CloudStackClient, cloudstackClient } from '../testing/cloudstack-client.ts'

let local: LocalCloud
let client: CloudStackClient
beforeAll(async () => {
  local = await startCloud()
  client = cloudstackClient(local)
})
afterAll(() => local.close())

test('a key pair is made, listed, and deleted', async () => {
  const { keypair } = await client.ask('createSSHKeyPair', { name: 'made' })
  expect(createPrivateKey(keypair.privatekey).asymmetricKeyType).toBe('rsa')
  const { sshkeypair } = await client.ask('listSSHKeyPairs', { name: 'made' })
  const { privatekey: _, ...shown } = keypair
  expect(sshkeypair).toEqual([shown])
  expect(await client.call('createSSHKeyPair', { name: 'made' })).toMatchObject({ status: 431 })
  expect(await client.ask('deleteSSHKeyPair', { name: 'made' })).toEqual({ success: true })
  expect(await client.call('deleteSSHKeyPair', { name: 'made' })).toMatchObject({ status: 431 })
})

test('a public key is registered once, by one name', async () => {
  const { publicKey } = ed25519KeyPair('me')
  const { keypair } = await client.ask('registerSSHKeyPair', { name: 'given', publickey: `${publicKey} me` })
  expect(keypair.fingerprint).toMatch(/^[\da-f]{2}(?::[\da-f]{2}){15}$/)
  const again = (input: Readonly<Record<string, string>>) =>
    client.call('registerSSHKeyPair', { name: 'other', ...input })
  expect(await again({ publickey: publicKey })).toMatchObject({
    status: 431,
    body: { errortext: expect.stringContaining('already exists') },
  })
  expect(await again({ publickey: 'ssh-ed25519 AAAA' })).toMatchObject({
    status: 431,
    body: { errortext: 'Public key is invalid' },
  })
  const { fingerprint } = keypair
  expect(await client.ask('listSSHKeyPairs', { fingerprint })).toMatchObject({ count: 1 })
})
