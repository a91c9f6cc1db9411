import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { diskTables, runDiskTable } from './src/disk-table.ts'
import { drivers } from './src/drivers.ts'
import { faultsOf, matrixFaults } from './src/faults.ts'
import { cellsOf, runCells } from './src/matrix.ts'
import { failuresOf, tableOf } from './src/table.ts'

const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    seed: { type: 'string' },
    driver: { type: 'string' },
    operation: { type: 'string' },
    fault: { type: 'string' },
    width: { type: 'string', default: '8' },
  },
})

const say = (line: string) => process.stdout.write(`${line}\n`)
const seed = Number(values.seed ?? randomInt(2 ** 31))
if (!Number.isSafeInteger(seed)) throw new TypeError('--seed is a whole number')
const fits = (pattern: string | undefined, name: string) =>
  pattern === undefined || new RegExp(pattern).test(name)

say(`seed ${seed} (--seed ${seed} runs it again)`)
let failed = 0
let passed = 0
for (const entry of drivers) {
  if (values.driver !== undefined && values.driver !== entry.name) continue
  const tried = values.all ? matrixFaults : faultsOf(entry)
  const faults = tried.filter(({ name }) => fits(values.fault, name))
  const cells = cellsOf(entry, faults, values.all || values.operation !== undefined).filter(({ operation }) =>
    fits(values.operation, operation.name),
  )
  if (cells.length === 0) continue
  const started = performance.now()
  const results = await runCells(cells, { seed, width: Number(values.width) })
  const bad = results.filter(({ problems }) => problems.length > 0).length
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  say(`\n${entry.name}: ${faults.length} faults x ${cells.length / faults.length} operations, ${seconds} s`)
  say(tableOf(results))
  if (bad > 0) say(`\n${failuresOf(results)}`)
  failed += bad
  passed += results.length - bad
}
for (const [name, test] of Object.entries(diskTables)) {
  if (values.driver !== undefined && values.driver !== name) continue
  say(`\n${name}:`)
  if (runDiskTable(test, values.all)) passed += 1
  else failed += 1
}
say(`\n${passed} cells passed, ${failed} failed, seed ${seed}`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
