/**
 * `pnpm kill9`: 200 processes are killed (SIGKILL) in the middle of their deployments, at the records of their journals, at their requests and at random times;
 * `reconcile` finds all that they left, and nothing else.
 */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { runKills } from './src/kills.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string' }, count: { type: 'string', default: '200' } },
})
const seed = Number(values.seed ?? randomInt(2 ** 31))
const count = Number(values.count)
if (![seed, count].every(Number.isSafeInteger)) throw new TypeError('whole numbers')

const { killed, points, found, problems } = await runKills(seed, count)
for (const problem of problems) console.log(problem)
console.log(
  `${killed} kills at ${points.tried} of ${points.known} points and at random times, ${found} leftovers found, ${problems.length} problems, seed ${seed}`,
)
process.exitCode = problems.length > 0 || found === 0 ? 1 : 0
