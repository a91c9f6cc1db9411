import { channel } from 'node:diagnostics_channel'
import { inspect } from 'node:util'
import { isCloudError, type TraceEvent } from '@cloud/core'
import type { LocalCloud } from '@cloud/emulators'
import { type CanaryName, formsOf, type Inputs } from './canaries.ts'

/** What is written down while the library works, by where it was heard. */
export const recorders = [
  'trace',
  'cloud:* channels',
  'deployment events',
  'dry run',
  'remote commands',
  'remote files',
  'request log',
  'warnings',
] as const
export type Recorder = (typeof recorders)[number]

/** Where the library is put to work, and what is seen of it. */
export interface World {
  readonly local: LocalCloud
  readonly inputs: Inputs
  /** What a user holds in the end: drivers, nodes, results, errors. */
  readonly things: [name: string, value: unknown][]
  readonly heard: Record<Recorder, string[]>
  /** What undici tells of requests: no promise is made about it. */
  readonly undici: string[]
  readonly forms: Map<CanaryName, Set<string>>
  readonly learn: (name: CanaryName, value: string | Uint8Array) => void
  readonly trace: (event: TraceEvent) => void
  /** Keeps the error that `work` must reject with. */
  readonly fails: (name: string, work: () => unknown) => Promise<void>
}

const channels = ['cloud:request', 'cloud:retry', 'cloud:wait', 'cloud:deploy', 'cloud:ssh', 'cloud:shell']
const all = { depth: Infinity, showHidden: true, maxStringLength: null } as const

export function createWorld(local: LocalCloud, inputs: Inputs): World {
  const heard = Object.fromEntries(recorders.map((name) => [name, []])) as unknown as World['heard']
  const things: World['things'] = []
  const undici: string[] = []
  const forms: World['forms'] = new Map()
  const learn: World['learn'] = (name, value) => {
    const known = forms.get(name) ?? new Set()
    forms.set(name, known)
    for (const form of formsOf(value)) known.add(form)
  }
  for (const name of Object.keys(inputs) as (keyof Inputs)[]) learn(name, inputs[name])
  for (const name of channels)
    channel(name).subscribe((message) => heard['cloud:* channels'].push(inspect(message, all)))
  channel('undici:request:create').subscribe((message) => undici.push(inspect(message, { depth: 4 })))
  process.on('warning', (warning) => heard.warnings.push(inspect(warning, all)))
  const fails: World['fails'] = async (name, work) => {
    const value = await (async () => work())().then(
      (result) => new Error(`${name} did not fail: ${inspect(result)}`),
      (error: unknown) => error,
    )
    if (!isCloudError(value)) throw value
    things.push([`error: ${name}`, value])
  }
  const trace = (event: TraceEvent) => heard.trace.push(inspect(event, all))
  return { local, inputs, things, heard, undici, forms, learn, trace, fails }
}
