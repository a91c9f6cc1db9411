/**
 * Runs benches: `pnpm bench` lists and runs all of them, `pnpm bench NAME ...` those that are named. A name is a file of `rows/`, whose rows are run
 * beside peers, or of `benches/`, which measure ours alone. Ends with 1 where a goal was missed and with 2 where a name is not known.
 *
 *     --peers        installs the peers first, in a folder of their own; without them rows run beside their floors alone
 *     --rounds N     how often each contestant runs: 3 unless given
 *     --row ID       only this row
 *     --json FILE    writes all that was measured
 *     --chart FILE   writes a chart of the rows, and of how cost grows, as SVG
 *
 * Ours runs as it is published, so it is built first.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Bench, BenchResult } from './bench.ts'
import { chartOf } from './chart.ts'
import { measure } from './measure.ts'
import { reportOf, tableOf } from './report.ts'
import type { Row, RowResult } from './row.ts'
import { printBench } from './table.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    peers: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    row: { type: 'string' },
    json: { type: 'string' },
    chart: { type: 'string' },
  },
})

const folder = (name: string) => new URL(`./${name}/`, import.meta.url)
const namesIn = (name: string) =>
  readdirSync(folder(name))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3))
const [rows, benches] = [namesIn('rows'), namesIn('benches')]
const known = [...rows, ...benches].sort()
const unknown = positionals.filter((name) => !known.includes(name))

if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}: the benches are ${known.join(', ')}`)
  process.exitCode = 2
} else {
  if (positionals.length === 0) console.log(`benches: ${known.join(', ')}`)
  await runAll(positionals.length === 0 ? known : positionals)
}

async function runAll(names: readonly string[]): Promise<void> {
  if (values.peers) install()
  if (names.some((name) => rows.includes(name) || name === 'scale')) build()
  const measured: RowResult[] = []
  const printed: BenchResult[] = []
  for (const name of names) {
    if (rows.includes(name)) measured.push(...(await rowsOf(name)))
    if (!benches.includes(name)) continue
    const { default: bench } = (await import(new URL(`${name}.ts`, folder('benches')).href)) as {
      default: Bench
    }
    printed.push(await printBench(name, bench))
  }
  if (values.json)
    writeFileSync(values.json, `${JSON.stringify(reportOf(measured, printed), undefined, 2)}\n`)
  if (values.chart) writeFileSync(values.chart, chartOf(measured, printed))
  const goals = [...measured.flatMap(({ verdicts }) => verdicts), ...printed.flatMap(({ lines }) => lines)]
  const missed = goals.filter(({ met }) => !met).length
  console.log(missed === 0 ? '\nall goals met' : `\n${missed} of ${goals.length} goals missed`)
  process.exitCode = missed === 0 ? 0 : 1
}

async function rowsOf(name: string): Promise<readonly RowResult[]> {
  const { rows } = (await import(new URL(`${name}.ts`, folder('rows')).href)) as { rows: readonly Row[] }
  const results: RowResult[] = []
  for (const row of rows) {
    if (values.row !== undefined && values.row !== row.id) continue
    const result = await measure(row, Number(values.rounds))
    console.log(tableOf(result))
    results.push(result)
  }
  return results
}

function build(): void {
  run(
    ['exec', 'turbo', 'run', 'build', '--output-logs=errors-only'],
    fileURLToPath(new URL('../..', import.meta.url)),
  )
}

/** They are no part of the workspace, so that nobody else has to install them, and none of their scripts is run. */
function install(): void {
  const how = ['--ignore-workspace', '--ignore-scripts', '--frozen-lockfile', '--reporter=append-only']
  run(['install', ...how], fileURLToPath(folder('peers')))
}

function run(args: readonly string[], cwd: string): void {
  const { status, error } = spawnSync('pnpm', args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
  if (error || status !== 0) throw new Error(`pnpm ${args.join(' ')} failed`, { cause: error })
}
