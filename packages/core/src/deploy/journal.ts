import { hostname } from 'node:os'
import type { Clock } from '../clock.ts'
import type { KnownHostKey } from '../contract/access.ts'
import type { Companion } from './companion.ts'

/**
 * Where deployments write down what they are about to do, for whoever comes after a process that died. One journal belongs to one driver: to
 * its account and region. Several processes may append to it at once.
 */
export interface Journal {
  /** Resolves when the record outlives this process: nothing is created before. A rejection fails the deployment. */
  readonly append: (record: JournalRecord) => Promise<void>
  /** All records, those of one deployment in the order in which they were appended. */
  readonly read: () => Promise<readonly JournalRecord[]>
}

/** Plain data without secrets. `deployment` is its id, which is also its idempotency key and the value of its node's tag. */
export type JournalRecord = Recorded & JournalEntry

interface Recorded {
  readonly deployment: string
  /** RFC 3339. */
  readonly at: string
}

export type CreatedKind = 'node' | Companion['kind']

export type JournalEntry =
  /**
   * Before the node is asked for. `keys` are the public keys that were to be brought onto it, `hostKey` is the one that stands in its user
   * data, `steps` how many there are.
   */
  | {
      readonly event: 'intent'
      readonly name: string
      readonly provider?: string | undefined
      readonly host: string
      readonly pid: number
      readonly keys: readonly string[]
      readonly hostKey?: KnownHostKey | undefined
      readonly steps: number
    }
  /** Another process goes on with it. */
  | { readonly event: 'resumed'; readonly host: string; readonly pid: number }
  /** Before a companion is asked for, by its place in the list of companions. */
  | {
      readonly event: 'request'
      readonly kind: Companion['kind']
      readonly name: string
      readonly place: number
    }
  | {
      readonly event: 'created'
      readonly kind: CreatedKind
      readonly name: string
      readonly id: string
      readonly place?: number | undefined
    }
  | { readonly event: 'attached'; readonly place: number }
  /** Before a host key is put on the machine, and when the machine has proved that it holds one. */
  | { readonly event: 'host-key'; readonly hostKey: KnownHostKey }
  /** `step` counts from 1. */
  | { readonly event: 'step'; readonly step: number; readonly status: 'started' | 'done' }
  /** Nothing more happens to it: what is told of it was told to its caller, or was decided by `reconcile`. */
  | { readonly event: 'end'; readonly became: Became }

/**
 * `deployed`, `adopted` and `kept`: it is there, and somebody knows of it. `nothing` was made, or it is `destroyed`. `unknown`: it may be
 * there, since it could not be asked for or not be destroyed.
 */
export type Became = 'deployed' | 'adopted' | 'kept' | 'nothing' | 'destroyed' | 'unknown'

/** The tag by which what a journaled deployment made is known at the provider. */
export const deploymentTag = 'cloud-deployment'

export type Note = (entry: JournalEntry) => Promise<void>

/** Writes down entries of one deployment; without a journal nothing. */
export function noting(journal: Journal | undefined, deployment: string, clock: Clock): Note {
  return async (entry) => journal?.append({ deployment, at: new Date(clock.now()).toISOString(), ...entry })
}

/** Who writes, so that who reads can tell whether it still lives. */
export const thisProcess = (): { readonly host: string; readonly pid: number } => ({
  host: hostname(),
  pid: process.pid,
})
