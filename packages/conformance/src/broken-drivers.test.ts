import { beforeAll, describe, expect, it } from 'vitest'
import { abilityNames, balancerAbilityNames, storageAbilityNames } from './abilities.ts'
import {
  type CaseResult,
  runComputeConformance,
  runLoadBalancersConformance,
  runStorageConformance,
} from './run.ts'
import type { Broken, BrokenBalancers, BrokenStorage } from './testing/broken/broken.ts'
import { brokenDrivers } from './testing/broken/index.ts'
import { brokenLoadBalancers } from './testing/broken/load-balancers.ts'
import { brokenStorage } from './testing/broken/storage.ts'
import { memoryOptions } from './testing/memory-driver.ts'
import { memoryBalancersOptions } from './testing/memory-load-balancers.ts'
import { memoryStorageOptions } from './testing/memory-storage.ts'

// Each has a cloud of its own, and waits most of the time: many run at once, and the tests look at what came of them.
async function failuresOf<T>(
  all: readonly T[],
  run: (one: T) => Promise<readonly CaseResult[]>,
): Promise<ReadonlyMap<T, readonly string[]>> {
  const failures = new Map<T, readonly string[]>()
  const left = [...all]
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const results = await run(next)
      failures.set(
        next,
        results.filter(({ status }) => status === 'failed').map(({ title }) => title),
      )
    }
  }
  await Promise.all(Array.from({ length: 24 }, work))
  return failures
}

// Where calls are slowed down, a case takes longer than it waits elsewhere for what does not come.
const timeoutOf = (area: string) => (area === 'cancel' ? 3000 : 1500)

describe('The suite of compute finds a driver that', () => {
  let failures: ReadonlyMap<Broken, readonly string[]>
  beforeAll(async () => {
    failures = await failuresOf(brokenDrivers, ({ area, change, options: told }) => {
      const options = { ...memoryOptions(change), abilities: abilityNames, timeoutMs: timeoutOf(area) }
      return runComputeConformance({ ...options, ...told }, [area])
    })
  }, 120_000)

  it.each(brokenDrivers)('$mistake', (broken) => {
    expect(failures.get(broken)).toEqual(expect.arrayContaining([...broken.fails]))
  })
})

describe('The suite of load balancers finds a driver that', () => {
  let failures: ReadonlyMap<BrokenBalancers, readonly string[]>
  beforeAll(async () => {
    failures = await failuresOf(brokenLoadBalancers, ({ area, change, options: told }) => {
      const options = { ...memoryBalancersOptions(change), timeoutMs: timeoutOf(area) }
      const abilities = balancerAbilityNames
      return runLoadBalancersConformance({ ...options, abilities, ...told }, [area])
    })
  }, 120_000)

  it.each(brokenLoadBalancers)('$mistake', (broken) => {
    expect(failures.get(broken)).toEqual(expect.arrayContaining([...broken.fails]))
  })
})

describe('The suite of storage finds a driver that', () => {
  let failures: ReadonlyMap<BrokenStorage, readonly string[]>
  beforeAll(async () => {
    failures = await failuresOf(brokenStorage, ({ area, change, options: told }) => {
      const options = { ...memoryStorageOptions(change), abilities: storageAbilityNames, timeoutMs: 3000 }
      return runStorageConformance({ ...options, ...told }, [area])
    })
  }, 120_000)

  it.each(brokenStorage)('$mistake', (broken) => {
    expect(failures.get(broken)).toEqual(expect.arrayContaining([...broken.fails]))
  })
})
