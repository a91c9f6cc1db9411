import { nodeCrypto } from '../builtins.ts'
import { supports } from '../contract/abilities.ts'
import type { CallOptions } from '../contract/call.ts'
import type { Compute, Node } from '../contract/compute.ts'
import type { KeyPair } from '../contract/key-pairs.ts'
import { isCloudError } from '../errors.ts'
import { checkPublicKey } from '../ssh-public-key.ts'
import { type CreatedKind, deploymentTag } from './journal.ts'
import type { Journaled, JournaledCompanion } from './journaled.ts'

/** What a deployment left that nobody goes on with. */
export interface Leftover {
  readonly deployment: string
  readonly kind: CreatedKind | 'key-pair'
  readonly name: string
  /** Left out of what was asked for and cannot be found: it may be there, and may not. */
  readonly id?: string
  /**
   * How it is known to be the deployment's: by the id that its journal has, by its tag, by its key, or by nothing but its name and the time at
   * which it was made, where the process died before it could be tagged.
   */
  readonly by: 'journal' | 'tag' | 'key' | 'name'
}

const goneStates = ['terminating', 'terminated']

/** The node of a deployment, among those that there are; by its journal where they do not show it yet. */
export async function findNode(
  driver: Compute,
  deployment: Journaled,
  nodes: readonly Node[],
  call: CallOptions,
): Promise<{ readonly node: Node; readonly by: Leftover['by'] } | undefined> {
  const { id, nodeId } = deployment
  const there = nodes.filter(({ state }) => !goneStates.includes(state))
  if (nodeId !== undefined) {
    const node = there.find((each) => each.id === nodeId) ?? (await known(driver.getNode(nodeId, call)))
    return node && !goneStates.includes(node.state) ? { node, by: 'journal' } : undefined
  }
  const tagged = there.find(({ tags }) => tags[deploymentTag] === id)
  if (tagged) return { node: tagged, by: 'tag' }
  const named = there.filter((node) => isLikely(deployment, node))
  return named[0] && named.length === 1 ? { node: named[0], by: 'name' } : undefined
}

/** Providers' times are of whole seconds, and of their own clocks. */
const clocksMs = 5_000

/** Some providers tag what is made already: one that is not tagged yet has its name, and was made after it was asked for. */
function isLikely({ name, startedAt }: Journaled, node: Node): boolean {
  const made = Date.parse(node.createdAt ?? '')
  return node.name === name && !(deploymentTag in node.tags) && made >= Date.parse(startedAt) - clocksMs
}

/** What is not there is nothing. */
async function known<T>(look: Promise<T>): Promise<T | undefined> {
  try {
    return await look
  } catch (error) {
    if (isCloudError(error, 'not-found')) return undefined
    throw error
  }
}

/** What the deployment made beside its node, and is there or may be. */
export async function findCompanions(
  driver: Compute,
  { id: deployment, companions }: Journaled,
  call: CallOptions,
): Promise<readonly Leftover[]> {
  const found: Leftover[] = []
  for (const companion of companions.values()) {
    const { kind, name } = companion
    const ids = await idsOf(driver, deployment, companion, call)
    if (ids === undefined) found.push({ deployment, kind, name, by: 'journal' })
    else for (const { id, by } of ids) found.push({ deployment, kind, name, id, by })
  }
  return found
}

type Ids = readonly { readonly id: string; readonly by: Leftover['by'] }[]

/** Undefined where nobody can tell. */
async function idsOf(
  driver: Compute,
  deployment: string,
  { kind, name, id }: JournaledCompanion,
  call: CallOptions,
): Promise<Ids | undefined> {
  if (id !== undefined) {
    const there = await known(look(driver, kind, id, call))
    return there === undefined ? [] : [{ id, by: 'journal' }]
  }
  if (kind === 'volume' && supports(driver, 'Volumes')) {
    const all = await driver.listVolumes({}, call).toArray()
    const own = all.filter(({ tags }) => tags[deploymentTag] === deployment)
    // One of the volumes of a deployment may be another's in the journal.
    return own.filter((each) => each.name === name).map((each) => ({ id: each.id, by: 'tag' }))
  }
  if (kind === 'firewall' && supports(driver, 'Firewalls')) {
    const all = await driver.listFirewalls({ name }, call).toArray()
    return all.map((each) => ({ id: each.id, by: 'name' }))
  }
  return undefined
}

async function look(driver: Compute, kind: CreatedKind, id: string, call: CallOptions): Promise<object> {
  if (kind === 'volume' && supports(driver, 'Volumes')) return driver.getVolume(id, call)
  if (kind === 'address' && supports(driver, 'Addresses')) return driver.getAddress(id, call)
  if (kind === 'firewall' && supports(driver, 'Firewalls')) return driver.getFirewall(id, call)
  return { id }
}

/** How drivers name the keys that they store at a provider only for as long as a creation takes. */
const passing = /^cloud-/

/** The keys that were to be brought onto a node, where the provider wants them stored before, and the process died before they were removed. */
export async function findKeys(
  driver: Compute,
  { id: deployment, keys }: Journaled,
  call: CallOptions,
): Promise<readonly Leftover[]> {
  if (keys.length === 0 || !supports(driver, 'KeyPairs')) return []
  const prints = keys.map(md5)
  const bodies = keys.map((key) => checkPublicKey(key).body)
  const isOurs = ({ name, fingerprint, publicKey }: KeyPair) =>
    passing.test(name) &&
    (prints.includes(fingerprint ?? '') || bodies.some((body) => publicKey?.includes(body) === true))
  const stored = await driver.listKeyPairs({}, call).toArray()
  return stored.filter(isOurs).map(({ id, name }) => ({ deployment, kind: 'key-pair', name, id, by: 'key' }))
}

/** The fingerprint that most providers compute. */
function md5(publicKey: string): string {
  const body = Buffer.from(checkPublicKey(publicKey).body, 'base64')
  return nodeCrypto()
    .createHash('md5')
    .update(body)
    .digest('hex')
    .replace(/..(?!$)/g, '$&:')
}
