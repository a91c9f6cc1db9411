import type { CallOptions } from '@cloud/core'

/** One member of the driver, called with good input on things that are not there, so that it changes nothing. */
export interface SafeCall {
  readonly writes: boolean
  /** Whether a driver may tell without asking that such an id names nothing. */
  readonly knowable?: boolean
  readonly run: (call?: CallOptions) => Promise<unknown>
}

/** Members of a driver by their names. */
export type SafeCalls = Readonly<Record<string, SafeCall>>

export function read(run: SafeCall['run']): SafeCall {
  return { writes: false, run }
}

export function write(run: SafeCall['run']): SafeCall {
  return { writes: true, run }
}

/** Calls on ids in the form of no provider's. */
export function onStrangeIds(calls: SafeCalls): SafeCalls {
  return Object.fromEntries(
    Object.entries(calls).map(([member, call]) => [
      member,
      { ...call, knowable: !member.startsWith('list') },
    ]),
  )
}
