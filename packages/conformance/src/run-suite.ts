import type { Case } from './case.ts'
import { abilityOf, type Contract } from './contract.ts'
import { within } from './expect.ts'
import type { SuiteOptions } from './options.ts'
import { type Area, areasOf, cleanUpTitle } from './plan.ts'
import { reasonToSkip, type Session, type Suite } from './suite.ts'

/** What became of one case. */
export interface CaseResult {
  readonly contract: Contract
  /** The contract's own name, or that of the ability that the case is about. */
  readonly ability: string
  readonly area: string
  readonly title: string
  readonly status: 'passed' | 'failed' | 'skipped'
  readonly durationMs: number
  /** Why it was skipped. */
  readonly reason?: string
  /** What the driver did instead. */
  readonly error?: string
}

/** Runs a suite, or of it only the areas and the cases that `only` names. Throws for a name that nothing has. */
export async function runSuite<O extends SuiteOptions, C extends { readonly driver: object }>(
  suite: Suite<O, C>,
  options: O,
  only?: readonly string[],
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = []
  for (const area of chosen(areasOf(suite.cases, options), only)) {
    results.push(...(await runArea(suite, area, options)))
  }
  return results
}

function chosen<C>(areas: readonly Area<C>[], only: readonly string[] | undefined): readonly Area<C>[] {
  if (only === undefined) return areas
  const names = new Set(areas.flatMap(({ name, cases }) => [name, ...cases.map(({ title }) => title)]))
  const unknown = only.find((name) => !names.has(name))
  if (unknown !== undefined) throw new TypeError(`no area and no case is named ${JSON.stringify(unknown)}`)
  return areas.flatMap((area) => {
    if (only.includes(area.name)) return [area]
    const cases = area.cases.filter(({ title }) => only.includes(title))
    return cases.length > 0 ? [{ ...area, cases }] : []
  })
}

/** What a result is of. */
type Of = Pick<CaseResult, 'contract' | 'ability' | 'area' | 'title'>

async function runArea<O extends SuiteOptions, C extends { readonly driver: object }>(
  suite: Suite<O, C>,
  area: Area<C>,
  options: O,
): Promise<CaseResult[]> {
  const { contract } = suite
  const timeoutMs = options.timeoutMs ?? 60_000
  const known = (one: Case<C> | undefined, title: string): Of => {
    return { contract, ability: abilityOf(suite, one), area: area.name, title }
  }
  let session: Session<C>
  try {
    session = await within(timeoutMs, () => suite.open(options))
  } catch (error) {
    return area.cases.map((one) => failed(known(one, one.title), error, 0))
  }
  const results: CaseResult[] = []
  for (const one of area.cases) {
    const of = known(one, one.title)
    const reason = reasonToSkip(one, session.context.driver, options)
    results.push(
      reason === undefined
        ? await resultOf(of, timeoutMs, () => one.run(session.context))
        : { ...of, status: 'skipped', durationMs: 0, reason },
    )
  }
  results.push(await resultOf(known(area.cases[0], cleanUpTitle), timeoutMs, () => session.cleanUp()))
  return results
}

async function resultOf(of: Of, timeoutMs: number, run: () => Promise<unknown>): Promise<CaseResult> {
  const started = Date.now()
  try {
    await within(timeoutMs, run)
    return { ...of, status: 'passed', durationMs: Date.now() - started }
  } catch (error) {
    return failed(of, error, Date.now() - started)
  }
}

function failed(of: Of, error: unknown, durationMs: number): CaseResult {
  const text = error instanceof Error ? error.message : String(error)
  return { ...of, status: 'failed', durationMs, error: text }
}
