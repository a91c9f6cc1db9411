import type { ErrorCode, Trace, Transport } from '@cloud/core'
import type { Clock, LocalCloud, VirtualClock } from '@cloud/emulators'
import type { Thing } from './inventory.ts'

export type RepeatClass = 'read' | 'idempotent' | 'token' | 'named' | 'lookup' | 'once'

/** One call that a driver offers. */
export interface MatrixOperation<D> {
  /** The driver's member or function; where that has several operations, with what tells them apart after it. */
  readonly name: string
  /** The API's operation that does it: the one that faults hit. */
  readonly operation: string
  readonly repeat: RepeatClass
  /** Makes what the call needs. The function that it returns is the call. A method, so that operations of all drivers are of one type. */
  given(driver: D, clock: VirtualClock): Promise<() => Promise<unknown>>
  /** How the inventory differs after exactly one effect, as `differences` writes it. Left out for what leaves no trace: then the requests that were obeyed are counted. */
  readonly effect?: readonly string[]
  /** The same for a call that fails after it, where there is more to come. */
  readonly partly?: readonly string[]
  /** How many requests of the operation it takes. Left out, one. */
  readonly pages?: number
  /** A good answer has no body: one that is cut off cannot be told from it. */
  readonly bare?: true
  /** The call asks for something before it writes, or before it asks for what it is about. */
  readonly looksFirst?: true
  /** The call asks for what it wrote, where the answer does not tell it. */
  readonly looksLast?: true
  /**
   * While the provider works on one it refuses the next, and the driver waits, looks again, and then has either `found` that all is as it
   * should be, or does it `again`.
   */
  readonly busy?: 'found' | 'again'
  /** The provider answers before it is done, and is asked until it is. */
  readonly polled?: boolean
  /** Of a `read`: a write that finds that nothing is to be done, and fails as one. */
  readonly looksOnly?: true
  /** It replaces what it has read: where somebody else has changed that meanwhile, it reads and writes anew. */
  readonly anew?: true
  /** Refusals that say that nothing is left to be done. */
  readonly forgives?: readonly ErrorCode[]
  /** Of what is `named`: what the provider says of a second one, `right` where it answers as to the first. Left out, `already-exists`. */
  readonly second?: ErrorCode | 'right'
  /** Where the driver knows better than the status what a refusal means. */
  readonly codes?: Readonly<Partial<Record<ErrorCode, ErrorCode>>>
}

export interface ConnectOptions {
  /** In place of the cloud's own. */
  readonly endpoint: string
  readonly clock: Clock
  readonly transport: Transport
  readonly trace: Trace
  readonly timeoutMs: number
}

export interface DriverEntry<D extends object = object> {
  readonly name: string
  /** The entry whose driver it is under another name: of each end that a call can have one fault is tried in every run, and not all. */
  readonly brandOf?: string
  readonly endpoint: (local: LocalCloud) => string
  readonly connect: (local: LocalCloud, options: ConnectOptions) => D
  /** What the inventory leaves out. */
  readonly seen?: (local: LocalCloud, clock: Clock) => Promise<readonly Thing[]>
  /** Every member, and every function that only this provider has and that sends anything. */
  readonly operations: readonly MatrixOperation<D>[]
  /** What the matrix cannot try, and whose requests are counted all the same. */
  readonly counted?: readonly MatrixOperation<D>[]
  /** The names of the twelve that every run tries, of every repeat class that the driver has. */
  readonly chosen: readonly string[]
}
