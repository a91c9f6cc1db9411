import type { Metric, RowResult } from './row.ts'

const [width, label, barHeight, gap] = [900, 260, 16, 5]
const colours = { ours: '#2563eb', floor: '#9ca3af', peer: '#d1d5db' } as const

/** Bars of what is told first of each contestant, such as the CPU that it took, row by row, as SVG; a row's longest bar is of the one that took most. */
export function chartOf(rows: readonly RowResult[]): string {
  let y = 24
  const parts: string[] = []
  for (const row of rows) {
    parts.push(text(8, y, `${row.id}: ${row.title}`, 'font-weight="bold"'))
    y += 10
    const run = row.contestants.flatMap(({ name, role, figures = {} }) =>
      Object.entries(figures)
        .slice(0, 1)
        .map(([metric, { median }]) => ({ name, role, metric, median })),
    )
    const most = Math.max(...run.map(({ median }) => median))
    for (const { name, role, metric, median } of run) {
      if (most === 0) continue
      const length = Math.max(1, ((width - label - 110) * median) / most)
      parts.push(
        `<rect x="${label}" y="${y}" width="${length.toFixed(1)}" height="${barHeight}" fill="${colours[role]}"/>`,
        text(label - 8, y + 12, role === 'floor' ? `floor: ${name}` : name, 'text-anchor="end"'),
        text(label + length + 6, y + 12, lengthOf(metric as Metric, median, row)),
      )
      y += barHeight + gap
    }
    y += 24
  }
  const head = `xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" font-family="sans-serif" font-size="12"`
  return `<svg ${head}>\n<rect width="100%" height="100%" fill="white"/>\n${parts.join('\n')}\n</svg>\n`
}

function lengthOf(metric: Metric, median: number, { unit }: RowResult): string {
  if (metric === 'cpu') return `${timeOf(median)} / ${unit}`
  return metric === 'packages' ? `${median} packages` : `${median.toFixed(1)} ${metric.slice(-3)}`
}

function timeOf(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`
  return ms >= 1 ? `${ms.toFixed(1)} ms` : `${(ms * 1000).toFixed(0)} µs`
}

const escaped = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const text = (x: number, y: number, words: string, more = '') =>
  `<text x="${x.toFixed(1)}" y="${y}" ${more}>${escaped(words)}</text>`
