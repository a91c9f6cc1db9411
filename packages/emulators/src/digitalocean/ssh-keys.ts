import { type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { unprocessable } from './refusal.ts'
import { existingKey, findKey, fingerprintOf, type SshKey } from './ssh-key.ts'

const wire = ({ id, name, publicKey, fingerprint }: SshKey) => ({
  id,
  fingerprint,
  public_key: publicKey,
  name,
})

export const sshKeys: Operations<`sshKeys_${string}`> = {
  sshKeys_list: operation((cloud, call) => page(cloud, call, 'ssh_keys', [...cloud.sshKeys.values()], wire)),

  sshKeys_create: operation<{ readonly name: string; readonly public_key: string }>((cloud, { body }) => {
    if (!body.name.trim()) throw unprocessable("Name can't be blank")
    const publicKey = body.public_key.trim()
    const fingerprint = fingerprintOf(publicKey)
    if (findKey(cloud, fingerprint)) throw unprocessable('SSH Key is already in use on your account')
    const key: SshKey = { id: cloud.newNumber(), name: body.name, publicKey, fingerprint }
    cloud.sshKeys.set(key.id, key)
    return { ssh_key: wire(key) }
  }),

  sshKeys_get: operation((cloud, { path }) => ({
    ssh_key: wire(existingKey(cloud, path.ssh_key_identifier)),
  })),

  sshKeys_update: operation<{ readonly name?: string }>((cloud, { path, body }) => {
    const key = existingKey(cloud, path.ssh_key_identifier)
    if (body.name !== undefined && !body.name.trim()) throw unprocessable("Name can't be blank")
    key.name = body.name ?? key.name
    return { ssh_key: wire(key) }
  }),

  sshKeys_delete: operation((cloud, { path }) => {
    cloud.sshKeys.delete(existingKey(cloud, path.ssh_key_identifier).id)
    return undefined
  }),
}
