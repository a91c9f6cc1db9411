import type { AbilityReport, ConformanceReport, SentenceReport } from './report.ts'

/** Reports as Markdown: for each a table of its abilities, then what failed and what was skipped, then every sentence. */
export function reportMarkdown(reports: readonly ConformanceReport[]): string {
  const parts = reports.map((report) =>
    [
      `## ${text(report.driver)}: ${report.contract}`,
      table(['Ability', 'Result', 'Passed', 'Failed', 'Skipped'], report.abilities.map(abilityRow)),
      ...failures(report),
      ...skips(report),
      ...report.abilities.filter(({ status }) => status !== 'absent').map(sentences),
    ].join('\n\n'),
  )
  return `${['# What was shown', ...parts].join('\n\n')}\n`
}

const abilityRow = ({ ability, status, passed, failed, skipped }: AbilityReport): readonly string[] =>
  status === 'absent'
    ? [ability, 'not offered', '', '', '']
    : [ability, status, ...[passed, failed, skipped].map(String)]

function failures({ abilities }: ConformanceReport): readonly string[] {
  const rows = of(abilities, 'failed').map(({ area, title, error = '' }) => [area, title, error])
  return rows.length === 0
    ? []
    : ['### Failed', table(['Area', 'Sentence', 'What the driver did instead'], rows)]
}

function skips({ abilities }: ConformanceReport): readonly string[] {
  const there = abilities.filter(({ status }) => status !== 'absent')
  const rows = of(there, 'skipped').map(({ area, title, reason = '' }) => [area, title, reason])
  return rows.length === 0 ? [] : ['### Skipped', table(['Area', 'Sentence', 'Reason'], rows)]
}

const of = (
  abilities: readonly AbilityReport[],
  wanted: SentenceReport['status'],
): readonly SentenceReport[] =>
  abilities.flatMap((ability) => ability.sentences.filter(({ status }) => status === wanted))

function sentences({ ability, sentences }: AbilityReport): string {
  const lines = sentences.map(({ status, area, title }) => `- ${status}: ${text(title)} (${area})`)
  return [`### ${ability}, sentence by sentence`, lines.join('\n')].join('\n\n')
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(text).join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

/** On one line, and as text: what a cloud has said must not become markup. */
const text = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\|<*_[\]`]/g, '\\$&')
