import type { Case } from './case.ts'
import { within } from './expect.ts'
import type { SuiteOptions } from './options.ts'
import { type Area, areasOf, cleanUpTitle } from './plan.ts'
import { reasonToSkip, type Session, type Suite } from './suite.ts'

/** What became of one case. */
export interface CaseResult {
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

type Timed = (title: string, run: () => Promise<unknown>) => Promise<CaseResult>

async function runArea<O extends SuiteOptions, C extends { readonly driver: object }>(
  suite: Suite<O, C>,
  area: Area<C>,
  options: O,
): Promise<CaseResult[]> {
  const timeoutMs = options.timeoutMs ?? 60_000
  const timed: Timed = (title, run) => resultOf(area.name, title, timeoutMs, run)
  let session: Session<C>
  try {
    session = await within(timeoutMs, () => suite.open(options))
  } catch (error) {
    return area.cases.map(({ title }) => failed(area.name, title, error, 0))
  }
  const results: CaseResult[] = []
  for (const one of area.cases) results.push(await runCase(one, session, options, timed))
  results.push(await timed(cleanUpTitle, () => session.cleanUp()))
  return results
}

async function runCase<C extends { readonly driver: object }>(
  one: Case<C>,
  { context }: Session<C>,
  options: SuiteOptions,
  timed: Timed,
): Promise<CaseResult> {
  const { area, title } = one
  const reason = reasonToSkip(one, context.driver, options)
  if (reason !== undefined) return { area, title, status: 'skipped', durationMs: 0, reason }
  return timed(title, () => one.run(context))
}

async function resultOf(
  area: string,
  title: string,
  timeoutMs: number,
  run: () => Promise<unknown>,
): Promise<CaseResult> {
  const started = Date.now()
  try {
    await within(timeoutMs, run)
    return { area, title, status: 'passed', durationMs: Date.now() - started }
  } catch (error) {
    return failed(area, title, error, Date.now() - started)
  }
}

function failed(area: string, title: string, error: unknown, durationMs: number): CaseResult {
  const text = error instanceof Error ? error.message : String(error)
  return { area, title, status: 'failed', durationMs, error: text }
}
