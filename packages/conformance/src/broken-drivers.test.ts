import { beforeAll, describe, expect, it } from 'vitest'
import { abilityNames } from './abilities.ts'
import { runComputeConformance } from './run.ts'
import type { Broken } from './testing/broken/broken.ts'
import { brokenDrivers } from './testing/broken/index.ts'
import { memoryOptions } from './testing/memory-driver.ts'

const failures = new Map<Broken, readonly string[]>()

// Each has a cloud of its own, and waits most of the time: many run at once, and the tests look at what came of them.
beforeAll(async () => {
  const left = [...brokenDrivers]
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) failures.set(next, await failedCases(next))
  }
  await Promise.all(Array.from({ length: 24 }, work))
}, 120_000)

describe('The suite finds a driver that', () => {
  it.each(brokenDrivers)('$mistake', (broken) => {
    expect(failures.get(broken)).toEqual(expect.arrayContaining([...broken.fails]))
  })
})

async function failedCases({ area, change }: Broken): Promise<readonly string[]> {
  // Where calls are slowed down, a case takes longer than it waits elsewhere for what does not come.
  const timeoutMs = area === 'cancel' ? 3000 : 1500
  const options = { ...memoryOptions(change), abilities: abilityNames, timeoutMs }
  const results = await runComputeConformance(options, [area])
  return results.filter(({ status }) => status === 'failed').map(({ title }) => title)
}
