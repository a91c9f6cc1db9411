import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Contestant, Goal, Measured, Metric, Row, RowResult, Sample, Spread, Verdict } from './row.ts'

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))

/** Runs the contestants of a row in turn (A B C A B C), so that what else the machine does falls on all of them alike. */
export async function measure(row: Row, asked: number): Promise<RowResult> {
  const rounds = row.rounds ?? asked
  await using server = row.server && (await startServer(row.server))
  const runs = row.contestants.map((contestant) => ({ contestant, samples: [] as Sample[] }))
  const present = runs.filter(({ contestant }) => isInstalled(contestant))
  for (let round = 0; round < rounds; round += 1)
    for (const { contestant, samples } of present)
      samples.push(await sampleOf(contestant, server?.told ?? '{}'))
  const contestants = runs.map(({ contestant, samples }) => summary(contestant, samples))
  const { id, title, unit, scale = 'ms', goals } = row
  const verdicts = goals.flatMap((goal) => verdict(goal, contestants))
  return { id, title, unit, scale, rounds, contestants, verdicts }
}

function isInstalled({ name, program: [file] }: Contestant): boolean {
  if (file.endsWith('.py')) return pythonWith(name) !== undefined
  return !file.startsWith('peers/') || existsSync(here('peers/node_modules'))
}

/** The first on the path or the system's, which may have other modules. */
const pythonWith = (module: string) =>
  ['python3', '/usr/bin/python3'].find(
    (program) => spawnSync(program, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0,
  )

function summary({ name, role }: Contestant, samples: readonly Sample[]): Measured {
  if (samples.length === 0) return { name, role }
  const told = Object.keys(samples[0] ?? {}) as Metric[]
  const figures = Object.fromEntries(
    told.map((metric) => [metric, spread(samples.map((sample) => sample[metric] ?? Number.NaN))]),
  )
  return { name, role, figures }
}

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return { median: (low + high) / 2, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 }
}

/** None where the other one was not run. */
function verdict(goal: Goal, contestants: readonly Measured[]): readonly Verdict[] {
  const figure = (found: Measured | undefined) => found?.figures?.[goal.metric]?.median
  const ours = figure(contestants.find(({ role }) => role === 'ours'))
  const theirs =
    goal.against === undefined ? 1 : figure(contestants.find(({ name }) => name === goal.against))
  if (ours === undefined || theirs === undefined) return []
  return [{ ...goal, is: ours / theirs, met: ours / theirs <= goal.most }]
}

async function sampleOf(contestant: Contestant, told: string): Promise<Sample> {
  const [file, ...args] = contestant.program
  const { ca } = JSON.parse(told) as { readonly ca?: string }
  const env = { ...process.env, BENCH_SERVER: told, ...(ca && { NODE_EXTRA_CA_CERTS: ca }) }
  const [interpreter, ...options] = interpreterOf(contestant)
  const started = performance.now()
  const child = spawn(interpreter, [...options, here(file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    env,
  })
  const [said, used] = [textOf(child, 1), textOf(child, 3)]
  const [code] = (await once(child, 'close')) as [number | null]
  const wall = performance.now() - started
  if (code !== 0) throw new Error(`${contestant.name} ended with ${code}`)
  if (!contestant.whole) return JSON.parse(await said) as Sample
  const { cpu, peakMiB } = JSON.parse(await used) as { readonly cpu: number; readonly peakMiB: number }
  return { cpu, wall, peakMiB, growthMiB: peakMiB }
}

/** What is measured as a whole tells what it took by itself in Python, and in Node.js by what is loaded before it. */
function interpreterOf({ name, program: [file], whole }: Contestant): readonly [string, ...string[]] {
  if (file.endsWith('.py')) return [pythonWith(name) ?? 'python3']
  return [process.execPath, ...(whole ? ['--require', here('programs/usage.cjs')] : [])]
}

async function textOf(child: ChildProcess, fd: number): Promise<string> {
  let text = ''
  for await (const chunk of (child.stdio[fd] ?? []) as AsyncIterable<Buffer>) text += chunk
  return text
}

async function startServer([file, ...args]: readonly string[]) {
  const child = spawn(process.execPath, [here(file ?? ''), ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  let told = ''
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    told += chunk
    if (told.includes('\n')) break
  }
  if (!told.includes('\n')) throw new Error(`${file} did not start`)
  return {
    told: told.trim(),
    /** It ends when its input does. */
    [Symbol.asyncDispose]: async () => {
      child.stdin.end()
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}
