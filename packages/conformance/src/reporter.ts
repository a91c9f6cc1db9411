import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node'
import type { CaseMeta } from './declare-suite.ts'
import { type ConformanceReport, conformanceReport, reportMarkdown } from './report.ts'
import type { CaseResult } from './run-suite.ts'

export interface ConformanceReporterOptions {
  /** Where `conformance.json` and `conformance.md` are written, from vitest's root. Default: there. */
  readonly folder?: string | undefined
}

/**
 * A reporter of vitest: at the end of a run it writes what the suites in it have shown, as JSON (a list of `ConformanceReport`) and as
 * Markdown. A run without a suite writes nothing, and one that a filter has narrowed tells of what has run.
 */
export default class ConformanceReporter implements Reporter {
  readonly #folder: string
  #root: string = process.cwd()

  constructor({ folder = '.' }: ConformanceReporterOptions = {}) {
    this.#folder = folder
  }

  onInit: NonNullable<Reporter['onInit']> = ({ config }) => {
    this.#root = config.root
  }

  onTestRunEnd: NonNullable<Reporter['onTestRunEnd']> = (modules) => {
    const reports = reportsOf(modules)
    if (reports.length === 0) return
    const folder = resolve(this.#root, this.#folder)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'conformance.json'), `${JSON.stringify(reports, undefined, 2)}\n`)
    writeFileSync(join(folder, 'conformance.md'), reportMarkdown(reports))
  }
}

function reportsOf(modules: readonly TestModule[]): readonly ConformanceReport[] {
  const told = modules.flatMap((module) =>
    [...module.children.allTests()].flatMap((test) => {
      const meta = (test.meta() as { readonly conformance?: CaseMeta }).conformance
      return meta
        ? resultsOf(test, meta).map((result) => ({ suite: `${meta.driver}\0${meta.contract}`, meta, result }))
        : []
    }),
  )
  return [...Map.groupBy(told, ({ suite }) => suite).values()].flatMap((group) => {
    const [first] = group
    return first
      ? [
          conformanceReport(
            first.meta.driver,
            group.map(({ result }) => result),
          ),
        ]
      : []
  })
}

/** One test stands for every case of an area whose ability the driver has not. */
function resultsOf(test: TestCase, { contract, ability, area, titles }: CaseMeta): readonly CaseResult[] {
  const outcome = outcomeOf(test)
  const durationMs = test.diagnostic()?.duration ?? 0
  return outcome ? titles.map((title) => ({ contract, ability, area, title, durationMs, ...outcome })) : []
}

type Outcome = Pick<CaseResult, 'status' | 'reason' | 'error'>

/** Undefined for what a filter has kept from running. */
function outcomeOf(test: TestCase): Outcome | undefined {
  const result = test.result()
  if (result.state === 'passed') return { status: 'passed' }
  if (result.state === 'failed') return { status: 'failed', error: result.errors[0]?.message ?? 'failed' }
  if (result.state === 'skipped' && result.note) return { status: 'skipped', reason: result.note }
  // Where the driver cannot be made, vitest skips the tests of its area, and tells why at the group.
  const problem = test.parent.type === 'suite' ? problemOf(test.parent) : undefined
  return problem === undefined ? undefined : { status: 'failed', error: problem }
}

function problemOf(suite: TestSuite): string | undefined {
  const [error] = suite.errors()
  return error?.message
}
