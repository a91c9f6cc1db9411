/**
 * Runs benches: `pnpm bench` lists and runs all of them, `pnpm bench NAME ...` those that are named. Ends with 1 where a goal was missed
 * and with 2 where a name is not known. A bench is one file in `benches/`.
 */
import { readdirSync } from 'node:fs'
import type { Bench } from './bench.ts'
import { printBench } from './table.ts'

const folder = new URL('./benches/', import.meta.url)
const known = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
  .sort()
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !known.includes(name))

if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}: the benches are ${known.join(', ')}`)
  process.exitCode = 2
} else {
  if (asked.length === 0) console.log(`benches: ${known.join(', ')}`)
  let missed = 0
  for (const name of asked.length === 0 ? known : asked) {
    const { default: bench } = (await import(new URL(`${name}.ts`, folder).href)) as { default: Bench }
    missed += await printBench(name, bench)
  }
  process.exitCode = missed === 0 ? 0 : 1
}
