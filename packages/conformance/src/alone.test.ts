import { describe, expect, it } from 'vitest'
import {
  type CaseResult,
  computeCases,
  loadBalancersCases,
  runComputeConformance,
  runLoadBalancersConformance,
  runStorageConformance,
  storageCases,
} from './run.ts'
import { memoryOptions } from './testing/memory-driver.ts'
import { memoryBalancersOptions } from './testing/memory-load-balancers.ts'
import { memoryStorageOptions } from './testing/memory-storage.ts'

describe('A case', () => {
  it('of compute needs no other case before it, and leaves nothing', async () => {
    const run = (title: string) => runComputeConformance(memoryOptions(), [title])
    expect(await failedAlone(computeCases, run)).toEqual([])
  }, 60_000)

  it('of load balancers needs no other case before it, and leaves nothing', async () => {
    const run = (title: string) => runLoadBalancersConformance(memoryBalancersOptions(), [title])
    expect(await failedAlone(loadBalancersCases, run)).toEqual([])
  }, 60_000)

  it('of storage needs no other case before it, and leaves nothing', async () => {
    const run = (title: string) => runStorageConformance(memoryStorageOptions(), [title])
    expect(await failedAlone(storageCases, run)).toEqual([])
  }, 60_000)
})

async function failedAlone(
  cases: readonly { readonly title: string }[],
  run: (title: string) => Promise<readonly CaseResult[]>,
): Promise<string[]> {
  const left = cases.map(({ title }) => title)
  const failed: string[] = []
  const work = async () => {
    for (let title = left.shift(); title !== undefined; title = left.shift()) {
      const results = await run(title)
      for (const { status, error } of results) if (status === 'failed') failed.push(`${title}: ${error}`)
    }
  }
  await Promise.all(Array.from({ length: 16 }, work))
  return failed
}
