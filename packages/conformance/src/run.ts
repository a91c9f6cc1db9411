import type { Case } from './case.ts'
import { within } from './expect.ts'
import type { ConformanceOptions } from './options.ts'
import { type Area, areasOf, cleanUpTitle } from './plan.ts'
import { openSession, type Session } from './session.ts'

export type { Case, Needs } from './case.ts'
export { computeCases } from './compute/cases.ts'
export type { Context, ListOf, Target } from './context.ts'
export type { AbilityName, ConformanceOptions, Hook } from './options.ts'

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

/**
 * Runs the suite without a test runner, area by area, and resolves with a result for each case: data for a report. Never rejects
 * for what a driver does. `areas` runs only those of these names.
 */
export async function runComputeConformance(
  options: ConformanceOptions,
  areas?: readonly string[],
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = []
  for (const area of areasOf(options)) {
    if (areas === undefined || areas.includes(area.name)) results.push(...(await runArea(area, options)))
  }
  return results
}

async function runArea(area: Area, options: ConformanceOptions): Promise<CaseResult[]> {
  const timeoutMs = options.timeoutMs ?? 60_000
  const timed = (title: string, run: () => Promise<unknown>) => resultOf(area.name, title, timeoutMs, run)
  let session: Session
  try {
    session = await within(timeoutMs, () => openSession(options))
  } catch (error) {
    return area.cases.map(({ title }) => failed(area.name, title, error, 0))
  }
  const results: CaseResult[] = []
  for (const one of area.cases) results.push(await runCase(one, session, timed))
  results.push(await timed(cleanUpTitle, () => session.cleanUp()))
  return results
}

async function runCase(
  one: Case,
  session: Session,
  timed: (title: string, run: () => Promise<unknown>) => Promise<CaseResult>,
): Promise<CaseResult> {
  const { area, title } = one
  const reason = session.reasonToSkip(one)
  if (reason !== undefined) return { area, title, status: 'skipped', durationMs: 0, reason }
  return timed(title, () => one.run(session.context))
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
