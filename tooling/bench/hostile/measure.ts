import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Line } from '../bench.ts'
import type { Hostile } from './bodies.ts'
import type { Cost } from './cost.ts'

export interface Goal {
  readonly wallMs: number
  readonly growthMiB: number
}

export const columns: readonly string[] = ['reply', 'driver', 'wall ms', 'CPU ms', 'growth MiB', 'code']

/** A call that is not back by then is given up, and has missed. */
const patienceMs = 30_000

/** Asks for each reply in a process of its own, from a server in another one. */
export async function* measureAll(bodies: readonly Hostile[], goal: Goal): AsyncGenerator<Line> {
  await using server = await startServer()
  for (const hostile of bodies) yield line(hostile, await measure(hostile, server.origin), goal)
}

const program = (name: string) => fileURLToPath(new URL(`${name}.ts`, import.meta.url))

async function startServer(): Promise<AsyncDisposable & { readonly origin: string }> {
  const child = spawn(process.execPath, [program('server')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [origin] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    origin: origin.toString().trim(),
    [Symbol.asyncDispose]: async () => {
      child.stdin.end()
      await once(child, 'exit')
    },
  }
}

/** Undefined where the process had to be ended. */
async function measure({ driver, name }: Hostile, origin: string): Promise<Cost | undefined> {
  const args = ['--conditions=@cloud/source', program('client'), driver, origin, name]
  const limits = { timeout: patienceMs, killSignal: 'SIGKILL' } as const
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, limits)
    return JSON.parse(stdout) as Cost
  } catch (error) {
    if (Reflect.get(Object(error), 'killed') !== true) throw error
    return undefined
  }
}

function line({ what, driver }: Hostile, cost: Cost | undefined, goal: Goal): Line {
  if (!cost) return { cells: [what, driver, `> ${patienceMs}`, '', '', 'none'], met: false }
  const { wallMs, cpuMs, growthMiB, code } = cost
  const cells = [what, driver, wallMs.toFixed(0), cpuMs.toFixed(0), growthMiB.toFixed(1), code]
  return { cells, met: wallMs < goal.wallMs && growthMiB <= goal.growthMiB && code === 'protocol' }
}
