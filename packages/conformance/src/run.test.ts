import { describe, expect, it } from 'vitest'
import { abilityNames } from './abilities.ts'
import { type CaseResult, computeCases, runComputeConformance } from './run.ts'
import { brokenDrivers } from './testing/broken/index.ts'
import { refusingDriver, silentDriver } from './testing/idle-drivers.ts'
import { memoryOptions } from './testing/memory-driver.ts'

describe('the cases', () => {
  it('have titles that are unique, since a skip names a case by its title', () => {
    const titles = computeCases.map(({ title }) => title)
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([])
  })

  it('each fail on a driver that does nothing, on one that refuses everything or on a broken one', async () => {
    const idle = {
      requests: () => 0,
      slow: () => {},
      secrets: () => [],
      timeoutMs: 400,
      pageSize: 2,
      abilities: abilityNames,
    }
    const runs = await Promise.all(
      [silentDriver, refusingDriver].map((driver) =>
        runComputeConformance({ ...idle, driver, wrongCredentials: driver }),
      ),
    )
    const failed = new Set(runs.flat().flatMap(({ title, status }) => (status === 'failed' ? [title] : [])))
    const proved = new Set(brokenDrivers.flatMap(({ fails }) => fails))
    const passed = computeCases.filter(({ title }) => !failed.has(title) && !proved.has(title))
    expect(passed.map(({ title }) => title)).toEqual([])
  }, 60_000)
})

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
    await expect(skipping({ 'Two nodes may have the same name': ' ' })).rejects.toThrow('has no reason')
  })

  it('fails every case of an area whose driver cannot be made', async () => {
    const driver = () => Promise.reject(new Error('no region'))
    const results = await runComputeConformance({ driver }, ['locations'])
    expect(results.map(({ status, error }) => [status, error])).toEqual(
      Array(2).fill(['failed', 'no region']),
    )
  })
})

function reasons(results: readonly CaseResult[]): (string | undefined)[] {
  return results.filter(({ status }) => status === 'skipped').map(({ reason }) => reason)
}
