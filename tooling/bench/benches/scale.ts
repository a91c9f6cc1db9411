import type { Bench, Line } from '../bench.ts'
import { measure } from '../measure.ts'
import type { Row } from '../row.ts'

/** How much more a unit may cost where there are many of them. */
const most = 1.5

interface Growth {
  readonly what: string
  readonly counts: readonly number[]
  readonly row: (count: number) => Pick<Row, 'server' | 'contestants'>
  /** How many units one figure is of. */
  readonly units: (count: number) => number
}

const ours = (program: string, ...args: string[]): Row['contestants'] => [
  { name: 'ours', role: 'ours', program: [program, ...args] },
]

const growths: readonly Growth[] = [
  {
    what: 'listing nodes of DigitalOcean, each dropped after use',
    counts: [1000, 10_000, 100_000],
    row: (count) => ({
      server: ['servers/lists.ts', String(count)],
      contestants: ours('programs/list.ts', 'digitalocean', String(count), 'drop'),
    }),
    units: (count) => count,
  },
  {
    what: 'small signed calls at the same time',
    counts: [1, 10, 100, 1000],
    row: (count) => ({
      server: ['servers/lists.ts', '0'],
      contestants: ours('programs/request.ts', 'ours', String(count)),
    }),
    units: () => 1,
  },
  {
    what: 'small objects, 64 at a time',
    counts: [1000, 10_000],
    row: (count) => ({
      server: ['servers/store.ts'],
      contestants: ours('programs/small-objects.ts', 'ours', String(count)),
    }),
    units: () => 1,
  },
]

const bench: Bench = {
  title: `how cost grows: a unit of the most costs at most ${most} times the CPU of one of the fewest`,
  columns: ['what', 'how many', 'CPU µs each', 'growth MiB', 'of the fewest'],
  run: async function* () {
    for (const growth of growths) yield* linesOf(growth)
  },
}
export default bench

async function* linesOf({ what, counts, row, units }: Growth): AsyncGenerator<Line, void, undefined> {
  let first: number | undefined
  for (const count of counts) {
    const asked = { id: what, title: what, unit: 'unit', goals: [], ...row(count) }
    const { contestants } = await measure(asked, 3)
    const { cpu, growthMiB } = contestants[0]?.figures ?? {}
    if (!cpu || !growthMiB) throw new Error(`${what} was not run`)
    const each = (cpu.median * 1000) / units(count)
    first ??= each
    const times = each / first
    const cells = [what, String(count), each.toFixed(1), growthMiB.median.toFixed(0), times.toFixed(2)]
    yield { cells, met: times <= most }
  }
}
