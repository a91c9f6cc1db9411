import { hostname } from 'node:os'
import type { KnownHostKey } from '../contract/access.ts'
import type { Companion } from './companion.ts'
import type { Became, JournalRecord } from './journal.ts'

/** What a journal tells of one deployment. */
export interface Journaled {
  readonly id: string
  readonly name: string
  readonly provider: string | undefined
  readonly startedAt: string
  lastAt: string
  process: { readonly host: string; readonly pid: number }
  readonly keys: readonly string[]
  readonly hostKeys: KnownHostKey[]
  readonly steps: number
  nodeId?: string
  readonly companions: Map<number, JournaledCompanion>
  stepsDone: number
  /** Whether the step after those was begun. */
  stepBegun: boolean
  became?: Became
}

export interface JournaledCompanion {
  readonly kind: Companion['kind']
  readonly name: string
  id?: string
  attached: boolean
}

/** The deployments of a journal, the oldest first. */
export function journaled(records: readonly JournalRecord[]): ReadonlyMap<string, Journaled> {
  const all = new Map<string, Journaled>()
  for (const record of records) {
    if (record.event === 'intent') all.set(record.deployment, begun(record))
    const one = all.get(record.deployment)
    if (one === undefined) continue
    one.lastAt = record.at
    add(one, record)
  }
  return all
}

function begun(record: JournalRecord & { readonly event: 'intent' }): Journaled {
  const { deployment: id, at: startedAt, name, provider, host, pid, keys, hostKey, steps } = record
  return {
    ...{ id, name, provider, startedAt, lastAt: startedAt, keys, steps },
    process: { host, pid },
    hostKeys: hostKey ? [hostKey] : [],
    companions: new Map(),
    stepsDone: 0,
    stepBegun: false,
  }
}

function add(one: Journaled, record: JournalRecord): void {
  if (record.event === 'resumed') {
    one.process = { host: record.host, pid: record.pid }
    delete one.became
  } else if (record.event === 'step') {
    const done = record.status === 'done'
    one.stepsDone = done ? record.step : record.step - 1
    one.stepBegun = !done
  } else if (record.event === 'host-key') one.hostKeys.push(record.hostKey)
  else if (record.event === 'end') one.became = record.became
  else addMade(one, record)
}

function addMade(one: Journaled, record: JournalRecord): void {
  if (record.event === 'created' && record.kind === 'node') one.nodeId = record.id
  else if (record.event === 'request') {
    const { kind, name, place } = record
    one.companions.set(place, { kind, name, attached: false })
  } else if (record.event === 'created' || record.event === 'attached') {
    const companion = one.companions.get(record.place ?? -1)
    if (companion && record.event === 'created') companion.id = record.id
    else if (companion) companion.attached = true
  }
}

/** Whether a process of this computer is there; of those of other computers nobody here can tell. */
export function mayLive({ host, pid }: Journaled['process']): boolean {
  if (host !== hostname()) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // One of another user is there too.
    return error instanceof Error && Reflect.get(error, 'code') === 'EPERM'
  }
}
