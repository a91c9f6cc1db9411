/**
 * Writes into the README what the benches last measured, of a few rows: `node tooling/check/performance-table.ts`. With `--check` it writes nothing
 * and exits 1 where the README is not what the report says. The report is `docs/reports/bench.json`, which
 * `pnpm bench --peers --json docs/reports/bench.json` writes.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Report, ratio, summaryOf } from '../bench/report.ts'
import { between, markdownTable } from './markdown.ts'

/** The rows that the README shows, where they were measured: one of each kind of work. */
const shown = ['1-ec2', '6-10000', '8', '9', '10-64', '11', '13', '14', '15', '16', '3-digitalocean', '5-ec2']

const here = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

function table({ rows }: Report): string {
  const lines = shown.flatMap((id) => {
    const row = rows.find((one) => one.id === id)
    if (row === undefined) return []
    const { ours, ofFloor, ofPeers } = summaryOf(row)
    const peers = ofPeers.map(({ name, times }) => `${ratio(times)} ${name}`)
    return [[row.title, ours, peers.join(', ') || '–', ofFloor === undefined ? '–' : ratio(ofFloor)]]
  })
  return markdownTable([['Task', 'Ours', 'Of each peer', 'Of the floor'], ...lines]).join('\n')
}

const readme = readFileSync(here('README.md'), 'utf8')
const report: Report = JSON.parse(readFileSync(here('docs/reports/bench.json'), 'utf8'))
const written = between(readme, 'performance', 'performance', table(report))
if (written !== readme && !process.argv.includes('--check')) writeFileSync(here('README.md'), written)
else if (written !== readme) {
  console.error(
    'The README differs from docs/reports/bench.json. Run: node tooling/check/performance-table.ts',
  )
  process.exitCode = 1
}
