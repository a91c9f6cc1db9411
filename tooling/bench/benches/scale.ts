import type { Bench, Line } from '../bench.ts'
import { measure } from '../measure.ts'
import type { Row } from '../row.ts'

/** How many times as much one may cost, in CPU and in memory, as where there were fewer. */
const most = 1.5
/** Memory that says nothing, such as of code that is compiled. */
const freeMiB = 8
/** `BENCH_MOST` for a shorter run. */
const limit = Number(process.env.BENCH_MOST ?? Number.POSITIVE_INFINITY)

interface Growth {
  readonly what: string
  /** Of `programs/scale.ts`. */
  readonly task: string
  readonly counts: readonly number[]
  readonly server: (count: number) => NonNullable<Row['server']>
}

const growths: readonly Growth[] = [
  {
    what: 'nodes listed, each dropped after use',
    task: 'nodes',
    counts: [100, 1000, 10_000, 100_000],
    server: (count) => ['servers/lists.ts', String(count)],
  },
  {
    what: 'small signed calls at the same time',
    task: 'calls',
    counts: [1, 10, 100, 1000],
    server: () => ['servers/lists.ts', '0'],
  },
  {
    what: 'files of a folder brought to a bucket',
    task: 'objects',
    counts: [1, 10, 100, 1000, 10_000],
    server: () => ['servers/cloud.ts'],
  },
  {
    what: 'machines deployed over SSH, 50 at a time',
    task: 'deployments',
    counts: [1, 10, 100, 500],
    server: () => ['servers/cloud.ts'],
  },
]

const bench: Bench = {
  title: `of many, one costs at most ${most} times the CPU, and the memory, that it cost where there were fewer; memory is what is kept once all is done, and is not counted below ${freeMiB} MiB in all`,
  columns: ['what', 'how many', 'CPU µs each', 'of the least before', 'kept MiB', 'KiB each'],
  run: async function* () {
    for (const growth of growths) yield* linesOf(growth)
  },
}
export default bench

/** The least that one has cost so far. */
interface Least {
  readonly cpuMs: number
  readonly MiB: number
}

async function* linesOf(growth: Growth): AsyncGenerator<Line, void, undefined> {
  const { what, counts } = growth
  let least: Least = { cpuMs: Number.POSITIVE_INFINITY, MiB: Number.POSITIVE_INFINITY }
  for (const count of counts) {
    if (count > limit) continue
    const point = { what, count, ...(await medians(growth, count)) }
    yield lineOf(point, least)
    least = {
      cpuMs: Math.min(least.cpuMs, point.cpuMs),
      MiB: Math.min(least.MiB, point.growthMiB / count),
    }
  }
}

/** Of three runs, each with a server of its own: what one has left there does not weigh on the next. */
async function medians({ what, task, server }: Growth, count: number) {
  const contestants: Row['contestants'] = [
    { name: 'ours', role: 'ours', program: ['programs/scale.ts', task, String(count)] },
  ]
  const row = { id: what, title: what, unit: 'unit', goals: [], server: server(count), contestants }
  const runs: { readonly cpuMs: number; readonly growthMiB: number }[] = []
  while (runs.length < 3) {
    const { cpu, growthMiB } = (await measure(row, 1)).contestants[0]?.figures ?? {}
    if (cpu === undefined || growthMiB === undefined) throw new Error(`${what} was not run`)
    runs.push({ cpuMs: cpu.median, growthMiB: growthMiB.median })
  }
  const middle = (values: readonly number[]) => values.toSorted((one, other) => one - other)[1] ?? 0
  return {
    cpuMs: middle(runs.map(({ cpuMs }) => cpuMs)),
    growthMiB: middle(runs.map(({ growthMiB }) => growthMiB)),
  }
}

function lineOf(point: NonNullable<Line['point']>, least: Least): Line {
  const { what, count, cpuMs, growthMiB } = point
  const times = least.cpuMs === Number.POSITIVE_INFINITY ? 1 : cpuMs / least.cpuMs
  const cells = [
    ...[what, count.toLocaleString('en'), (cpuMs * 1000).toFixed(1), times.toFixed(2)],
    ...[growthMiB.toFixed(0), ((growthMiB * 1024) / count).toFixed(1)],
  ]
  const mostMiB = Math.max(freeMiB, most * least.MiB * count)
  return { cells, met: times <= most && growthMiB <= mostMiB, point }
}
