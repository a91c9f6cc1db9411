import type { Case } from './case.ts'
import type { SuiteOptions } from './options.ts'

export interface Area<C> {
  readonly name: string
  readonly cases: readonly Case<C>[]
}

/** The title under which an area reports that it left nothing behind. */
export const cleanUpTitle = 'Nothing that was made here is left'

/**
 * The areas of a suite in their order. Throws where `skip` names no case or gives no reason, and where `onePage` gives none or stands
 * beside `pageSize`: such a skip would hide something.
 */
export function areasOf<C>(
  cases: readonly Case<C>[],
  options: SuiteOptions & { readonly onePage?: string | undefined },
): readonly Area<C>[] {
  const titles = new Set(cases.map(({ title }) => title))
  for (const [title, reason] of Object.entries(options.skip ?? {})) {
    if (!titles.has(title)) throw new TypeError(`skip: no case has the title ${JSON.stringify(title)}`)
    if (reason.trim() === '') throw new TypeError(`skip: ${JSON.stringify(title)} has no reason`)
  }
  const { onePage, pageSize } = options
  if (onePage?.trim() === '') throw new TypeError('onePage has no reason')
  if (onePage !== undefined && pageSize !== undefined)
    throw new TypeError('onePage: a driver that was made with small pages has lists of two')
  const names = [...new Set(cases.map(({ area }) => area))]
  return names.map((name) => ({ name, cases: cases.filter(({ area }) => area === name) }))
}
