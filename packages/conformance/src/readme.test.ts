import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { computeCases, loadBalancersCases, storageCases } from './run.ts'
import { brokenDrivers } from './testing/broken/index.ts'
import { brokenLoadBalancers } from './testing/broken/load-balancers.ts'
import { brokenStorage } from './testing/broken/storage.ts'
import { memoryOptions } from './testing/memory-driver.ts'
import { memoryBalancersOptions } from './testing/memory-load-balancers.ts'
import { memoryStorageOptions } from './testing/memory-storage.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const broken = [...brokenDrivers, ...brokenLoadBalancers, ...brokenStorage]
const tables = readme
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
const tenAt = tables.findIndex(([, head]) => head === 'A driver that')
const ten = tables.slice(tenAt + 2).map(([, mistake = '', title = '']) => ({ mistake, title }))

describe('The README', () => {
  it.each(ten)('names a driver that $mistake, and a case that it fails', ({ mistake, title }) => {
    const found = broken.filter((one) => one.mistake === mistake)
    expect(found.flatMap(({ fails }) => fails)).toContain(title)
  })

  it('names ten of them, of more than it says there are', () => {
    expect(new Set(ten.map(({ mistake }) => mistake)).size).toBe(10)
    expect(broken.length).toBeGreaterThan(Number(/More than (\d+) drivers/.exec(readme)?.[1]))
  })

  it('tells of every area and of every option that the suites are run with here', () => {
    const areas = [...computeCases, ...loadBalancersCases, ...storageCases].map(({ area }) => area)
    const told = tables.flatMap(([, first = '']) => first.split(', ').map((one) => one.replaceAll('`', '')))
    expect(told).toEqual(expect.arrayContaining([...new Set(areas)]))
    const given = [memoryOptions(), memoryBalancersOptions(), memoryStorageOptions()]
    const options = given.flatMap((one) => Object.keys(one))
    expect(told).toEqual(expect.arrayContaining([...new Set(options)]))
  })
})
