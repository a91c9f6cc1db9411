/**
 * What one of so many costs: `scale.ts nodes|calls|objects|deployments COUNT`. A few at a time are done until the code is loaded and compiled;
 * then so many are done and measured, again and again where they are few.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { script } from '@cloud/core'
import { deployNodes } from '@cloud/core/deploy'
import { syncDirectory } from '@cloud/core/storage'
import { compute as digitalocean } from '@cloud/digitalocean'
import { compute as ec2 } from '@cloud/ec2'
import { ec2Images, gatewaySocket } from '@cloud/emulators'
import { storage } from '@cloud/s3'
import { ssh } from '@cloud/ssh'
import { access } from './content.ts'
import { measured, times } from './measured.ts'

const [what = '', told = '1'] = process.argv.slice(2)
const count = Number(told)
const server = JSON.parse(process.env.BENCH_SERVER ?? '{}')

interface Task {
  /** Does that many. */
  readonly work: (many: number) => Promise<unknown>
  readonly few: number
  /** `COUNT`, unless that is something else than how many there are. */
  readonly many: number
  /** How many are done, a few at a time, before the measuring, and at least while it goes on. */
  readonly enough: number
  /** What so many need once, such as connections: it is counted as memory, and not as CPU. */
  readonly open?: () => Promise<unknown>
}

/** All nodes, each dropped after use; a few are what the first page has. */
function nodes(): Task {
  const driver = digitalocean({ token: 'token-of-the-bench', endpoint: server.endpoint })
  const work = async (many: number) => {
    let seen = 0
    for await (const { state } of driver.listNodes()) {
      if (state === 'running') seen += 1
      if (seen === many) return
    }
    throw new Error(`${seen} nodes came`)
  }
  return { work, few: Math.min(count, 200), many: count, enough: 20_000 }
}

/** 6,000, of which so many are under way at the same time. */
function calls(): Task {
  const driver = ec2({ ...access, endpoint: server.endpoint })
  const work = (many: number) => times(many, Math.min(many, count), () => driver.listLocations().toArray())
  return { work, few: 1, many: 6000, enough: 6000, open: () => work(2 * count) }
}

/** The files of a folder into a new place each time. */
function objects(): Task {
  const driver = storage(server.s3)
  const root = mkdtempSync(join(tmpdir(), 'bench-'))
  process.once('exit', () => rmSync(root, { recursive: true }))
  const folderOf = (many: number) => {
    const folder = join(root, String(many))
    mkdirSync(folder)
    for (let index = 0; index < many; index += 1)
      writeFileSync(join(folder, `${index}`), `content of ${index}`)
    return folder
  }
  const folders = new Map([...new Set([1, count])].map((many) => [many, folderOf(many)]))
  const created = driver.createBucket({ name: 'bench' })
  let place = 0
  const work = async (many: number) => {
    await created
    place += 1
    const folder = folders.get(many) ?? root
    const options = { direction: 'up', bucket: 'bench', prefix: `${process.pid}-${place}/`, folder } as const
    const { steps } = await syncDirectory(driver, options)
    if (steps.length !== many) throw new Error(`${steps.length} files were sent`)
  }
  return { work, few: 1, many: count, enough: 500 }
}

/** Machines that run a script over SSH, 50 at a time. */
function deployments(): Task {
  const driver = ec2(server.ec2)
  const shell = ssh({ user: 'ec2-user', socket: gatewaySocket(server.gateway) })
  const image = ec2Images.amazonLinux2023
  const work = async (many: number) => {
    const names = Array.from({ length: many }, (_, index) => `node-${index}`)
    const wanted = names.map((name) => ({
      ...{ name, size: 't3.micro', image, shell, steps: [script('uname -a')] },
    }))
    const results = await deployNodes(driver, wanted, { concurrency: 50 })
    const failed = results.find(({ status }) => status === 'rejected')
    if (failed) throw new Error('A deployment failed', { cause: failed })
  }
  return { work, few: 1, many: count, enough: 20 }
}

/** What is kept once all that nobody wants is gone: the most that was held tells how seldom the engine looks for that, and not what grows. */
function keptMiB(): number {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1024 ** 2
}

const tasks: Readonly<Record<string, () => Task>> = { nodes, calls, objects, deployments }
const task = tasks[what]?.()
if (task === undefined) throw new Error(`There is no ${what}`)
const { work, few, many, enough, open = async () => {} } = task
for (let done = 0; done < enough; done += few) await work(few)
const before = keptMiB()
await open()
const rounds = Math.ceil(enough / many)
const all = async () => {
  for (let round = 0; round < rounds; round += 1) await work(many)
}
await measured(rounds * many, all, () => keptMiB() - before)
