import type { LocalCloud, LoggedRequest } from '@cloud/emulators'
import type { Attempt } from './attempts.ts'
import type { MatrixFault } from './fault.ts'
import { differences, type Things, thingsOf } from './inventory.ts'
import type { DriverEntry, MatrixOperation } from './operation.ts'
import { openWorld, pass, timeOf, type World } from './world.ts'

/** What came of one call under one fault. */
export interface Observed {
  /** What it rejected with; left out where it resolved. */
  readonly error?: unknown
  /** How what exists differs from before, as `differences` writes it. */
  readonly changes: readonly string[]
  /** How many of the operation's requests the cloud obeyed. */
  readonly obeyed: number
  /** How many of them it would not do at the moment. */
  readonly turnedAway: number
  /** The operation's own requests, in order. */
  readonly attempts: readonly Attempt[]
  /** Requests that went out and of which the driver told nothing. */
  readonly untold: number
  readonly durationMs: number
}

/** Long enough for whatever a call began to come to its end. */
const settleMs = 8_000

/** Runs one cell on a cloud of its own. */
export async function observe<D extends object>(
  entry: DriverEntry<D>,
  operation: MatrixOperation<D>,
  fault: MatrixFault,
  seed: number,
): Promise<Observed> {
  const world = await openWorld(entry, { tls: fault.tls, timeoutMs: timeOf(fault), seed })
  try {
    return await observeIn(world, operation, fault, () => thingsIn(world, entry, operation))
  } finally {
    await world.close()
  }
}

async function observeIn<D extends object>(
  world: World<D>,
  operation: MatrixOperation<D>,
  fault: MatrixFault,
  things: () => Promise<Things>,
): Promise<Observed> {
  const { clock, local, tap } = world
  const call = await operation.given(world.driver, clock)
  await pass(clock, settleMs)
  await tap.renew()
  const before = await things()
  const asked = local.requests.length
  world.inject(fault, operation.operation)
  const startedAt = clock.elapsed()
  const failure = await failureOf(call)
  const durationMs = clock.elapsed() - startedAt
  world.clear()
  await pass(clock, settleMs)
  return {
    ...failure,
    changes: differences(before, await things()),
    obeyed: obeyed(asks(local, asked, operation)),
    turnedAway: asks(local, asked, operation).filter(isTurnedAway).length,
    attempts: tap.attempts.filter((each) => each.operation === operation.operation),
    untold: untold(world),
    durationMs,
  }
}

async function failureOf(call: () => Promise<unknown>): Promise<Pick<Observed, 'error'>> {
  try {
    await call()
    return {}
  } catch (error) {
    return { error }
  }
}

/** All that exists; of what only reads, as far as the inventory tells it, since to look further takes longer than the cell. */
async function thingsIn<D extends object>(
  { local, clock }: World<D>,
  { seen }: DriverEntry<D>,
  { repeat }: MatrixOperation<D>,
): Promise<Things> {
  return thingsOf(local.inventory(), repeat === 'read' ? [] : await seen?.(local, clock))
}

const hitAfterEffect = ['reset-after', 'stall-after', 'half-body']

const asks = (local: LocalCloud, since: number, { operation }: { readonly operation: string }) =>
  local.requests.slice(since).filter((each) => each.operation === operation)

/** What a provider knows by its id it does once, however often it is asked for. */
function obeyed(requests: readonly LoggedRequest[]): number {
  const done = requests.filter(isObeyed)
  return new Set(done.map((each) => each.params.requestId ?? each)).size
}

const isObeyed = ({ status, fault }: LoggedRequest) =>
  fault === undefined ? status !== undefined && status < 300 : hitAfterEffect.includes(fault)

/** DigitalOcean, the only one that has this, gives no other reason for it. */
const isTurnedAway = ({ status, fault }: LoggedRequest) => fault === undefined && status === 403

const untold = <D extends object>({ tap }: World<D>) => tap.sent() - tap.attempts.length
