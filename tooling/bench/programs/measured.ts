/** What the server of a row told of itself. */
export const server = JSON.parse(process.env.BENCH_SERVER ?? '{}') as { readonly endpoint: string }

/**
 * Measures work of so many units and ends the process with the figures of one as its output. CPU and memory are what the operating system
 * counted. What comes before it, such as loading code and filling pools, is not measured. `growth` tells by how much memory grew, in MiB: unless
 * given, by how much the most that the process held.
 */
export async function measured(
  units: number,
  work: () => Promise<unknown>,
  growth = growthOfPeak(),
): Promise<never> {
  return told(growth, async () => {
    await work()
    return units
  })
}

function growthOfPeak(): () => number {
  const before = process.resourceUsage().maxRSS
  return () => (process.resourceUsage().maxRSS - before) / 1024
}

/** Does the work, which tells of how many units it was. */
async function told(growth: () => number, work: () => Promise<number>): Promise<never> {
  const before = process.resourceUsage()
  const started = performance.now()
  const units = await work()
  const wall = (performance.now() - started) / units
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const cpu = (userCPUTime + systemCPUTime - before.userCPUTime - before.systemCPUTime) / 1000 / units
  const sample = { cpu, wall, peakMiB: maxRSS / 1024, growthMiB: growth() }
  await new Promise((done) => process.stdout.write(JSON.stringify(sample), done))
  process.exit(0)
}

/** The same of work that is done again until a second is over, five times at most: one time alone says much of when memory was tidied up. */
export async function measuredOften(work: () => Promise<unknown>): Promise<never> {
  return told(growthOfPeak(), async () => {
    const started = performance.now()
    let units = 0
    do {
      await work()
      units += 1
    } while (units < 5 && performance.now() - started < 1000)
    return units
  })
}

/** Does it so many times, so many at a time. */
export async function times(
  count: number,
  width: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: width }, worker))
}
