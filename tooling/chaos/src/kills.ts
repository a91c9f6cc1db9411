import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fileJournal, type JournalRecord, reconcile } from '@cloud/core/deploy'
import { type LocalCloud, startCloud } from '@cloud/emulators'
import { type Cloud, clouds } from './clouds.ts'
import { connect } from './connect.ts'
import { randomOf } from './random.ts'
import type { Orders } from './victim-program.ts'

export interface Kills {
  readonly found: number
  readonly killed: number
  /** At how many different points of how many; the others at random times. */
  readonly points: { readonly tried: number; readonly known: number }
  readonly problems: readonly string[]
}

/** Of so many kills on a cloud one is at a random time. */
const timed = 4

/**
 * Kills that many processes in the middle of their deployments, on each of the clouds in turn, and reconciles once: all that is left is found,
 * and nothing else; destroyed, nothing is left. The points are those that a deployment passes on the cloud, each once before any is twice.
 */
export async function runKills(seed: number, count: number): Promise<Kills> {
  const random = randomOf(seed)
  const folder = await mkdtemp(join(tmpdir(), 'cloud-kills-'))
  const local = await startCloud({ seed, times: { pendingMs: 20 } })
  try {
    const victims = await Promise.all(clouds.map((cloud) => victimOf(cloud, local, folder, random)))
    for (let index = 0; index < count; index++) {
      const victim = victims[index % victims.length]
      if (victim === undefined) continue
      const { orders, next } = victim
      await killOne(
        Math.floor(index / victims.length) % timed === timed - 1
          ? { ...orders, until: 'killed' }
          : { ...orders, until: next() },
        random,
      )
    }
    const ends = await Promise.all(clouds.map((cloud) => judge(cloud, local, join(folder, cloud.name))))
    return {
      killed: count,
      points: {
        tried: victims.reduce((sum, { tried }) => sum + tried.size, 0),
        known: victims.reduce((sum, { known }) => sum + known, 0),
      },
      found: ends.reduce((sum, { found }) => sum + found, 0),
      problems: ends.flatMap(({ problems }) => problems),
    }
  } finally {
    await local.close()
    await rm(folder, { recursive: true })
  }
}

interface Victim {
  readonly orders: Omit<Orders, 'until'>
  readonly known: number
  readonly tried: ReadonlySet<string>
  readonly next: () => { readonly point: string }
}

/** What is to be done on one cloud, and the points at which it can be killed, in an order of their own. */
async function victimOf(
  cloud: Cloud,
  local: LocalCloud,
  folder: string,
  random: () => number,
): Promise<Victim> {
  const { name, size, image } = cloud
  const orders = { cloud: name, size, image, journal: join(folder, name), access: accessOf(local) }
  const known = await pointsOf(orders)
  const drawn: string[] = []
  const tried = new Set<string>()
  return {
    ...{ orders, tried, known: known.length },
    next: () => {
      if (drawn.length === 0) drawn.push(...shuffled(known, random))
      const point = drawn.pop() ?? ''
      tried.add(point)
      return { point }
    },
  }
}

function shuffled<T>(all: readonly T[], random: () => number): readonly T[] {
  return all
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item)
}

const accessOf = ({ ec2, digitalocean, gce, ninefold }: LocalCloud): Orders['access'] => ({
  ...{ ec2, digitalocean, gce, ninefold },
})

const program = fileURLToPath(new URL('victim-program.ts', import.meta.url))

function begun(orders: Orders): ChildProcess {
  const victim = fork(program, {
    execArgv: ['--conditions=@cloud/source'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  victim.send(orders)
  return victim
}

async function pointsOf(orders: Omit<Orders, 'until'>): Promise<readonly string[]> {
  const victim = begun({ ...orders, until: 'told' })
  const exited = once(victim, 'exit')
  const [points] = await Promise.race([once(victim, 'message'), exited])
  await exited
  if (!Array.isArray(points)) throw new Error(`The process told no points and ended with ${points}`)
  return points
}

async function killOne(orders: Orders, random: () => number): Promise<void> {
  const victim = begun(orders)
  const exited = once(victim, 'exit')
  if (orders.until === 'killed') {
    await Promise.race([once(victim, 'message'), exited])
    await new Promise((resolve) => setTimeout(resolve, random() * 400))
    victim.kill('SIGKILL')
  }
  const [code] = await exited
  if (code !== null) throw new Error(`The process ended by itself with ${code}`)
}

async function judge(
  cloud: Cloud,
  local: LocalCloud,
  path: string,
): Promise<{ readonly found: number; readonly problems: readonly string[] }> {
  const driver = await connect(cloud.name, local)
  const journal = fileJournal(path)
  // What a killed process sent last is on its way for a moment.
  await new Promise((resolve) => setTimeout(resolve, 500))
  const deployed = deployedIn(await journal.read())
  const expected = [
    ...cloud.live(local).flatMap(({ id }) => (deployed.has(id) ? [] : [id])),
    ...cloud.keys(local).map((name) => `key ${name}`),
  ]
  const found = await reconcile(driver, { journal, settleMs: 1_000, action: 'destroy' })
  const ids = found.map(({ kind, id = '', name }) => (kind === 'key-pair' ? `key ${name}` : id))
  const problems = [
    ...expected.filter((id) => !ids.includes(id)).map((id) => `${id} is there and not found`),
    ...ids.filter((id) => !expected.includes(id)).map((id) => `${id} is found and not left`),
    ...found.flatMap(({ id, error }) => (error === undefined ? [] : [`${id}: ${error}`])),
    ...cloud.live(local).flatMap(({ id }) => (deployed.has(id) ? [] : [`${id} is still there`])),
  ]
  return { found: found.length, problems: problems.map((problem) => `${cloud.name}: ${problem}`) }
}

/** The nodes whose deployments came to their end: somebody has them. */
function deployedIn(records: readonly JournalRecord[]): ReadonlySet<string> {
  const ended = new Set(
    records.flatMap((each) => (each.event === 'end' && each.became === 'deployed' ? [each.deployment] : [])),
  )
  return new Set(
    records.flatMap((each) => (each.event === 'created' && ended.has(each.deployment) ? [each.id] : [])),
  )
}
