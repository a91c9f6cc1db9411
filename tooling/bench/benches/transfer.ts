import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Bench, Line } from '../bench.ts'

/** `BENCH_MIB` in the environment: 10,240 shows what is promised of 10 GiB. */
const mebibytes = Number(process.env.BENCH_MIB ?? 512)
const mostGrowthMiB = 128
const names = ['@cloud/s3', '@aws-sdk/lib-storage', 'minio']
/** What our CPU may be of that of each peer. */
const shares = {
  up: { '@aws-sdk/lib-storage': 0.65, minio: 0.7 },
  down: { '@aws-sdk/lib-storage': 1, minio: 1 },
} as const
type Direction = keyof typeof shares

interface Cost {
  readonly growthMiB: number
  readonly cpuSeconds: number
  readonly seconds: number
}

const bench: Bench = {
  title: `${mebibytes} MiB up from a stream in 4 parts of 8 MiB at a time, and down: at most ${mostGrowthMiB} MiB of growth, and less CPU than peers`,
  columns: ['client', 'way', 'CPU s/GiB', 'MB/s', 'growth MiB', 'CPU of ours'],
  run: async function* () {
    const server = start('server.ts')
    try {
      const access = await firstLine(server)
      for (const direction of ['up', 'down'] as const) yield* linesOf(access, direction)
    } finally {
      server.kill()
    }
  },
}
export default bench

async function* linesOf(access: string, direction: Direction): AsyncGenerator<Line, void, undefined> {
  const costs = new Map<string, Cost>()
  for (const name of names) costs.set(name, await costOf(access, name, direction))
  const ours = costs.get('@cloud/s3') ?? { growthMiB: 0, cpuSeconds: 0, seconds: 0 }
  for (const [name, { growthMiB, cpuSeconds, seconds }] of costs) {
    const share = ours.cpuSeconds / cpuSeconds
    const most = Reflect.get(shares[direction], name) as number | undefined
    const gibibytes = mebibytes / 1024
    yield {
      cells: [
        name,
        direction,
        (cpuSeconds / gibibytes).toFixed(2),
        ((mebibytes * 1.048576) / seconds).toFixed(0),
        growthMiB.toFixed(0),
        share.toFixed(2),
      ],
      met: most === undefined ? growthMiB <= mostGrowthMiB : share <= most,
    }
  }
}

async function costOf(access: string, name: string, direction: Direction): Promise<Cost> {
  const client = start('client.ts', access, name, direction, String(mebibytes))
  return JSON.parse(await firstLine(client)) as Cost
}

function start(file: string, ...args: string[]): ChildProcess {
  const path = fileURLToPath(new URL(`../transfer/${file}`, import.meta.url))
  return spawn(process.execPath, ['--conditions=@cloud/source', path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = ''
  const ended = once(child, 'exit').then(() => {})
  child.stdout?.on('data', (data) => {
    text += String(data)
  })
  while (!text.includes('\n')) {
    await Promise.race([once(child.stdout ?? child, 'data'), ended])
    if (child.exitCode !== null && !text.includes('\n')) throw new Error('A process of the bench failed')
  }
  return text.slice(0, text.indexOf('\n'))
}
