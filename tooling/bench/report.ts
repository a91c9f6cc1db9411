import { cpus, totalmem } from 'node:os'
import type { BenchResult } from './bench.ts'
import type { Measured, Metric, RowResult, Spread, Verdict } from './row.ts'

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
export type Scale = keyof typeof scales

/** A row as text: who did it, at what cost, and what of ours is to be what of theirs. */
export function tableOf(row: RowResult): string {
  const { id, title, unit, rounds, scale } = row
  const time = scale === 'us' ? 'µs' : scale
  const heads = ['', `CPU ${time}/${unit}`, 'spread', `wall ${time}/${unit}`, 'peak MiB', 'growth MiB']
  const lines = row.contestants.map((one) => cellsOf(one, scale))
  const runs = rounds === 1 ? 'one run' : `medians of ${rounds} runs in turn`
  return [
    `\n${id}: ${title} (${runs})\n`,
    aligned([heads, ...lines]),
    '',
    ...row.verdicts.map(sentence),
  ].join('\n')
}

function cellsOf({ name, role, figures }: Measured, scale: Scale): readonly string[] {
  const who = role === 'floor' ? `floor: ${name}` : name
  if (figures === undefined) return [who, 'not run', '', '', '', '']
  const time = ({ median }: Spread) => shown(median * scales[scale])
  const spread = `${shown(figures.cpu.least * scales[scale])}–${shown(figures.cpu.most * scales[scale])}`
  const { cpu, wall, peakMiB, growthMiB } = figures
  return [who, time(cpu), spread, time(wall), shown(peakMiB.median), shown(growthMiB.median)]
}

const shown = (value: number) => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)

const names: Readonly<Record<Metric, string>> = {
  cpu: 'CPU',
  wall: 'wall clock',
  peakMiB: 'peak memory',
  growthMiB: 'growth of memory',
}

function sentence({ metric, against, most, is, met }: Verdict): string {
  const of = against === undefined ? 'MiB' : `of ${against}`
  const digits = against === undefined ? 0 : 2
  return `${met ? 'met   ' : 'missed'}  ${names[metric]} is ${is.toFixed(digits)} ${of}, at most ${most.toFixed(digits)}`
}

/** Columns as wide as their widest cell, numbers to the right. */
export function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, at) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0)))
  const cell = (text: string, at: number) =>
    at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)
  return lines.map((cells) => cells.map(cell).join('  ').trimEnd()).join('\n')
}
