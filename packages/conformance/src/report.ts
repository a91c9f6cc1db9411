import { type Contract, lacks } from './contract.ts'
import { cleanUpTitle } from './plan.ts'
import type { CaseResult } from './run-suite.ts'

export type { Contract } from './contract.ts'
export { reportMarkdown } from './report-markdown.ts'
export type { CaseResult } from './run-suite.ts'

/** What a driver was shown to do, by ability and by sentence of the contract. Plain data; the same wherever the outcome is. */
export interface ConformanceReport {
  /** The `name` that the suite was given. */
  readonly driver: string
  readonly contract: Contract
  /** The contract itself first, then its abilities in the suite's order. */
  readonly abilities: readonly AbilityReport[]
}

/**
 * `passed`: no sentence failed, and at least one passed. `absent`: the driver has it not, and no sentence was tried. `skipped`: it has, and
 * none could be tried.
 */
export type AbilityStatus = 'passed' | 'failed' | 'skipped' | 'absent'

export interface AbilityReport {
  /** `Compute`, `LoadBalancers` or `Storage`, or an ability by the name that `supports` of `@cloud/core` takes. */
  readonly ability: string
  readonly status: AbilityStatus
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly sentences: readonly SentenceReport[]
}

/** What became of one sentence: `reason` tells why it was skipped, `error` what the driver did instead. */
export type SentenceReport = Omit<CaseResult, 'contract' | 'ability' | 'durationMs'>

/** The report of what one suite gave on one driver, of all areas or of some. Throws for no results, and for those of several suites. */
export function conformanceReport(driver: string, results: readonly CaseResult[]): ConformanceReport {
  const contracts = new Set(results.map(({ contract }) => contract))
  const [contract] = contracts
  if (contract === undefined || contracts.size > 1)
    throw new TypeError('a report is of the results of one suite')
  const byAbility = Map.groupBy(results, ({ ability }) => ability)
  const names = [...new Set([contract, ...byAbility.keys()])].filter((name) => byAbility.has(name))
  return {
    driver,
    contract,
    abilities: names.map((name) => abilityReport(name, byAbility.get(name) ?? [])),
  }
}

function abilityReport(ability: string, all: readonly CaseResult[]): AbilityReport {
  const cases = all.filter(({ title }) => title !== cleanUpTitle)
  const absent = cases.length > 0 && cases.every(({ reason }) => reason === lacks(ability))
  // That nothing is left where nothing was made says nothing.
  const results = absent ? cases : all
  const count = (status: CaseResult['status']) => results.filter((result) => result.status === status).length
  const [passed, failed, skipped] = [count('passed'), count('failed'), count('skipped')]
  const tried = failed > 0 ? 'failed' : passed > 0 ? 'passed' : 'skipped'
  const sentences = results.map(({ contract: _, ability: __, durationMs: ___, ...sentence }) => sentence)
  return { ability, status: absent ? 'absent' : tried, passed, failed, skipped, sentences }
}
