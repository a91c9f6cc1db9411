import { existsSync, readFileSync } from 'node:fs'
import { table } from './markdown.ts'
import { fromDocs } from './places.ts'

/** What a driver was shown to do by one suite: of each ability how many sentences of the contract hold. */
export interface Report {
  readonly driver: string
  readonly contract: string
  readonly abilities: readonly {
    readonly ability: string
    readonly status: string
    readonly passed: number
    readonly failed: number
    readonly skipped: number
    /** Why sentences were skipped. */
    readonly reasons: readonly string[]
  }[]
}

/** The last reports of a package; none where it has no suite. */
function reportsOf(name: string): readonly Report[] {
  const file = fromDocs(`reports/${name}.json`)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
}

/** A section that tells what was shown, or nothing. */
export function shown(name: string): string {
  const reports = reportsOf(name)
  if (reports.length === 0) return ''
  const parts = reports.map(({ driver, contract, abilities }) => {
    const rows = abilities
      .filter(({ status }) => status !== 'absent')
      .map(({ ability, passed, failed, skipped, reasons }) => [
        `\`${ability}\``,
        String(passed),
        String(failed),
        skipped === 0 ? '0' : `${skipped}: ${reasons.join('; ')}`,
      ])
    return `**${driver}**, ${contract}\n\n${table(['Ability', 'Held', 'Failed', 'Not tried'], rows)}`
  })
  return [
    '## Conformance',
    'How many sentences of the contract held when the [conformance suites](/packages/conformance) last ran on the embedded cloud.',
    ...parts,
  ].join('\n\n')
}
