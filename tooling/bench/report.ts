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

/** What a row is about: the metric of its first goal that names another, else what its contestants tell first. */
export function headline({ verdicts, contestants }: RowResult): Metric {
  const [goal] = verdicts.filter(({ against }) => against !== undefined)
  const told = Object.keys(contestants.find(({ figures }) => figures)?.figures ?? {}) as Metric[]
  return goal?.metric ?? told[0] ?? 'cpu'
}

export interface Summary {
  readonly ours: string
  /** Ours against the first floor; left out where none was run. */
  readonly ofFloor?: number
  /** Ours against each peer that was run, the best one first. */
  readonly ofPeers: readonly { readonly name: string; readonly times: number }[]
  /** How many goals there are, and how many of them are met. */
  readonly goals: number
  readonly met: number
}

/** A row in a line: by what it is about. */
export function summaryOf(row: RowResult): Summary {
  const metric = headline(row)
  const run = row.contestants.flatMap(({ name, role, figures }) => {
    const median = figures?.[metric]?.median
    return median === undefined ? [] : [{ name, role, median }]
  })
  const ours = run.find(({ role }) => role === 'ours')?.median
  if (ours === undefined) throw new Error(`Nothing of ours was run in row ${row.id}`)
  const floor = run.find(({ role }) => role === 'floor')
  const peers = run.filter(({ role }) => role === 'peer').toSorted((one, other) => one.median - other.median)
  return {
    ours: figureOf(row, metric, ours),
    ...(floor && { ofFloor: ours / floor.median }),
    ofPeers: peers.map(({ name, median }) => ({ name, times: ours / median })),
    goals: row.verdicts.length,
    met: row.verdicts.filter(({ met }) => met).length,
  }
}

/** A figure as it stands alone: `245 µs/call`, `66.0 KiB`, `4 packages`. */
export function figureOf({ scale, unit }: RowResult, metric: Metric, value: number): string {
  if (metric !== 'cpu' && metric !== 'wall') return `${shown(value)} ${names[metric][1]}`
  return `${shown(value * scales[scale])} ${scale === 'us' ? 'µs' : scale}/${unit}`
}

export interface Column {
  readonly metric: Metric
  readonly head: string
  readonly cell: (figure: Spread) => string
}

/** How a metric of a row stands in a table. */
export function columnsOf(metric: Metric, { unit, scale }: RowResult): readonly Column[] {
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

function sentence(verdict: Verdict): string {
  const { metric, against, met } = verdict
  const [name, unit] = names[metric]
  const { is, most } = goalOf(verdict)
  return `${met ? 'met   ' : 'missed'}  ${name} is ${is} ${against === undefined ? unit : `of ${against}`}, at most ${most}`
}

/** What a goal is about, what ours is, and what it may be at most. */
export function goalOf({ metric, against, is, most }: Verdict) {
  const figure = against === undefined ? shown : ratio
  return { name: names[metric][0], is: figure(is), most: figure(most) }
}

/** So many times as much; what has next to nothing is not compared. */
export const ratio = (value: number): string =>
  value > 100 ? '> 100' : value < 1 ? String(Number(value.toPrecision(3))) : value.toFixed(value < 10 ? 2 : 1)

/** Columns as wide as their widest cell, numbers to the right. */
export function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, at) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0)))
  const cell = (text: string, at: number) =>
    at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)
  return lines.map((cells) => cells.map(cell).join('  ').trimEnd()).join('\n')
}
