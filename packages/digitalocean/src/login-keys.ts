import { createHash } from 'node:crypto'
import { type CallOptions, isCloudError } from '@cloud/core'
import { checkPublicKey, named } from '@cloud/core/driver'
import { type DigitalOceanClient, read, remove, send } from './client.ts'

export interface SshKeyWire {
  readonly id: number
  readonly name: string
  readonly fingerprint: string
  readonly public_key: string
}

export interface SshKeyReply {
  readonly ssh_key: SshKeyWire
}

/**
 * Droplets take the keys of the account alone: those that it lacks are added for as long as `work` takes. Without any key
 * DigitalOcean would set a password and mail it.
 */
export async function withAccountKeys<T>(
  client: DigitalOceanClient,
  publicKeys: readonly string[],
  call: CallOptions,
  work: (ids: readonly number[]) => Promise<T>,
): Promise<T> {
  const added: number[] = []
  const ids: number[] = []
  try {
    for (const key of new Set(publicKeys)) {
      const known = await findKey(client, key, call)
      const { id } = known ?? (await addKey(client, key, call))
      if (known === undefined) added.push(id)
      ids.push(id)
    }
    return await work(ids)
  } finally {
    // Also after a cancel, and within a time of its own.
    for (const id of added) await removeKey(client, id).catch(() => {})
  }
}

/** As DigitalOcean computes it: the MD5 of the key, in pairs. */
export function fingerprintOf(publicKey: string): string {
  const digest = createHash('md5')
    .update(Buffer.from(checkPublicKey(publicKey).body, 'base64'))
    .digest('hex')
  return digest.replace(/..(?!$)/g, '$&:')
}

export async function findKey(
  client: DigitalOceanClient,
  publicKey: string,
  call: CallOptions,
): Promise<SshKeyWire | undefined> {
  const path = `/account/keys/${fingerprintOf(publicKey)}`
  try {
    return (await read<SshKeyReply>(client, { name: 'sshKeys_get', path }, call)).ssh_key
  } catch (error) {
    if (isCloudError(error, 'not-found')) return undefined
    throw error
  }
}

async function addKey(client: DigitalOceanClient, publicKey: string, call: CallOptions): Promise<SshKeyWire> {
  const name = `cloud-${fingerprintOf(publicKey)}`
  return createKey(client, { name, public_key: publicKey }, call)
}

export async function createKey(
  client: DigitalOceanClient,
  body: { readonly name: string; readonly public_key: string },
  call: CallOptions,
): Promise<SshKeyWire> {
  const find = async (left: CallOptions) => {
    const found = await findKey(client, body.public_key, left)
    return found?.name === body.name ? { ssh_key: found } : undefined
  }
  const repeat = named<SshKeyReply>(find)
  const request = { name: 'sshKeys_create', repeat, method: 'POST', path: '/account/keys', body } as const
  return (await send<SshKeyReply>(client, request, call)).ssh_key
}

async function removeKey(client: DigitalOceanClient, id: number): Promise<void> {
  const request = {
    name: 'sshKeys_delete',
    path: `/account/keys/${id}`,
  }
  await remove(client, request, { timeoutMs: 30_000 })
}
