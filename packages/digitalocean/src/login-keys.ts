import type { CallOptions } from '@cloud/core'
import { checkPublicKey, isCloudError, named, nodeCrypto } from '@cloud/core/driver'
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

/** A key that calls of one client use at once: the first of them stores it, unless the account has it, and the last removes it. */
interface Used {
  readonly key: Promise<{ readonly id: number; readonly added: boolean }>
  uses: number
}

const used = new WeakMap<DigitalOceanClient, Map<string, Used | Promise<void>>>()

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
  const known = used.get(client) ?? new Map<string, Used | Promise<void>>()
  used.set(client, known)
  const own: string[] = []
  const ids: number[] = []
  try {
    for (const key of new Set(publicKeys)) {
      ids.push(await take(client, known, key, call))
      own.push(key)
    }
    return await work(ids)
  } finally {
    // Also after a cancel, and within a time of its own.
    for (const key of own) await release(client, known, key)
  }
}

async function take(
  client: DigitalOceanClient,
  known: Map<string, Used | Promise<void>>,
  key: string,
  call: CallOptions,
): Promise<number> {
  for (;;) {
    const there = known.get(key)
    if (there instanceof Promise) await there
    else if (there) {
      there.uses += 1
      // Where the call that stores it fails, this one does it.
      const shared = await there.key.catch(() => undefined)
      if (shared) return shared.id
    } else {
      const first: Used = { key: stored(client, key, call), uses: 1 }
      known.set(key, first)
      try {
        return (await first.key).id
      } catch (error) {
        known.delete(key)
        throw error
      }
    }
  }
}

async function stored(client: DigitalOceanClient, key: string, call: CallOptions) {
  const found = await findKey(client, key, call)
  const { id } = found ?? (await addKey(client, key, call))
  return { id, added: found === undefined }
}

/** Who wants it while it is removed waits until it is. */
async function release(
  client: DigitalOceanClient,
  known: Map<string, Used | Promise<void>>,
  key: string,
): Promise<void> {
  const there = known.get(key)
  if (there === undefined || there instanceof Promise) return
  there.uses -= 1
  if (there.uses > 0) return
  const removing = there.key
    .then(({ id, added }) => (added ? removeKey(client, id) : undefined))
    .catch(() => {})
    .finally(() => known.delete(key))
  known.set(key, removing)
  await removing
}

/** As DigitalOcean computes it: the MD5 of the key, in pairs. */
export function fingerprintOf(publicKey: string): string {
  const digest = nodeCrypto()
    .createHash('md5')
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
