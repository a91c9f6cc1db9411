import { afterAll, beforeAll, describe, it } from 'vitest'
import type { Case } from './case.ts'
import type { AbilityName, ConformanceOptions } from './options.ts'
import { areasOf, cleanUpTitle } from './plan.ts'
import { openSession, type Session } from './session.ts'

/**
 * Declares the whole suite with vitest: one test for each case, in a group for each area. Call it at the top of a test file or in
 * a `describe`. Throws where `skip` names no case.
 */
export function computeConformance(options: ConformanceOptions): void {
  const timeout = options.timeoutMs ?? 60_000
  describe(options.name ?? 'compute', () => {
    for (const { name, cases } of areasOf(options)) {
      describe(name, { timeout }, () => {
        const lacking = abilityLacking(cases, options)
        if (lacking !== undefined) {
          it(`${cases.length} cases`, (test) => test.skip(`the driver has no ${lacking}`))
          return
        }
        let session: Session | undefined
        const open = async (): Promise<Session> => {
          session ??= await openSession(options)
          return session
        }
        beforeAll(async () => {
          await open()
        }, timeout)
        for (const one of cases) declare(one, open)
        it(cleanUpTitle, async () => (await open()).cleanUp())
        // Again for a run that a filter, or the end of a case's time, kept from the test above.
        afterAll(async () => session?.cleanUp(), timeout)
      })
    }
  })
}

/** An ability that all of an area needs, where the options say that the driver has it not: one test then stands for all. */
function abilityLacking(cases: readonly Case[], { abilities }: ConformanceOptions): AbilityName | undefined {
  const needed = cases[0]?.needs.abilities ?? []
  return needed.find((ability) => abilities !== undefined && !abilities.includes(ability))
}

function declare(one: Case, open: () => Promise<Session>): void {
  it(one.title, async (test) => {
    const { context, reasonToSkip } = await open()
    const reason = reasonToSkip(one)
    if (reason !== undefined) test.skip(reason)
    await one.run(context)
  })
}
