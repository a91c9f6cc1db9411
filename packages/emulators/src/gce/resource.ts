import type { OperatingSystem } from '../machines/machine.ts'
import type { Json, Wire } from './json.ts'
import { linkTo } from './links.ts'
import { nameOfScope, type Scope } from './scope.ts'
import { timeText } from './time.ts'

/** Anything that the API makes, shows and deletes by name. */
export interface Resource {
  /** As in its path: `disks`, whatever the discovery document calls the operations on it. */
  readonly collection: string
  readonly scope: Scope
  readonly name: string
  /** 64 bits, in decimal. */
  readonly id: string
  readonly kind: string
  readonly createdAt: number
  /** From `projects/` on. */
  readonly path: string
  /** What the API keeps of it. Only the handlers of its own operations write here. */
  readonly wire: Wire
  /** The system that is on it, where it can be booted. */
  readonly os?: OperatingSystem | undefined
  /** The operation that makes it has ended: others can use it. */
  ready: boolean
}

/** What every resource shows of itself, before what is its own. */
export const commonWire = ({ kind, id, name, createdAt, scope, path }: Resource): Wire => ({
  kind,
  id,
  name,
  creationTimestamp: timeText(createdAt),
  ...placeWire(scope, path),
  selfLink: linkTo(path),
})

/** `zone` or `region` as a link; nothing for what is global. */
export function placeWire(scope: Scope, path: string): Readonly<Record<string, Json>> {
  const kind = scope.split('/')[0]
  if (kind !== 'zones' && kind !== 'regions') return {}
  const project = path.split('/')[1] ?? ''
  return {
    [kind === 'zones' ? 'zone' : 'region']: linkTo(`projects/${project}/${kind}/${nameOfScope(scope)}`),
  }
}
