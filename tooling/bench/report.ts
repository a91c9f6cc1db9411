import { cpus, totalmem } from 'node:os'
import type { BenchResult } from './bench.ts'
import type { Metric, RowResult, Spread, Verdict } from './row.ts'

/** All that was measured, for the documentation to show and for the chart. Figures are in milliseconds and MiB. */
export interface Report {
  readonly date: string
  readonly machine: {
    readonly cpu: string
    readonly cores: number
    readonly memoryGiB: number
    readonly node: string
  }
  readonly rows: readonly RowResult[]
  readonly benches: readonly BenchResult[]
}

export function reportOf(rows: readonly RowResult[], benches: readonly BenchResult[]): Report {
  const all = cpus()
  const machine = {
    cpu: all[0]?.model ?? 'unknown',
    cores: all.length,
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
  }
  return { date: new Date().toISOString(), machine, rows, benches }
}

const scales = { s: 1 / 1000, ms: 1, us: 1000 } as const

/** A row as text: who did it, at what cost, and what of ours is to be what of theirs. */
export function tableOf(row: RowResult): string {
  const { id, title, rounds, contestants, verdicts } = row
  const told = Object.keys(contestants.find(({ figures }) => figures)?.figures ?? {}) as Metric[]
  const columns = told.flatMap((metric) => columnsOf(metric, row))
  const heads = ['', ...columns.map(({ head }) => head)]
  const lines = contestants.map(({ name, role, figures }) => [
    role === 'floor' ? `floor: ${name}` : name,
    ...columns.map(({ metric, cell }, at) => {
      const figure = figures?.[metric]
      return figure ? cell(figure) : at === 0 ? 'not run' : ''
    }),
  ])
  const runs = rounds === 1 ? 'one run' : `medians of ${rounds} runs in turn`
  return [`\n${id}: ${title} (${runs})\n`, aligned([heads, ...lines]), '', ...verdicts.map(sentence)].join(
    '\n',
  )
}

interface Column {
  readonly metric: Metric
  readonly head: string
  readonly cell: (figure: Spread) => string
}

function columnsOf(metric: Metric, { unit, scale }: RowResult): readonly Column[] {
  if (metric !== 'cpu' && metric !== 'wall')
    return [{ metric, head: heads[metric], cell: ({ median }) => shown(median) }]
  const time = (ms: number) => shown(ms * scales[scale])
  const head = `${heads[metric]} ${scale === 'us' ? 'µs' : scale}/${unit}`
  const column = { metric, head, cell: ({ median }: Spread) => time(median) }
  if (metric === 'wall') return [column]
  return [column, { metric, head: 'spread', cell: ({ least, most }) => `${time(least)}–${time(most)}` }]
}

const heads: Readonly<Record<Metric, string>> = {
  cpu: 'CPU',
  wall: 'wall',
  peakMiB: 'peak MiB',
  growthMiB: 'growth MiB',
  minKiB: 'min KiB',
  gzKiB: 'gzip KiB',
  packages: 'packages',
  MiB: 'MiB',
}

const shown = (value: number) =>
  Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)

/** What a goal says of a figure, and what it is counted in where it stands alone. */
const names: Readonly<Record<Metric, readonly [name: string, unit: string]>> = {
  cpu: ['CPU', 'ms'],
  wall: ['wall clock', 'ms'],
  peakMiB: ['peak memory', 'MiB'],
  growthMiB: ['growth of memory', 'MiB'],
  minKiB: ['the bundle, minified,', 'KiB'],
  gzKiB: ['the bundle, compressed,', 'KiB'],
  packages: ['what is installed', 'packages'],
  MiB: ['what is installed', 'MiB'],
}

function sentence({ metric, against, most, is, met }: Verdict): string {
  const [name, unit] = names[metric]
  const of = against === undefined ? unit : `of ${against}`
  const figure = against === undefined ? shown : ratio
  return `${met ? 'met   ' : 'missed'}  ${name} is ${figure(is)} ${of}, at most ${figure(most)}`
}

const ratio = (value: number) => (value < 0.1 ? value.toPrecision(2) : value.toFixed(2))

/** Columns as wide as their widest cell, numbers to the right. */
export function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, at) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0)))
  const cell = (text: string, at: number) =>
    at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)
  return lines.map((cells) => cells.map(cell).join('  ').trimEnd()).join('\n')
}
