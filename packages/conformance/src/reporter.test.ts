import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ConformanceReport } from './report.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
let folder = ''

const program = `
import { computeConformance } from '${here}index.ts'
import { memoryOptions } from '${here}testing/memory-driver.ts'

computeConformance({
  ...memoryOptions(({ getConsoleOutput, listHostKeys, ...driver }) => ({ ...driver, rebootNode: async () => {} })),
  name: 'acme',
  abilities: ['Power', 'KeyPairs', 'Resize', 'NodeBatches', 'Volumes', 'Snapshots', 'Images', 'Firewalls', 'Addresses', 'Networks', 'Tags'],
  requests: undefined,
})
computeConformance({ name: 'broken', driver: () => { throw new Error('no region') } })
`

beforeAll(() => {
  // In this package, where the sources find what they import.
  folder = mkdtempSync(join(here, '../.reported-'))
  writeFileSync(join(folder, 'acme.test.ts'), program)
  const config = { test: { reporters: [[join(here, 'reporter.ts'), { folder: 'reports' }]], dir: '.' } }
  const conditions = JSON.stringify(['@cloud/source', 'node', 'import', 'default'])
  const resolve = `{ conditions: ${conditions}, externalConditions: ${conditions} }`
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    `export default { ...${JSON.stringify(config)}, resolve: ${resolve}, ssr: { resolve: ${resolve} } }\n`,
  )
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
  const names = 'sizes|reboot|console|lazy'
  const { status, stderr } = spawnSync(process.execPath, [vitest, 'run', '-t', names], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 50_000,
  })
  if (status !== 1) throw new Error(`vitest ended with ${status}: ${stderr}`)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const written = () =>
  JSON.parse(readFileSync(join(folder, 'reports/conformance.json'), 'utf8')) as readonly ConformanceReport[]

it('tells what ran of each suite, and leaves out what a filter has kept from running', () => {
  const [acme] = written()
  expect(acme).toMatchObject({ driver: 'acme', contract: 'Compute' })
  const areas = new Set(acme?.abilities.flatMap(({ sentences }) => sentences.map(({ area }) => area)))
  expect(areas).toContain('sizes')
  expect(areas).not.toContain('volumes')
})

it('tells each sentence of an ability that is not claimed as skipped, and that sentence that failed', () => {
  const [acme] = written()
  const found = (name: string) => acme?.abilities.find(({ ability }) => ability === name)
  expect(found('Console')).toMatchObject({ status: 'absent', skipped: 3 })
  expect(found('Compute')?.status).toBe('failed')
  const rebooting = found('Compute')?.sentences.filter(({ status }) => status === 'failed')
  expect(rebooting?.map(({ error }) => error)).toEqual(expect.arrayContaining([expect.any(String)]))
})

it('tells why a driver that cannot be made has shown nothing', () => {
  const broken = written().find(({ driver }) => driver === 'broken')
  const errors = broken?.abilities.flatMap(({ sentences }) => sentences.map(({ error }) => error))
  expect(new Set(errors)).toEqual(new Set(['no region']))
})

it('writes the same as Markdown', () => {
  const markdown = readFileSync(join(folder, 'reports/conformance.md'), 'utf8')
  expect(markdown).toContain('## acme: Compute')
  expect(markdown).toContain('| Console | not offered |')
})
