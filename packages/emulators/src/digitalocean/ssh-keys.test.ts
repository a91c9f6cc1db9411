import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { ed25519KeyPair } from '../machines/ed25519-key.ts'
import { startCloud } from '../start-cloud.ts'
import { digitaloceanClient } from '../testing/digitalocean-client.ts'

const newLine = () => `${ed25519KeyPair('me').publicKey} me@example.com`
const md5 = (line: string) =>
  createHash('md5')
    .update(Buffer.from(line.split(' ')[1] ?? '', 'base64'))
    .digest('hex')
    .replace(/(..)(?=.)/g, '$1:')

test('A key is known by its number and its fingerprint, renamed and deleted', async () => {
  await using local = await startCloud()
  const { call, get, post } = digitaloceanClient(local)
  const line = newLine()
  const { ssh_key: key } = await post('/v2/account/keys', { name: 'mine', public_key: `${line}\n` })
  expect(key).toEqual({ id: expect.any(Number), name: 'mine', public_key: line, fingerprint: md5(line) })
  expect(await get(`/v2/account/keys/${key.fingerprint}`)).toEqual(await get(`/v2/account/keys/${key.id}`))
  const renamed = await call('PUT', `/v2/account/keys/${key.fingerprint}`, { name: 'ours' })
  expect(renamed.body.ssh_key).toEqual({ ...key, name: 'ours' })
  expect((await call('DELETE', `/v2/account/keys/${key.fingerprint}`)).status).toBe(204)
  expect((await call('DELETE', `/v2/account/keys/${key.id}`)).status).toBe(404)
  expect((await get('/v2/account/keys')).ssh_keys).toEqual([])
})

test('A key that is there already, under whatever name, is refused', async () => {
  await using local = await startCloud()
  const { call, post } = digitaloceanClient(local)
  const line = newLine()
  await post('/v2/account/keys', { name: 'one', public_key: line })
  const again = await call('POST', '/v2/account/keys', {
    name: 'two',
    public_key: line.replace('me@', 'you@'),
  })
  expect(again).toMatchObject({
    status: 422,
    body: { id: 'unprocessable_entity', message: 'SSH Key is already in use on your account' },
  })
})

test.each([
  ['words', 'not a key'],
  ['a key of another kind than it says', newLine().replace('ssh-ed25519', 'ssh-rsa')],
  ['half a key', newLine().slice(0, 40)],
  ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----'],
])('%s for a public key is refused', async (_what, publicKey) => {
  await using local = await startCloud()
  const { call } = digitaloceanClient(local)
  const { status, body } = await call('POST', '/v2/account/keys', { name: 'mine', public_key: publicKey })
  expect([status, body.message]).toEqual([422, expect.stringContaining('Key invalid')])
})
