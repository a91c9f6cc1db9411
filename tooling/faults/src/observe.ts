import type { Inventory, LocalCloud } from '@cloud/emulators'
import type { Attempt } from './attempts.ts'
import type { MatrixFault } from './fault.ts'
import { differences, thingsOf } from './inventory.ts'
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
    return await observeIn(world, operation, fault)
  } finally {
    await world.close()
  }
}

async function observeIn<D extends object>(
  world: World<D>,
  operation: MatrixOperation<D>,
  fault: MatrixFault,
): Promise<Observed> {
  const { clock, local, tap } = world
  const call = await operation.given(world.driver, clock)
  await pass(clock, settleMs)
  await tap.renew()
  const before = local.inventory()
  const asked = local.requests.length
  world.inject(fault, operation.operation)
  const startedAt = clock.elapsed()
  const failure = await failureOf(call)
  const durationMs = clock.elapsed() - startedAt
  world.clear()
  await pass(clock, settleMs)
  return {
    ...failure,
    changes: changesSince(before, local),
    obeyed: obeyed(local, asked, operation.operation),
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

const changesSince = (before: Inventory, local: LocalCloud) =>
  differences(thingsOf(before), thingsOf(local.inventory()))

const hitAfterEffect = ['reset-after', 'stall-after', 'half-body']

function obeyed(local: LocalCloud, since: number, operation: string): number {
  return local.requests.slice(since).filter(({ operation: asked, status, fault }) => {
    if (asked !== operation) return false
    return fault === undefined ? status !== undefined && status < 300 : hitAfterEffect.includes(fault)
  }).length
}

const untold = <D extends object>({ tap }: World<D>) => tap.sent() - tap.attempts.length
