import type { Bench } from '../bench.ts'
import { allFamilies, type Family } from '../growth/families.ts'

/** A reader whose time is a square takes 64 times as long; one that sorts 10 times; a collector's work may double either. */
const factor = 8
const most = 3 * factor
const smallBytes = 32 * 1024
/** Below this the clock and the collector are what is measured. */
const leastMs = 10

const bench: Bench = {
  title: `readers on input that is made to be hard: ${factor} times the input takes at most ${most} times as long`,
  columns: ['reader: input', 'KiB', 'ms', `KiB x ${factor}`, 'ms', 'times'],
  run: async function* () {
    for (const family of allFamilies) {
      const size = await sizeWorthMeasuring(family)
      const { one, many } = await quietest(family, size)
      const times = many / one
      const kibibytes = [size, size * factor].map((bytes) => (bytes / 1024).toFixed(0))
      yield {
        cells: [
          `${family.reader}: ${family.what}`,
          kibibytes[0] ?? '',
          one.toFixed(1),
          kibibytes[1] ?? '',
          many.toFixed(1),
          times.toFixed(1),
        ],
        met: times <= most,
      }
    }
  },
}
export default bench

/** Grows the input until it takes long enough, but no further than what the largest answer may hold. */
async function sizeWorthMeasuring(family: Family): Promise<number> {
  let size = smallBytes
  while (size < 1024 * 1024 && (await timed(family, family.input(size))) < leastMs) size *= 2
  return size
}

/** What else runs on the machine only ever adds: of three measurements that miss, the best counts. */
async function quietest(family: Family, size: number) {
  let found = { one: 1, many: Number.POSITIVE_INFINITY }
  for (let round = 0; round < 3 && found.many / found.one > most; round++) {
    const [one, many] = [await best(family, size), await best(family, size * factor)]
    if (many / one < found.many / found.one) found = { one, many }
    if (many > 1000) break
  }
  return found
}

async function best(family: Family, size: number): Promise<number> {
  const input = family.input(size)
  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    times.push(await timed(family, input))
    if ((times[round] ?? 0) > 1000) break
  }
  return Math.min(...times)
}

/** CPU time in milliseconds; a refusal is an answer too. */
async function timed({ read }: Family, input: string): Promise<number> {
  const before = process.cpuUsage()
  try {
    await read(input)
  } catch {
    // How long it took to find out is what counts.
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
