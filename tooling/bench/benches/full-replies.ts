import type { Bench } from '../bench.ts'
import { fullBodies } from '../hostile/bodies.ts'
import { columns, type Goal, measureAll } from '../hostile/measure.ts'

/** Twelve times the cap: a body is held in pieces, in one piece and as text, and then becomes objects. */
const goal: Goal = { wallMs: 2000, growthMiB: 12 * 16 }

const bench: Bench = {
  title: `what a reply to listNodes costs that is as large as the cap of 16 MiB and wrong: under ${goal.wallMs} ms, at most ${goal.growthMiB} MiB, and the code protocol`,
  columns,
  run: () => measureAll(fullBodies, goal),
}
export default bench
