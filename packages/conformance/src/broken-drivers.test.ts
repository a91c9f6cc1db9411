import { describe, expect, it } from 'vitest'
import { runComputeConformance } from './run.ts'
import { brokenDrivers } from './testing/broken/index.ts'
import { memoryOptions } from './testing/memory-driver.ts'

// Each has a cloud of its own, and waits most of the time.
describe.concurrent('The suite finds a driver that', () => {
  it.each(brokenDrivers)('$mistake', async ({ area, fails, change }) => {
    const options = {
      ...memoryOptions(change),
      abilities: ['Power', 'KeyPairs', 'Console', 'HostKeys'] as const,
      timeoutMs: 3000,
    }
    const failed = (await runComputeConformance(options, [area])).filter(({ status }) => status === 'failed')
    const titles = failed.map(({ title }) => title)
    expect(titles).toEqual(expect.arrayContaining([...fails]))
  })
})
