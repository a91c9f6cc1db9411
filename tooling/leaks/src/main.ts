import { table } from './matrix.ts'
import { run } from './run.ts'

// Prints where secrets were looked for and what was found; with --careless, what is found where they are handed to everybody.
const careless = process.argv.includes('--careless')
const { hits, things, codes } = await run({ careless })
console.log(table(hits))
console.log(`${things} values printed, error codes: ${codes.join(' ')}`)
if (!careless) {
  for (const { sink, canary, where } of hits) console.log(`${canary} by ${sink} in ${where}`)
  process.exitCode = hits.length > 0 ? 1 : 0
}
