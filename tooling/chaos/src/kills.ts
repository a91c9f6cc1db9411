import { fork } from 'node:child_process'
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

/** After which record a process is killed; without a point at a random time. */
const points = ['intent', 'created', 'step', 'end', undefined, undefined, undefined]

export interface Kills {
  readonly found: number
  readonly killed: number
  readonly problems: readonly string[]
}

/**
 * Kills that many processes in the middle of their deployments, on each of the clouds in turn, and reconciles once: all that is left is found,
 * and nothing else; destroyed, nothing is left.
 */
export async function runKills(seed: number, count: number): Promise<Kills> {
  const random = randomOf(seed)
  const folder = await mkdtemp(join(tmpdir(), 'cloud-kills-'))
  const local = await startCloud({ seed, times: { pendingMs: 20 } })
  try {
    for (let index = 0; index < count; index++) {
      const cloud = clouds[index % clouds.length]
      if (cloud === undefined) continue
      const point = points[Math.floor(random() * points.length)]
      const { name, size, image } = cloud
      const orders = { cloud: name, size, image, journal: join(folder, name), access: accessOf(local), point }
      await killOne(orders, random)
    }
    const ends = await Promise.all(clouds.map((cloud) => judge(cloud, local, join(folder, cloud.name))))
    return {
      killed: count,
      found: ends.reduce((sum, { found }) => sum + found, 0),
      problems: ends.flatMap(({ problems }) => problems),
    }
  } finally {
    await local.close()
    await rm(folder, { recursive: true })
  }
}

const accessOf = ({ ec2, digitalocean, gce, ninefold }: LocalCloud): Orders['access'] => ({
  ...{ ec2, digitalocean, gce, ninefold },
})

const program = fileURLToPath(new URL('victim-program.ts', import.meta.url))

async function killOne(orders: Orders, random: () => number): Promise<void> {
  const victim = fork(program, {
    execArgv: ['--conditions=@cloud/source'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exited = once(victim, 'exit')
  victim.send(orders)
  const hears = async (word: string) => {
    for (;;) if ((await once(victim, 'message'))[0] === word) return
  }
  await Promise.race([orders.point ? hears('reached') : hears('ready'), exited])
  if (!orders.point) await new Promise((resolve) => setTimeout(resolve, random() * 400))
  victim.kill('SIGKILL')
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
