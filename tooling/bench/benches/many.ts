import { monitorEventLoopDelay } from 'node:perf_hooks'
import { script } from '@cloud/core'
import { deployNodes } from '@cloud/core/deploy'
import { compute } from '@cloud/ec2'
import { ec2Images, startCloud } from '@cloud/emulators'
import { ssh } from '@cloud/ssh'
import type { Bench, Line } from '../bench.ts'

/** `CLOUD_NODES` for a shorter run. */
const count = Number(process.env.CLOUD_NODES ?? 500)
const concurrency = 50
const mostMs = 50

const bench: Bench = {
  title: `${count} nodes deployed over SSH, ${concurrency} at a time, cloud and machines in the same process: the event loop is never blocked for ${mostMs} ms`,
  columns: ['nodes', 'deployed', 's', 'blocked at most, ms', 'of 1,000 turns one longer than, ms', 'MiB'],
  run: async function* () {
    yield await measured()
  },
}
export default bench

async function measured(): Promise<Line> {
  await using local = await startCloud()
  const shell = ssh({ user: 'ec2-user', ...local.ssh })
  const image = ec2Images.amazonLinux2023
  const options = Array.from({ length: count }, (_, index) => {
    return { name: `node-${index}`, size: 't3.micro', image, shell, steps: [script('uname -a')] }
  })
  const delays = monitorEventLoopDelay({ resolution: 5 })
  delays.enable()
  const began = performance.now()
  const results = await deployNodes(compute(local.ec2), options, { concurrency })
  const seconds = (performance.now() - began) / 1000
  delays.disable()
  const deployed = results.filter(({ status }) => status === 'fulfilled').length
  const [longest, rare] = [delays.max / 1e6, delays.percentile(99.9) / 1e6]
  const mebibytes = process.memoryUsage().rss / 1024 / 1024
  const cells = [
    count,
    deployed,
    seconds.toFixed(1),
    longest.toFixed(0),
    rare.toFixed(0),
    mebibytes.toFixed(0),
  ]
  return { cells: cells.map(String), met: deployed === count && longest < mostMs }
}
