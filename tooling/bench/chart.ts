import type { BenchResult, Point } from './bench.ts'
import { figureOf, headline } from './report.ts'
import type { RowResult } from './row.ts'

/** A drawing, as wide as all of them, of so much height. */
interface Drawing {
  readonly title: string
  readonly height: number
  readonly parts: readonly string[]
}

const width = 420

/**
 * All that was measured, one drawing below the other, as an SVG that stands alone. The colours are variables with what they are where nobody sets
 * them, so that a page may have its own.
 */
export function chartOf(rows: readonly RowResult[], benches: readonly BenchResult[]): string {
  let y = 8
  const parts: string[] = []
  for (const { title, height, parts: drawn } of [...rows.map(bars), ...growths(benches)]) {
    for (const head of wrapped(title)) {
      y += 18
      parts.push(words(16, y, head, 'font-weight="bold"'))
    }
    parts.push(`<g transform="translate(16 ${y + 8})">`, ...drawn, '</g>')
    y += height + 28
  }
  return svg(
    { title: 'Benches', height: y, parts },
    width + 32,
    '<rect width="100%" height="100%" fill="white"/>',
  )
}

/** One row: a bar for what each contestant took. */
export const barChart = (row: RowResult): string => svg(bars(row), width)

/** How the cost of one, and the memory, grow with how many there are, each with its title. None where nothing of it was measured. */
export const growthCharts = (benches: readonly BenchResult[]) =>
  growths(benches).map((drawing) => ({ title: drawing.title, svg: svg(drawing, width) }))

function svg({ title, height, parts }: Drawing, wide: number, behind = ''): string {
  const box = `viewBox="0 0 ${wide} ${height}" font-family="system-ui, sans-serif" font-size="14"`
  const head = `<svg xmlns="http://www.w3.org/2000/svg" ${box} fill="currentColor" role="img">`
  return [head, `<title>${escaped(title)}</title>`, behind, ...parts, '</svg>'].filter(Boolean).join('\n')
}

const colours = { ours: '#2563eb', floor: '#6b7280', peer: '#b6bcc8' } as const
const barHeight = 36

/** Bars of what the row is about, such as the CPU that each took; the longest bar is of the one that took most. */
function bars(row: RowResult): Drawing {
  const metric = headline(row)
  const run = row.contestants.flatMap(({ name, role, figures }) => {
    const figure = figures?.[metric]
    return figure ? [{ name, role, median: figure.median }] : []
  })
  const most = Math.max(...run.map(({ median }) => median))
  const parts = run.flatMap(({ name, role, median }, at) => {
    const y = at * barHeight
    const long = most === 0 ? 0 : Math.max(2, (width * median) / most)
    const fill = `fill="var(--chart-${role}, ${colours[role]})"`
    return [
      words(0, y + 13, role === 'floor' ? `floor: ${name}` : name),
      words(width, y + 13, figureOf(row, metric, median), 'text-anchor="end"'),
      `<rect x="0" y="${y + 19}" width="${long.toFixed(1)}" height="9" rx="2" ${fill}/>`,
    ]
  })
  return { title: `${row.id}: ${row.title}`, height: run.length * barHeight, parts }
}

function growths(benches: readonly BenchResult[]): readonly Drawing[] {
  const points = benches.flatMap(({ lines }) => lines.flatMap(({ point }) => point ?? []))
  if (points.length === 0) return []
  return [
    lines('CPU that one takes, in multiples of what one takes where there are most', relative(points)),
    lines('Memory that all of them take, MiB', held(points)),
  ]
}

/** The lines of a drawing by their names, each from the fewest to the most. */
type Lines = ReadonlyMap<string, readonly (readonly [count: number, value: number])[]>

function relative(points: readonly Point[]): Lines {
  return new Map(
    [...Map.groupBy(points, ({ what }) => what)].map(([what, own]) => {
      const last = own.at(-1)?.cpuMs || 1
      return [what, own.map(({ count, cpuMs }) => [count, cpuMs / last] as const)]
    }),
  )
}

const held = (points: readonly Point[]): Lines =>
  new Map(
    [...Map.groupBy(points, ({ what }) => what)].map(([what, own]) => [
      what,
      own.map(({ count, growthMiB }) => [count, growthMiB] as const),
    ]),
  )

/** Of a line its colour and its dashes, since not everybody tells colours apart. */
const styles = [
  ['#2563eb', ''],
  ['#b45309', '6 3'],
  ['#15803d', '2 3'],
  ['#a21caf', '8 3 2 3'],
] as const
const [left, plotHeight, foot, entry] = [34, 200, 24, 20]

/** Lines over how many there are, from 1 upwards in powers of ten, with a name for each below. */
function lines(title: string, all: Lines): Drawing {
  const values = [...all.values()].flat()
  const powers = Math.max(1, Math.ceil(Math.log10(Math.max(...values.map(([count]) => count)))))
  const step = stepOf(Math.max(...values.map(([, value]) => value)))
  const x = (count: number) => left + ((width - left - 8) * Math.log10(count)) / powers
  const y = (value: number) => plotHeight - ((plotHeight - 8) * value) / (step * ticks)
  const parts = [...grid({ x, y, powers, step })]
  for (const [at, [name, line]] of [...all].entries()) {
    const [colour, dashes] = styles[at % styles.length] ?? styles[0]
    const stroke = `stroke="var(--chart-${at + 1}, ${colour})" stroke-width="2" stroke-dasharray="${dashes}"`
    const below = plotHeight + foot + (at + 1) * entry
    parts.push(
      `<polyline fill="none" ${stroke} points="${line.map(([count, value]) => `${x(count).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}"/>`,
      `<line x1="${left}" x2="${left + 28}" y1="${below - 4}" y2="${below - 4}" ${stroke}/>`,
      words(left + 36, below, name),
    )
  }
  return { title, height: plotHeight + foot + all.size * entry + 8, parts }
}

const ticks = 4

/** A fourth of the axis, as one would write it: 1, 2 or 5 with noughts. */
function stepOf(most: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(most, 1e-9) / ticks))
  return unit * ([1, 2, 5, 10].find((times) => times * unit * ticks >= most) ?? 10)
}

interface Grid {
  readonly x: (count: number) => number
  readonly y: (value: number) => number
  readonly powers: number
  readonly step: number
}

function* grid({ x, y, powers, step }: Grid): Generator<string> {
  const faint = 'stroke="currentColor" stroke-opacity="0.2"'
  for (let tick = 0; tick <= ticks; tick += 1) {
    const [at, value] = [y(tick * step), Number((tick * step).toPrecision(3))]
    yield `<line x1="${left}" x2="${width}" y1="${at}" y2="${at}" ${faint}/>`
    yield words(left - 6, at + 4, String(value), 'text-anchor="end" font-size="12"')
  }
  for (let power = 0; power <= powers; power += 1) {
    const at = x(10 ** power)
    yield `<line x1="${at}" x2="${at}" y1="8" y2="${plotHeight}" ${faint}/>`
    const anchor = power === powers ? 'end' : 'middle'
    yield words(
      at,
      plotHeight + 16,
      (10 ** power).toLocaleString('en'),
      `text-anchor="${anchor}" font-size="12"`,
    )
  }
}

/** The lines of a title that is wider than the drawing. */
function wrapped(title: string): readonly string[] {
  const heads: string[] = []
  for (const word of title.split(' ')) {
    const last = heads.at(-1)
    if (last === undefined || last.length + word.length > 50) heads.push(word)
    else heads[heads.length - 1] = `${last} ${word}`
  }
  return heads
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const words = (x: number, y: number, text: string, more = '') =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escaped(text)}</text>`
