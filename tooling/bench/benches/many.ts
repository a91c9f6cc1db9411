import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { script } from '@cloud/core'
import { deployNodes } from '@cloud/core/deploy'
import { compute } from '@cloud/ec2'
import { ec2Images, gatewaySocket, type LocalCloud } from '@cloud/emulators'
import { ssh } from '@cloud/ssh'
import type { Bench, Line } from '../bench.ts'
import { watchTurns } from '../many/turns.ts'

/** `CLOUD_NODES` for a shorter run. */
const count = Number(process.env.CLOUD_NODES ?? 500)
const concurrency = 50
const mostMs = 50

const bench: Bench = {
  title: `${count} nodes deployed over SSH from one process, ${concurrency} at a time, the cloud and its machines in another: the event loop is never blocked for ${mostMs} ms`,
  columns: [
    'nodes',
    'deployed',
    's',
    'CPU s',
    'blocked at most, ms',
    'of 1,000 turns one longer than, ms',
    'waits for the processor included, ms',
    'MiB',
  ],
  run: async function* () {
    yield await measured()
  },
}
export default bench

const program = fileURLToPath(new URL('../many/cloud.ts', import.meta.url))

async function measured(): Promise<Line> {
  const cloud = fork(program, { execArgv: ['--conditions=@cloud/source'] })
  const exited = once(cloud, 'exit')
  try {
    const [access] = await once(cloud, 'message')
    return await deploying(access)
  } finally {
    cloud.disconnect()
    await exited
  }
}

async function deploying({ ec2, gateway }: Pick<LocalCloud, 'ec2' | 'gateway'>): Promise<Line> {
  const driver = compute(ec2)
  const shell = ssh({ user: 'ec2-user', socket: gatewaySocket(gateway) })
  const image = ec2Images.amazonLinux2023
  const options = (name: string) => ({ name, size: 't3.micro', image, shell, steps: [script('uname -a')] })
  // What is loaded at the first use, such as ssh2, is loaded: that is once in a process, and not of the loop.
  await deployNodes(driver, [options('first')])
  const [began, before] = [performance.now(), process.cpuUsage()]
  const watched = watchTurns()
  const results = await deployNodes(
    driver,
    Array.from({ length: count }, (_, index) => options(`node-${index}`)),
    {
      concurrency,
    },
  )
  const { waitedMs, busyMs, rareMs } = watched()
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(before)
  const deployed = results.filter(({ status }) => status === 'fulfilled').length
  const mebibytes = process.memoryUsage().rss / 1024 / 1024
  const cells = [
    ...[String(count), String(deployed), seconds.toFixed(1), ((user + system) / 1e6).toFixed(1)],
    ...[busyMs.toFixed(0), rareMs.toFixed(1), waitedMs.toFixed(0), mebibytes.toFixed(0)],
  ]
  return { cells, met: deployed === count && busyMs < mostMs }
}
