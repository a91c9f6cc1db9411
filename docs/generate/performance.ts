import { readFileSync } from 'node:fs'
import type { BenchResult } from '../../tooling/bench/bench.ts'
import { barChart, growthCharts } from '../../tooling/bench/chart.ts'
import { columnsOf, goalOf, headline, type Report, ratio, summaryOf } from '../../tooling/bench/report.ts'
import type { Measured, Metric, RowResult, Verdict } from '../../tooling/bench/row.ts'
import { table } from './markdown.ts'
import { fromDocs, write } from './places.ts'

/** What `pnpm bench --json docs/reports/bench.json` last measured. */
const report = (): Report => JSON.parse(readFileSync(fromDocs('reports/bench.json'), 'utf8'))

export function writePerformance(): void {
  const { date, machine, rows, benches } = report()
  const { cpu, cores, memoryGiB, node } = machine
  const day = new Date(date).toLocaleDateString('en', { dateStyle: 'long', timeZone: 'UTC' })
  const grown = benches.filter(({ lines }) => lines.some(({ point }) => point))
  const others = benches.filter((bench) => !grown.includes(bench))
  const parts = [
    `Measured on ${day}, on ${cores} cores of ${cpu} with ${memoryGiB} GiB, under Node.js ${node.slice(1)}.`,
    glance(rows),
    ...rows.map(rowPart),
    ...(grown.length > 0
      ? [
          '## How cost grows',
          ...growthCharts(grown).map(({ title, svg }) => figure(svg, title)),
          ...grown.map(benchPart),
        ]
      : []),
    ...(others.length > 0 ? ['## Ours alone', ...others.map(benchPart)] : []),
  ]
  write('.generated/performance.md', parts.join('\n\n'))
}

const anchor = ({ id }: RowResult) => `row-${id}`

/** A line for each row. */
function glance(rows: readonly RowResult[]): string {
  const lines = rows.map((row) => {
    const { ours, ofFloor, ofPeers, met, goals } = summaryOf(row)
    const [best] = ofPeers
    return [
      `[${row.title}](#${anchor(row)})`,
      unbroken(ours),
      ofFloor === undefined ? '–' : unbroken(ratio(ofFloor)),
      best === undefined ? '–' : `${unbroken(ratio(best.times))} (${best.name})`,
      goals === 0 ? '–' : unbroken(`${met} of ${goals}`),
    ]
  })
  return table(['Task', 'Ours', 'Of the floor', 'Of the best peer', 'Goals met'], lines)
}

function rowPart(row: RowResult): string {
  const runs = row.rounds === 1 ? 'One run.' : `Medians of ${row.rounds} runs in turn.`
  const title = row.title.charAt(0).toUpperCase() + row.title.slice(1)
  return [`## ${title} {#${anchor(row)}}`, runs, figure(barChart(row)), contestants(row)].join('\n\n')
}

/** Without the empty lines at which HTML in Markdown ends. */
const figure = (svg: string, title?: string) =>
  `<figure class="chart">\n${title === undefined ? '' : `<figcaption>${title}</figcaption>\n`}${svg}\n</figure>`

/** What each took, what ours is of it, and what of that is a goal. */
function contestants(row: RowResult): string {
  const told = Object.keys(row.contestants.find(({ figures }) => figures)?.figures ?? {}) as Metric[]
  const columns = told
    .flatMap((metric) => columnsOf(metric, row))
    .filter(({ head }) => row.rounds > 1 || head !== 'spread')
  const ours = row.contestants.find(({ role }) => role === 'ours')
  const lines = row.contestants.map((one) => [
    one.role === 'floor' ? `floor: ${one.name}` : one.name,
    one.figures ? (one === ours ? '' : ratioTo(row, ours, one)) : 'not run',
    row.verdicts.flatMap((verdict) => (isAbout(verdict, one) ? goal(row, verdict) : [])).join('<br>'),
    ...columns.map(({ metric, cell }) => (one.figures?.[metric] ? cell(one.figures[metric]) : '')),
  ])
  return table(['', 'Ours is', 'Goal', ...columns.map(({ head }) => unbroken(head))], lines)
}

function ratioTo(row: RowResult, ours: Measured | undefined, theirs: Measured): string {
  const [is, of] = [ours, theirs].map((one) => one?.figures?.[headline(row)]?.median)
  return is === undefined || !of ? '' : unbroken(ratio(is / of))
}

const isAbout = ({ against }: Verdict, { name, role }: Measured) =>
  against === undefined ? role === 'ours' : against === name

/** What a goal is about is told where it is not what the row is about, whose ratio stands beside it. */
function goal(row: RowResult, verdict: Verdict): string {
  const { name, is, most } = goalOf(verdict)
  const isTold = verdict.metric === headline(row) && verdict.against !== undefined
  return unbroken(`${verdict.met ? '✓' : '✗ missed:'} ${isTold ? '' : `${name} ${is} `}≤ ${most}`)
}

/** What is short stays on one line. */
const unbroken = (text: string) => text.replaceAll(' ', '\u00a0')

function benchPart({ title, columns, lines }: BenchResult): string {
  const rows = lines.map(({ cells: [what = '', ...cells], met }, at) => {
    const isSame = lines[at - 1]?.cells[0] === what
    return [isSame ? '' : what, ...cells, met ? '✓' : unbroken('✗ missed')]
  })
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}.\n\n${table([...columns, 'Goal'], rows)}`
}
