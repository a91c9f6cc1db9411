import { describe, expect, it } from 'vitest'
import { conformanceReport, reportMarkdown } from './report.ts'
import { type CaseResult, runComputeConformance, runStorageConformance } from './run.ts'
import { memoryOptions } from './testing/memory-driver.ts'
import { memoryStorageOptions } from './testing/memory-storage.ts'

/** The cases of three areas, on a driver without a console whose nodes cannot be stopped. */
function results(): Promise<readonly CaseResult[]> {
  const options = memoryOptions(({ getConsoleOutput: _, ...driver }) => ({
    ...driver,
    stopNode: () => Promise.reject(new Error('the button | is stuck')),
  }))
  return runComputeConformance(options, ['sizes', 'power', 'console'])
}

describe('conformanceReport', () => {
  it('counts by ability, the contract first, and tells an ability that is not there from one that fails', async () => {
    const report = conformanceReport('memory', await results())
    expect(report).toMatchObject({ driver: 'memory', contract: 'Compute' })
    expect(report.abilities.map(({ ability, status }) => [ability, status])).toEqual([
      ['Compute', 'passed'],
      ['Power', 'failed'],
      ['Console', 'absent'],
    ])
    const [compute, power, console] = report.abilities
    expect(compute).toMatchObject({ passed: 4, failed: 0, skipped: 0 })
    expect(power?.failed).toBeGreaterThan(1)
    expect(console).toMatchObject({ passed: 0, failed: 0, skipped: 3 })
  })

  it('tells what became of each sentence, and nothing that differs between two runs', async () => {
    const [compute, power] = conformanceReport('memory', await results()).abilities
    expect(compute?.sentences.at(-1)).toEqual({
      area: 'sizes',
      title: 'Nothing that was made here is left',
      status: 'passed',
    })
    const failed = power?.sentences.find(({ status }) => status === 'failed')
    expect(failed?.error).toContain('the button | is stuck')
  })

  it('is of one suite, and of results', async () => {
    const storage = await runStorageConformance(memoryStorageOptions(), ['portability'])
    expect(conformanceReport('memory', storage)).toMatchObject({
      contract: 'Storage',
      abilities: [{ ability: 'Storage' }],
    })
    expect(() => conformanceReport('memory', [...storage, ...storage.slice(0, 1)].map(asCompute))).toThrow(
      'one suite',
    )
    expect(() => conformanceReport('memory', [])).toThrow('one suite')
  })
})

const asCompute = (result: CaseResult, at: number): CaseResult =>
  at === 0 ? { ...result, contract: 'Compute' } : result

describe('reportMarkdown', () => {
  it('has a row for each ability, and the sentences that failed with what the driver did', async () => {
    const markdown = reportMarkdown([conformanceReport('mem*ory', await results())])
    expect(markdown).toContain('## mem\\*ory: Compute')
    expect(markdown).toContain('| Compute | passed | 4 | 0 | 0 |')
    expect(markdown).toContain('| Console | not offered |  |  |  |')
    expect(markdown).toMatch(
      /### Failed\n\n\| Area \| Sentence .*\n.*\n\| power \| .*the button \\\| is stuck/,
    )
    expect(markdown).toContain('- passed: Nothing that was made here is left (sizes)')
  })

  it('tells skipped sentences with their reasons', async () => {
    const options = { ...memoryOptions(), requests: undefined }
    const markdown = reportMarkdown([
      conformanceReport('memory', await runComputeConformance(options, ['lazy'])),
    ])
    expect(markdown).toMatch(
      /### Skipped\n\n.*\n.*\n\| lazy \| .* \| the suite was not given \\`requests\\` \|/,
    )
    expect(markdown).toContain('| Compute | passed | 1 |')
  })
})
