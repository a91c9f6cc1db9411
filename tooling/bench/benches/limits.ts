import type { Bench } from '../bench.ts'
import { hostileBodies } from '../hostile/bodies.ts'
import { columns, type Goal, measureAll } from '../hostile/measure.ts'

const goal: Goal = { wallMs: 2000, growthMiB: 48 }

const bench: Bench = {
  title: `what it costs to refuse a hostile reply to listNodes: under ${goal.wallMs} ms, at most ${goal.growthMiB} MiB, and the code protocol`,
  columns,
  run: () => measureAll(hostileBodies, goal),
}
export default bench
