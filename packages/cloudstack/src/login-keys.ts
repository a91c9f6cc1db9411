import type { CallOptions } from '@cloud/core'
import { checkPublicKey, named, nodeCrypto } from '@cloud/core/driver'
import { type CloudStackClient, send } from './client.ts'
import { isWrongValue } from './looks.ts'
import { findOne } from './pages.ts'

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listSSHKeyPairs.html */
export interface KeyPairWire {
  /** Left out by old servers. */
  readonly id?: string
  readonly name: string
  readonly fingerprint: string
  readonly account?: string
  readonly domain?: string
}

/** Key pairs that calls of this client have registered, and how many of them are at it. */
const used = new WeakMap<CloudStackClient, Map<string, Use>>()

interface Use {
  added: boolean
  uses: number
}

/**
 * Machines take the key pairs of the account alone, and keep the keys: those that the account lacks are registered for as long as `work` takes.
 */
export async function withKeyPairs<T>(
  client: CloudStackClient,
  publicKeys: readonly string[],
  call: CallOptions,
  work: (names: readonly string[]) => Promise<T>,
): Promise<T> {
  const known = used.get(client) ?? new Map<string, Use>()
  used.set(client, known)
  const names: string[] = []
  try {
    for (const key of new Set(publicKeys)) {
      const { name, added } = await nameFor(client, key, call)
      const own = known.get(name) ?? { added, uses: 0 }
      own.added ||= added
      own.uses += 1
      known.set(name, own)
      names.push(name)
    }
    return await work(names)
  } finally {
    // Also after a cancel, and within a time of its own.
    for (const name of names) await release(client, known, name).catch(() => {})
  }
}

/** Several calls may have one key at once: the last of them removes it. */
async function release(client: CloudStackClient, known: Map<string, Use>, name: string): Promise<void> {
  const own = known.get(name)
  if (own === undefined) return
  own.uses -= 1
  if (own.uses > 0) return
  known.delete(name)
  if (own.added) await deleteKeyPair(client, name, { timeoutMs: 30_000 })
}

async function nameFor(
  client: CloudStackClient,
  publicKey: string,
  call: CallOptions,
): Promise<{ readonly name: string; readonly added: boolean }> {
  const fingerprint = fingerprintOf(publicKey)
  const found = await findKeyPair(client, { fingerprint }, call)
  if (found !== undefined) return { name: found.name, added: false }
  const name = `cloud-${fingerprint.replaceAll(':', '')}`
  try {
    await registerKeyPair(client, name, publicKey, call)
    return { name, added: true }
  } catch (error) {
    // Of two calls with one key at once, the other has registered it meanwhile.
    const meanwhile = isWrongValue(error) ? await findKeyPair(client, { fingerprint }, call) : undefined
    if (meanwhile === undefined) throw error
    return { name: meanwhile.name, added: false }
  }
}

/** As CloudStack computes it: the MD5 of the key, in pairs. */
export function fingerprintOf(publicKey: string): string {
  const digest = nodeCrypto()
    .createHash('md5')
    .update(Buffer.from(checkPublicKey(publicKey).body, 'base64'))
    .digest('hex')
  return digest.replace(/..(?!$)/g, '$&:')
}

export function findKeyPair(
  client: CloudStackClient,
  wanted: { readonly name?: string; readonly fingerprint?: string },
  call: CallOptions,
): Promise<KeyPairWire | undefined> {
  const { name, fingerprint } = wanted
  const map = (wire: KeyPairWire) =>
    (name === undefined || wire.name === name) &&
    (fingerprint === undefined || wire.fingerprint === fingerprint)
      ? wire
      : undefined
  const all = { name: 'listSSHKeyPairs', key: 'sshkeypair', parameters: { name, fingerprint }, map }
  return findOne(client, all, call)
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/registerSSHKeyPair.html */
export async function registerKeyPair(
  client: CloudStackClient,
  name: string,
  publickey: string,
  call: CallOptions,
): Promise<KeyPairWire> {
  const fingerprint = fingerprintOf(publickey)
  const repeat = named((left) => findKeyPair(client, { name, fingerprint }, left))
  const map = ({ keypair }: { readonly keypair: KeyPairWire }) => keypair
  const command = { name: 'registerSSHKeyPair', repeat, parameters: { name, publickey }, map }
  return send<{ readonly keypair: KeyPairWire }, KeyPairWire>(client, command, call)
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteSSHKeyPair.html */
export async function deleteKeyPair(
  client: CloudStackClient,
  name: string,
  call: CallOptions,
): Promise<void> {
  const find = async (left: CallOptions) =>
    (await findKeyPair(client, { name }, left)) === undefined ? {} : undefined
  await send<object>(client, { name: 'deleteSSHKeyPair', repeat: named(find), parameters: { name } }, call)
}
