/**
 * `pnpm chaos`: 1,000 deployments on the embedded clouds while each request and each call over SSH fails with p = 0.3. `--seed` runs the same
 * again, `--count` so many of them: `--seed 17 --count 1` is one.
 */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { problemsOf, runChaos } from './src/run.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    count: { type: 'string', default: '1000' },
    width: { type: 'string', default: '8' },
  },
})
const seed = Number(values.seed ?? randomInt(2 ** 31))
const [count, width] = [Number(values.count), Number(values.width)]
if (![seed, count, width].every(Number.isSafeInteger)) throw new TypeError('whole numbers')

console.log(`seed ${seed} (--seed ${seed} runs it again)`)
let done = 0
const verdicts = await runChaos(seed, count, width, ({ problems }) => {
  process.stdout.write(problems.length > 0 ? 'x' : '.')
  done += 1
  if (done % 100 === 0) process.stdout.write(` ${done}\n`)
})
const ends = Object.groupBy(verdicts, ({ end }) => end)
console.log()
for (const [end, those] of Object.entries(ends).sort())
  console.log(`${String(those?.length).padStart(5)} ${end}`)
const problems = problemsOf(verdicts)
for (const problem of problems) console.log(problem)
console.log(`${count} deployments, ${problems.length} problems, seed ${seed}`)
process.exitCode = problems.length > 0 ? 1 : 0
