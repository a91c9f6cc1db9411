import type { Bench, BenchResult, Line } from './bench.ts'

/** Prints a bench as a table, each line as it comes. Resolves with what was measured. */
export async function printBench(name: string, { title, columns, run }: Bench): Promise<BenchResult> {
  const heads = [...columns, 'goal']
  const widths = heads.map((head, index) => Math.max(head.length, index === 0 ? 42 : 10))
  const print = (cells: readonly string[]) => {
    const padded = cells.map((cell, index) =>
      index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0),
    )
    console.log(padded.join('  '))
  }
  console.log(`\n${name}: ${title}\n`)
  print(heads)
  const lines: Line[] = []
  for await (const line of run()) {
    print([...line.cells, line.met ? 'met' : 'missed'])
    lines.push(line)
  }
  return { name, title, columns, lines }
}
