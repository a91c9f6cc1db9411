import { afterAll, beforeAll, describe, it } from 'vitest'
import type { Case } from './case.ts'
import { abilityOf, type Contract, lacks } from './contract.ts'
import type { SuiteOptions } from './options.ts'
import { areasOf, cleanUpTitle } from './plan.ts'
import { reasonToSkip, type Session, type Suite } from './suite.ts'

/** What a test tells a reporter: the cases that it stands for. */
export interface CaseMeta {
  readonly driver: string
  readonly contract: Contract
  readonly ability: string
  readonly area: string
  readonly titles: readonly string[]
}

/** Declares a suite with vitest: one test for each case, in a group for each area. */
export function declareSuite<O extends SuiteOptions, C extends { readonly driver: object }>(
  suite: Suite<O, C>,
  options: O,
): void {
  const timeout = options.timeoutMs ?? 60_000
  const driver = options.name ?? suite.name
  describe(driver, () => {
    for (const { name, cases } of areasOf(suite.cases, options)) {
      const told = (one: Case<C> | undefined, ...titles: readonly string[]) => {
        const { contract } = suite
        const conformance: CaseMeta = { driver, contract, ability: abilityOf(suite, one), area: name, titles }
        return { meta: { conformance } as object }
      }
      describe(name, { timeout }, () => {
        const lacking = abilityLacking(cases, options)
        if (lacking !== undefined) {
          const titles = cases.map(({ title }) => title)
          it(`${cases.length} cases`, told(cases[0], ...titles), (test) => test.skip(lacks(lacking)))
          return
        }
        let session: Session<C> | undefined
        const open = async (): Promise<Session<C>> => {
          session ??= await suite.open(options)
          return session
        }
        beforeAll(async () => {
          await open()
        }, timeout)
        for (const one of cases) declareCase(one, told(one, one.title), open, options)
        it(cleanUpTitle, told(cases[0], cleanUpTitle), async () => (await open()).cleanUp())
        // Again for a run that a filter, or the end of a case's time, kept from the test above.
        afterAll(async () => session?.cleanUp(), timeout)
      })
    }
  })
}

/** An ability that all of an area needs, where the options say that the driver has it not: one test then stands for all. */
function abilityLacking(cases: readonly Case<never>[], { abilities }: SuiteOptions): string | undefined {
  const needed = cases[0]?.needs.abilities ?? []
  return needed.find((ability) => abilities !== undefined && !abilities.includes(ability))
}

function declareCase<C extends { readonly driver: object }>(
  one: Case<C>,
  told: { readonly meta: object },
  open: () => Promise<Session<C>>,
  options: SuiteOptions,
): void {
  it(one.title, told, async (test) => {
    const { context } = await open()
    const reason = reasonToSkip(one, context.driver, options)
    if (reason !== undefined) test.skip(reason)
    await one.run(context)
  })
}
