import type { Bench } from './bench.ts'

/** Prints a bench as a table, each line as it comes. Resolves with how many lines missed their goal. */
export async function printBench(name: string, { title, columns, run }: Bench): Promise<number> {
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
  let missed = 0
  for await (const { cells, met } of run()) {
    print([...cells, met ? 'met' : 'missed'])
    if (!met) missed += 1
  }
  console.log(missed === 0 ? '\nall goals met' : `\n${missed} missed`)
  return missed
}
