import type { Case } from './case.ts'
import { computeCases } from './compute/cases.ts'
import type { ConformanceOptions } from './options.ts'

export interface Area {
  readonly name: string
  readonly cases: readonly Case[]
}

/** The title under which an area reports that it left nothing behind. */
export const cleanUpTitle = 'Nothing that was made here is left'

/** The areas in their order. Throws where `skip` names no case, or gives no reason: such a skip would hide something. */
export function areasOf(options: ConformanceOptions): readonly Area[] {
  const titles = new Set(computeCases.map(({ title }) => title))
  for (const [title, reason] of Object.entries(options.skip ?? {})) {
    if (!titles.has(title)) throw new TypeError(`skip: no case has the title ${JSON.stringify(title)}`)
    if (reason.trim() === '') throw new TypeError(`skip: ${JSON.stringify(title)} has no reason`)
  }
  const names = [...new Set(computeCases.map(({ area }) => area))]
  return names.map((name) => ({ name, cases: computeCases.filter(({ area }) => area === name) }))
}
