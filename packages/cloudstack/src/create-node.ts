import type { CallOptions, CreateNode } from '@cloud/core'
import { beforeWrite, changed, checkCreateNode, isCloudError, keyed, lookup } from '@cloud/core/driver'
import { type CloudStackClient, send } from './client.ts'
import { destroyNode } from './destroy-node.ts'
import { explainNode } from './explain-node.ts'
import { getVirtualMachine, virtualMachines } from './get-node.ts'
import { intentIn } from './hostname.ts'
import { otherOptions } from './intent.ts'
import { type Started, waitForJobResult } from './jobs.ts'
import { withKeyPairs } from './login-keys.ts'
import { explainedBy, isWrongValue } from './looks.ts'
import { type CloudStackCreateNode, type NodePlan, nativeNames, planOf } from './node-plan.ts'
import { type CloudStackNode, stateOf, toNode, type VirtualMachineWire } from './nodes-wire.ts'
import { list } from './pages.ts'
import { createTags } from './resource-tags.ts'
import { tagLimits, toTags } from './tags-wire.ts'

export type { CloudStackCreateNode } from './node-plan.ts'

/**
 * There is no token that makes a repeat safe: each machine is made with a host name of its own, by which it is found when the answer is lost.
 * Resolves when the job that makes it has completed, and, where the caller gave a key, no other that was made under it is left.
 * https://cloudstack.apache.org/api/apidocs-4.20/apis/deployVirtualMachine.html
 */
export async function createNode(
  client: CloudStackClient,
  options: CreateNode<CloudStackCreateNode>,
  call: CallOptions,
): Promise<CloudStackNode> {
  const checked = checkCreateNode(options, { native: nativeNames, tags: tagLimits })
  const { idempotencyKey = crypto.randomUUID(), tags = {} } = checked
  const isKeyed = checked.idempotencyKey !== undefined
  const plan = await planOf(client, { ...checked, idempotencyKey }, isKeyed, call)
  try {
    const earlier = isKeyed ? await beforeWrite(findByIntent(client, plan, call)) : undefined
    if (earlier !== undefined) return await shown(client, same(client, plan, earlier), tags, call)
    const made = await withKeyPairs(client, checked.authorizedKeys ?? [], call, (names) =>
      make(client, plan, names, call),
    )
    const kept = (isKeyed && (await keepOldest(client, plan, made, call))) || made
    return await shown(client, kept, tags, call)
  } catch (error) {
    throw keyed(error, idempotencyKey)
  }
}

/** A machine that is there, and the job that made it where that is known. */
interface Made {
  readonly id: string
  readonly jobid?: string | undefined
  /** As its job told it. */
  readonly wire?: VirtualMachineWire | undefined
}

/** The machine as it is in the end, with its tags: whatever fails from here on, it was made. */
async function shown(
  client: CloudStackClient,
  { id, jobid, wire: made }: Made,
  tags: Readonly<Record<string, string>>,
  call: CallOptions,
): Promise<CloudStackNode> {
  try {
    const wire = made?.id === id ? made : await getVirtualMachine(client, id, call)
    const told = toTags(wire.tags)
    const lacking = Object.fromEntries(Object.entries(tags).filter(([key]) => !Object.hasOwn(told, key)))
    if (Object.keys(lacking).length === 0) return toNode(wire, jobid)
    await createTags(client, { type: 'UserVm', id }, lacking, call)
    return await getVirtualMachine(client, id, call, (tagged) => toNode(tagged, jobid))
  } catch (error) {
    throw applied(error, id)
  }
}

/** Sends the request, settles whether it took effect, and waits for its job. */
async function make(
  client: CloudStackClient,
  plan: NodePlan,
  names: readonly string[],
  call: CallOptions,
): Promise<Made> {
  const repeat = lookup<Started>(
    (left) => findByIntent(client, plan, left),
    [0, 2000, 3000, 5000, 10_000, 10_000],
    async (left) => keepOldest(client, plan, undefined, left),
  )
  const keypairs = [...(plan.keyPairs ?? []), ...names]
  const parameters = { ...plan.parameters, ...keyParameters(keypairs) }
  let started: Started
  try {
    started = await send<Started>(client, { name: 'deployVirtualMachine', repeat, parameters }, call)
  } catch (error) {
    // Of two calls with one key at once, the other's has the host name.
    const rival = isWrongValue(error) ? await findByIntent(client, plan, call).catch(() => {}) : undefined
    if (rival !== undefined) return same(client, plan, rival)
    throw await explainedBy(error, (refusal) => explainNode(client, refusal, plan, call))
  }
  return finished(client, started, call)
}

/** Older servers know but one key pair of a machine. */
const keyParameters = (names: readonly string[]) =>
  names.length === 1 ? { keypair: names[0] } : { keypairs: names }

/** A machine that could not be made is left behind as one in the state Error: it goes again. */
async function finished(client: CloudStackClient, { id, jobid }: Started, call: CallOptions): Promise<Made> {
  try {
    const result = jobid === undefined ? {} : await waitForJobResult(client, jobid, call)
    const { virtualmachine } = result as { readonly virtualmachine?: VirtualMachineWire }
    return { id: id ?? virtualmachine?.id ?? '', jobid, wire: virtualmachine }
  } catch (error) {
    if (!isCloudError(error) || id === undefined) throw error
    const isOver = error.providerCode !== undefined && error.code !== 'unavailable'
    if (!isOver) throw applied(error, id)
    const gone = await destroyNode(client, id, call).then(
      () => true,
      (left: unknown) => isCloudError(left, 'not-found'),
    )
    throw gone ? changed(error, { outcome: 'not-applied' }) : applied(error, id)
  }
}

/** A machine that was made is there, whatever failed after that. */
function applied(error: unknown, id: string): unknown {
  if (!isCloudError(error)) return error
  return changed(error, { outcome: 'applied', retryable: false, details: { ...error.details, nodeId: id } })
}

/** Machines of one intent, the oldest first; those that are gone, or never came to be, are none. */
async function listByIntent(
  client: CloudStackClient,
  { intent }: NodePlan,
  call: CallOptions,
): Promise<readonly VirtualMachineWire[]> {
  const map = (wire: VirtualMachineWire) =>
    intentIn(wire.name)?.word === intent.word && !['terminated', 'error'].includes(stateOf(wire))
      ? wire
      : undefined
  const parameters = { keyword: intent.word }
  const found = await list(client, { ...virtualMachines, parameters, map }, call).toArray()
  return found.toSorted((a, b) => (a.created ?? '').localeCompare(b.created ?? '') || (a.id < b.id ? -1 : 1))
}

async function findByIntent(
  client: CloudStackClient,
  plan: NodePlan,
  call: CallOptions,
): Promise<VirtualMachineWire | undefined> {
  return (await listByIntent(client, plan, call))[0]
}

/** What an earlier call with the same key made; `conflict` unless it is what this one wants. */
function same(client: CloudStackClient, { intent }: NodePlan, wire: VirtualMachineWire): Made {
  if (intentIn(wire.name)?.digest === intent.digest) return { id: wire.id }
  throw otherOptions(client, wire.id)
}

/** Calls with one key that run at once find nothing and each make a machine: all of them keep, and give, the oldest. */
async function keepOldest(
  client: CloudStackClient,
  plan: NodePlan,
  own: Made | undefined,
  call: CallOptions,
): Promise<Made | undefined> {
  try {
    const [oldest, ...others] = await listByIntent(client, plan, call)
    for (const { id } of others) {
      await destroyNode(client, id, call).catch((error: unknown) => {
        // Another call with the key was first.
        if (!isCloudError(error, 'not-found') && !isCloudError(error, 'conflict')) throw error
      })
    }
    return oldest === undefined || oldest.id === own?.id ? own : same(client, plan, oldest)
  } catch (error) {
    throw own === undefined ? error : applied(error, own.id)
  }
}
