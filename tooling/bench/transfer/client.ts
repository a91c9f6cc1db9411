/** One transfer of one contestant in a process of its own: prints what it cost. Arguments: the access, the contestant, the direction, MiB. */
import { type Access, contestants } from './contestants.ts'

const [access = '{}', name = '', direction = '', size = '1'] = process.argv.slice(2)
const mebibytes = Number(size)
const contestant = await contestants[name]?.(JSON.parse(access) as Access)
if (contestant === undefined) throw new Error(`There is no contestant ${name}`)

async function transfer(key: string, count: number): Promise<void> {
  if (direction === 'up') return contestant?.up(key, count)
  let bytes = 0
  for await (const chunk of contestant?.down(key) ?? []) bytes += chunk.byteLength
  if (bytes !== count * 1024 * 1024) throw new Error(`${bytes} bytes came`)
}

// Loads what is loaded at first use, and fills the pools.
await transfer('warm', 64)
const before = process.memoryUsage.rss()
let peak = before
const sampling = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 10)
const [cpu, started] = [process.cpuUsage(), performance.now()]
await transfer('large', mebibytes)
const { user, system } = process.cpuUsage(cpu)
const seconds = (performance.now() - started) / 1000
clearInterval(sampling)
const growthMiB = (Math.max(peak, process.memoryUsage.rss()) - before) / 1024 / 1024
process.stdout.write(`${JSON.stringify({ growthMiB, cpuSeconds: (user + system) / 1e6, seconds })}\n`)
process.exit(0)
