import { type Check, members } from './checks.ts'
import { hint } from './nearest.ts'

/** Faults of one family: what their members hold, which go with every kind, and which mean something with each kind alone. */
export interface Kinded {
  readonly checks: Readonly<Record<string, Check>>
  readonly common: readonly string[]
  readonly kinds: Readonly<Record<string, readonly string[]>>
}

/** Throws a `TypeError` that says what would be right: no kind, a member unknown or holding what it cannot, or one idle with its kind. */
export function checkKinded(fault: unknown, { checks, common, kinds }: Kinded): void {
  if (typeof fault !== 'object' || fault === null)
    throw new TypeError(
      `faults.add takes a fault, such as { kind: '${Object.keys(kinds)[0]}' }, not ${String(fault)}`,
    )
  members(checks)(fault, 'fault')
  const kind: unknown = Reflect.get(fault, 'kind')
  if (typeof kind !== 'string')
    throw new TypeError(`fault.kind is missing; ${hint(undefined, Object.keys(kinds))}`)
  const own = [...common, ...(kinds[kind] ?? [])]
  const idle = Object.entries(fault).find(
    ([member, value]) => value !== undefined && member !== 'kind' && !own.includes(member),
  )?.[0]
  if (idle === undefined) return
  const meant = Object.keys(kinds).filter((name) => kinds[name]?.includes(idle))
  const where = meant.length > 0 ? `, only with ${meant.join(' or ')}` : ''
  throw new TypeError(`fault.${idle} means nothing with kind ${kind}${where}`)
}
