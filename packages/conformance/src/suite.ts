import { supports } from '@cloud/core'
import type { Case } from './case.ts'
import { type Contract, lacks } from './contract.ts'
import type { SuiteOptions } from './options.ts'

/** The cases of one contract, and how an area of them is begun on a driver. */
export interface Suite<O extends SuiteOptions, C> {
  /** Heads the report where the options give no name. */
  readonly name: string
  readonly contract: Contract
  readonly cases: readonly Case<C>[]
  readonly open: (options: O) => Promise<Session<C>>
}

/** One area under way: what its cases run with, and its end. */
export interface Session<C> {
  readonly context: C
  /** Removes what the area made. Rejects with the names of what is left. May be called again. */
  readonly cleanUp: () => Promise<void>
}

/** Why a case does not run on a driver, in words for the report; undefined where it does. */
export function reasonToSkip(
  { title, needs }: Case<never>,
  driver: object,
  options: SuiteOptions & { readonly onePage?: string | undefined },
): string | undefined {
  const { abilities = [], hook, pages } = needs
  const given = options.skip?.[title]
  if (given !== undefined) return given
  const lacking = abilities.find((ability) => !supports(driver, ability))
  if (lacking !== undefined) return lacks(lacking)
  if (hook !== undefined && Reflect.get(options, hook) === undefined)
    return `the suite was not given \`${hook}\``
  return pages ? options.onePage : undefined
}
