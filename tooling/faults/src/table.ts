import type { CellResult } from './matrix.ts'

/** How many cells of each fault passed, by operation, as lines of one driver's table. */
export function tableOf(results: readonly CellResult[]): string {
  const operations = [...new Set(results.map(({ operation }) => operation.name))]
  const faults = [...new Set(results.map(({ fault }) => fault.name))]
  const failed = new Set(results.filter(({ problems }) => problems.length > 0).map(keyOf))
  const width = Math.max(...faults.map((name) => name.length))
  const rows = faults.map((fault) => {
    const marks = operations.map((operation) => (failed.has(`${operation} / ${fault}`) ? 'x' : '.'))
    const good = marks.filter((mark) => mark === '.').length
    return `${fault.padEnd(width)}  ${marks.join('')}  ${good}/${marks.length}`
  })
  const legend = operations.map((name, index) => `${index + 1} ${name}`)
  return [...wrapped(legend, 110), '', ...rows].join('\n')
}

const keyOf = ({ operation, fault }: CellResult) => `${operation.name} / ${fault.name}`

/** What is wrong, cell by cell. */
export function failuresOf(results: readonly CellResult[]): string {
  return results
    .filter(({ problems }) => problems.length > 0)
    .map((result) =>
      [`${result.entry.name} ${keyOf(result)}`, ...result.problems.map((each) => `  ${each}`)].join('\n'),
    )
    .join('\n')
}

function wrapped(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = []
  for (const word of words) {
    const line = lines.at(-1)
    if (line === undefined || line.length + word.length + 2 > width) lines.push(word)
    else lines[lines.length - 1] = `${line}, ${word}`
  }
  return lines
}
