import { checkNames } from '../check.ts'
import { checkDriver } from '../check-driver.ts'
import type { Clock } from '../clock.ts'
import { supports } from '../contract/abilities.ts'
import type { CallOptions } from '../contract/call.ts'
import type { Compute, Node } from '../contract/compute.ts'
import { findClient } from '../driver-client.ts'
import { invalid, isCloudError } from '../errors.ts'
import { sleep } from '../http/abortable.ts'
import { clockOf } from '../wait-for-node.ts'
import { allowance } from './allowance.ts'
import { freed, reasonOf } from './clean-up.ts'
import { deploymentTag, type Journal, noting } from './journal.ts'
import { type Journaled, journaled, mayLive } from './journaled.ts'
import { findCompanions, findKeys, findNode, type Leftover } from './leftovers.ts'

/**
 * `adopt`: it is the caller's from now on, and no longer found. `destroy`: it is removed. `ignore`: nothing is done, and it is found again.
 */
export type LeftoverAction = 'adopt' | 'destroy' | 'ignore'

export interface Reconcile {
  /** That of the deployments. It must be the driver's own: of its account and region. */
  readonly journal: Journal
  /** What is to be done with each; `ignore` unless given. */
  readonly action?:
    | LeftoverAction
    | ((leftover: Leftover) => LeftoverAction | Promise<LeftoverAction>)
    | undefined
  /**
   * Whether the process that deploys may still be at it. Left out, processes of this computer are looked for by their number, and those of
   * others are taken to live.
   */
  readonly alive?: ((process: { readonly host: string; readonly pid: number }) => boolean) | undefined
  /** Also nodes with the tag of a deployment that this journal does not know. A node of another journal is one too: false unless given. */
  readonly strangers?: boolean | undefined
  /** For how long after its last record what a deployment asked for may not be shown yet. 60,000 unless given. */
  readonly settleMs?: number | undefined
}

/** A leftover, what was to be done with it, and why that failed. */
export interface Reconciled extends Leftover {
  readonly action: LeftoverAction
  readonly error?: string
}

/**
 * Finds what deployments left whose process died, or that could not tell or remove what they had made, and does with each what the caller
 * says. Resolves with all of it: nothing twice, and nothing of a deployment that somebody is at or whose end was told.
 *
 * What was asked for just before the end may show up late: it is looked for until `settleMs` after the deployment's last record.
 */
export async function reconcile(
  driver: Compute,
  options: Reconcile,
  call: CallOptions = {},
): Promise<readonly Reconciled[]> {
  checkReconcile(driver, options)
  const clock = clockOf(driver)
  const time = allowance(call, clock)
  try {
    const all = journaled(await options.journal.read())
    const open = [...all.values()].filter((each) => isOpen(driver, each, options))
    const found = await time.within((left) => settled(driver, open, options, clock, left))
    const strange = options.strangers ? await time.within((left) => strangers(driver, all, left)) : []
    const done: Reconciled[] = []
    for (const leftovers of [...found.values(), ...strange.map((each) => [each])]) {
      done.push(...(await settle(driver, leftovers, options, clock, time)))
    }
    return done
  } finally {
    time.end()
  }
}

function checkReconcile(driver: unknown, options: Reconcile): void {
  checkDriver('reconcile', driver, ['listNodes', 'getNode', 'destroyNode'])
  checkNames('reconcile', options, ['journal', 'action', 'alive', 'strangers', 'settleMs'])
  if (typeof options.journal?.read !== 'function')
    throw invalid('journal is no journal', 'such as fileJournal(path)')
  const { action = 'ignore' } = options
  if (typeof action !== 'function') checkAction(action)
}

function checkAction(action: LeftoverAction): LeftoverAction {
  if (action === 'adopt' || action === 'destroy' || action === 'ignore') return action
  throw invalid(`The action is ${JSON.stringify(action)}`, "'adopt', 'destroy' or 'ignore'")
}

/** Whether it came to no end, and nobody is at it. */
function isOpen(
  driver: Compute,
  { provider, became, process }: Journaled,
  { alive = mayLive }: Reconcile,
): boolean {
  if (provider !== undefined && provider !== findClient(driver)?.provider) return false
  return became === 'unknown' || (became === undefined && !alive(process))
}

const pauseMs = 1_000

/** What each deployment left, by its id. One that left nothing is over. */
async function settled(
  driver: Compute,
  open: readonly Journaled[],
  { journal, settleMs = 60_000 }: Reconcile,
  clock: Clock,
  call: CallOptions,
): Promise<ReadonlyMap<string, readonly Leftover[]>> {
  const found = new Map<string, readonly Leftover[]>()
  let rest = open
  for (;;) {
    const isLate = ({ lastAt }: Journaled) => clock.now() >= Date.parse(lastAt) + settleMs
    const late = rest.filter(isLate)
    const nodes = rest.length > 0 ? await driver.listNodes({}, call).toArray() : []
    for (const one of rest) {
      const leftovers = await leftoversOf(driver, one, nodes, call)
      if (leftovers.length > 0) found.set(one.id, leftovers)
      else if (late.includes(one)) await noting(journal, one.id, clock)({ event: 'end', became: 'nothing' })
    }
    rest = rest.filter((one) => !late.includes(one) && !isWhole(one, found.get(one.id)))
    if (rest.length === 0) return found
    await sleep(pauseMs, clock, call.signal)
  }
}

/** What has its node has nothing else that may come late. */
const isWhole = ({ nodeId }: Journaled, leftovers: readonly Leftover[] = []) =>
  nodeId !== undefined || leftovers.some(({ kind }) => kind === 'node')

async function leftoversOf(
  driver: Compute,
  one: Journaled,
  nodes: readonly Node[],
  call: CallOptions,
): Promise<readonly Leftover[]> {
  const found = await findNode(driver, one, nodes, call)
  const beside = await findCompanions(driver, one, call)
  const keys = await findKeys(driver, one, call)
  const node =
    found && ({ deployment: one.id, kind: 'node', name: one.name, id: found.node.id, by: found.by } as const)
  return [...(node ? [node] : []), ...beside.toReversed(), ...keys]
}

async function strangers(
  driver: Compute,
  known: ReadonlyMap<string, Journaled>,
  call: CallOptions,
): Promise<readonly Leftover[]> {
  const found: Leftover[] = []
  for await (const { id, name, tags, state } of driver.listNodes({}, call)) {
    const deployment = tags[deploymentTag]
    if (deployment === undefined || known.has(deployment) || state === 'terminating') continue
    found.push({ deployment, kind: 'node', name, id, by: 'tag' })
  }
  return found
}

/** Does with what one deployment left what is asked for, and writes its end down where it has come to one. */
async function settle(
  driver: Compute,
  leftovers: readonly Leftover[],
  { journal, action = 'ignore' }: Reconcile,
  clock: Clock,
  time: ReturnType<typeof allowance>,
): Promise<readonly Reconciled[]> {
  const done: Reconciled[] = []
  for (const leftover of leftovers) {
    const wanted = checkAction(typeof action === 'function' ? await action(leftover) : action)
    const error = await act(driver, leftover, wanted, clock, time)
    done.push({ ...leftover, action: wanted, ...(error !== undefined && { error }) })
  }
  const [first] = leftovers
  const isOver = done.every((each) => each.action !== 'ignore' && each.error === undefined)
  if (first && isOver) {
    const became = done.some((each) => each.action === 'adopt') ? 'adopted' : 'destroyed'
    await noting(journal, first.deployment, clock)({ event: 'end', became })
  }
  return done
}

async function act(
  driver: Compute,
  leftover: Leftover,
  action: LeftoverAction,
  clock: Clock,
  time: ReturnType<typeof allowance>,
): Promise<string | undefined> {
  const { kind, id } = leftover
  if (action === 'ignore') return undefined
  if (id === undefined)
    return action === 'adopt' ? undefined : 'nobody knows whether it is there: look for it'
  try {
    if (action === 'destroy') await freed((call) => remover(driver, kind)(id, call), clock, time)
    else if (kind === 'node') await time.within((call) => untag(driver, id, call))
    return undefined
  } catch (error) {
    time.signal.throwIfAborted()
    return reasonOf(error)
  }
}

/** An adopted node is no deployment's any more. What a provider does not let change stays as it is. */
async function untag(driver: Compute, id: string, call: CallOptions): Promise<void> {
  if (!supports(driver, 'Tags')) return
  try {
    await driver.removeTags({ kind: 'node', id }, [deploymentTag], call)
  } catch (error) {
    if (!isCloudError(error, 'not-found')) throw error
  }
}

function remover(driver: Compute, kind: Leftover['kind']): (id: string, call: CallOptions) => Promise<void> {
  if (kind === 'volume' && supports(driver, 'Volumes')) return driver.destroyVolume
  if (kind === 'address' && supports(driver, 'Addresses')) return driver.destroyAddress
  if (kind === 'firewall' && supports(driver, 'Firewalls')) return driver.destroyFirewall
  if (kind === 'key-pair' && supports(driver, 'KeyPairs')) return driver.deleteKeyPair
  if (kind === 'node') return driver.destroyNode
  return async () => {
    throw invalid(`The driver has no ${kind}s`)
  }
}
