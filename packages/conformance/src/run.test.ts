import type { Listing } from '@cloud/core'
import { listing, onePage } from '@cloud/core/driver'
import { describe, expect, it } from 'vitest'
import { abilityNames, balancerAbilityNames, storageAbilityNames } from './abilities.ts'
import {
  type Case,
  type CaseResult,
  computeCases,
  loadBalancersCases,
  runComputeConformance,
  runLoadBalancersConformance,
  runStorageConformance,
  storageCases,
} from './run.ts'
import { brokenDrivers } from './testing/broken/index.ts'
import { brokenLoadBalancers } from './testing/broken/load-balancers.ts'
import { brokenStorage } from './testing/broken/storage.ts'
import { refusingDriver, silentDriver } from './testing/idle-drivers.ts'
import { memoryOptions } from './testing/memory-driver.ts'

describe.each([
  { suite: 'compute', cases: computeCases as readonly Titled[], broken: brokenDrivers },
  { suite: 'load balancers', cases: loadBalancersCases as readonly Titled[], broken: brokenLoadBalancers },
  { suite: 'storage', cases: storageCases as readonly Titled[], broken: brokenStorage },
])('the cases of $suite', ({ suite, cases, broken }) => {
  it('have titles that are unique, since a skip names a case by its title', () => {
    const titles = cases.map(({ title }) => title)
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([])
  })

  it('each fail on a driver that does nothing, on one that refuses everything or on a broken one', async () => {
    const results = await Promise.all([silentDriver, refusingDriver].map(runs[suite as keyof typeof runs]))
    const failed = new Set(
      results.flat().flatMap(({ title, status }) => (status === 'failed' ? [title] : [])),
    )
    const proved = new Set(broken.flatMap(({ fails }) => fails))
    const passed = cases.filter(({ title }) => !failed.has(title) && !proved.has(title))
    expect(passed.map(({ title }) => title)).toEqual([])
  }, 60_000)
})

type Titled = Pick<Case, 'title'>

const idle = { requests: () => 0, slow: () => {}, secrets: () => [], timeoutMs: 400, pageSize: 2 }

function idly(driver: typeof silentDriver): Promise<readonly CaseResult[]> {
  return runComputeConformance({ ...idle, abilities: abilityNames, driver, wrongCredentials: driver })
}

function idlyStoring(driver: typeof silentDriver): Promise<readonly CaseResult[]> {
  const hooks = { losePut: () => {}, loseComplete: () => {}, cutBody: () => {}, corruptBody: () => {} }
  const abilities = storageAbilityNames
  return runStorageConformance({ ...idle, ...hooks, abilities, driver, wrongCredentials: driver })
}

function idlyBalancing(driver: typeof silentDriver): Promise<readonly CaseResult[]> {
  const compute = memoryOptions().driver
  const abilities = balancerAbilityNames
  return runLoadBalancersConformance({ ...idle, abilities, driver, compute, wrongCredentials: driver })
}

const runs = { compute: idly, 'load balancers': idlyBalancing, storage: idlyStoring }

describe('runComputeConformance', () => {
  it('gives a result for each case of an area, and one for what is left behind', async () => {
    const results = await runComputeConformance(memoryOptions(), ['sizes'])
    expect(results.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed', 'passed'])
    expect(results.at(-1)?.title).toBe('Nothing that was made here is left')
  })

  it('reports the cases of an ability that the driver lacks as skipped, with the reason', async () => {
    const options = memoryOptions(({ getConsoleOutput: _, ...driver }) => driver)
    expect(reasons(await runComputeConformance(options, ['console']))).toEqual(
      Array(3).fill('the driver has no Console'),
    )
  })

  it('reports the cases that lack an option as skipped, with the reason', async () => {
    const options = { ...memoryOptions(), requests: undefined }
    const all = reasons(await runComputeConformance(options, ['lazy']))
    expect(new Set(all)).toEqual(new Set(['the suite was not given `requests`']))
  })

  it('skips a case that the caller names, with the reason given', async () => {
    const title = 'listImages of the owner `self` gives images'
    const options = { ...memoryOptions(), skip: { [title]: 'this cloud has no owners' } }
    const results = await runComputeConformance(options, ['images'])
    expect(results.filter(({ status }) => status === 'skipped')).toMatchObject([
      { title, reason: 'this cloud has no owners' },
    ])
  })

  it('refuses a skip that names no case, or gives no reason', async () => {
    const skipping = (skip: Record<string, string>) => runComputeConformance({ ...memoryOptions(), skip })
    await expect(skipping({ 'no such case': 'because' })).rejects.toThrow(
      'no case has the title "no such case"',
    )
    await expect(skipping({ 'A node made without tags has none': ' ' })).rejects.toThrow('has no reason')
  })

  it('skips the cases that turn a page where the author says why there is none', async () => {
    const options = memoryOptions((driver) => ({
      ...driver,
      listSizes: (query, call) => whole(driver.listSizes(query, call)),
      listImages: (query, call) => whole(driver.listImages(query, call)),
      listLocations: (query, call) => whole(driver.listLocations(query, call)),
    }))
    const reason = 'every list is short'
    const told = { ...options, pageSize: undefined, onePage: reason }
    const results = await runComputeConformance(told, ['listing'])
    expect(new Set(reasons(results))).toEqual(new Set([reason, 'the suite was not given `pageSize`']))
    expect(results.filter(({ status }) => status === 'failed')).toEqual([])
    expect(results.filter(({ status }) => status === 'passed').map(({ title }) => title)).toEqual([
      'An `after` that the provider does not know is invalid',
      'toArray takes the first `max` items',
      'A list can be left early and read again',
      'Two iterations of one list do not disturb each other',
      'A `max` that is no whole number from 0 is invalid',
      'Each iteration starts anew, and sees what was created since',
      'A driver that is said to have no list of two pages has none',
      'Nothing that was made here is left',
    ])
  })

  it('refuses to be told of one page without a reason, or beside small pages', async () => {
    const told = (options: object) => runComputeConformance({ ...memoryOptions(), ...options })
    await expect(told({ onePage: '', pageSize: undefined })).rejects.toThrow('onePage has no reason')
    await expect(told({ onePage: 'it is short' })).rejects.toThrow('lists of two')
  })

  it('tells all inputs of a case that the driver got wrong, each by what is wrong with it', async () => {
    const title =
      'A name that is empty, too long or has control characters is invalid before anything is sent'
    const options = memoryOptions((driver) => ({
      ...driver,
      createNode: (node, call) => driver.createNode({ ...node, name: 'node' }, call),
    }))
    const [result] = await runComputeConformance(options, [title])
    for (const what of ['an empty name', 'a NUL', '300 characters'])
      expect(result?.error).toMatch(new RegExp(`^${what}: resolved with`, 'm'))
  })

  it('runs one case alone by its title', async () => {
    const title = 'A node made without tags has none'
    const results = await runComputeConformance(memoryOptions(), [title])
    expect(results.map((one) => one.title)).toEqual([title, 'Nothing that was made here is left'])
    await expect(runComputeConformance(memoryOptions(), ['no such case'])).rejects.toThrow('no case is named')
  })

  it('fails every case of an area whose driver cannot be made', async () => {
    const driver = () => Promise.reject(new Error('no region'))
    const results = await runComputeConformance({ driver }, ['locations'])
    expect(results.map(({ status, error }) => [status, error])).toEqual(
      Array(2).fill(['failed', 'no region']),
    )
  })
})

/** A list that has one page. */
function whole<T>(list: Listing<T>): Listing<T> {
  return listing(onePage(() => list.toArray()))
}

function reasons(results: readonly CaseResult[]): (string | undefined)[] {
  return results.filter(({ status }) => status === 'skipped').map(({ reason }) => reason)
}
