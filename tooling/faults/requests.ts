// The requests that each operation of each driver makes where nothing fails: writes them to src/requests/*.json, which is reviewed. With
// `--check` it writes nothing, and fails where an operation makes others than the table tells. Usage:
// node --conditions=@cloud/source requests.ts [--check] [--driver NAME]
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ownDrivers } from './src/drivers.ts'
import { requestTable, unlike } from './src/requests.ts'

const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, driver: { type: 'string' } },
})

const entries = ownDrivers.filter(({ name }) => values.driver === undefined || name === values.driver)
if (entries.length === 0) throw new TypeError(`--driver is one of ${ownDrivers.map(({ name }) => name)}`)
for (const entry of entries) {
  const file = new URL(`src/requests/${entry.name}.json`, import.meta.url)
  const counted = await requestTable(entry)
  console.log(`${entry.name}: the requests of ${Object.keys(counted).length} operations were counted`)
  if (!values.check) {
    writeFileSync(file, `${JSON.stringify(counted, null, 2)}\n`)
    continue
  }
  const others = unlike(JSON.parse(readFileSync(file, 'utf8')), counted)
  if (others.length === 0) continue
  console.error(others.join('\n'))
  console.error('Reviewed, they are taken over by: pnpm --filter @tooling/faults requests')
  process.exitCode = 1
}
