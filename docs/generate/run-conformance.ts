// Runs the conformance suites of each driver on the embedded clouds, and keeps what they showed in `reports/`, which the pages of the clouds tell.
// Usage: node generate/run-conformance.ts [PACKAGE ...]
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { ConformanceReport } from '@cloud/conformance/report'
import { clouds } from './catalogue.ts'
import { fromDocs, fromRoot } from './places.ts'
import type { Report } from './reports.ts'

const asked = process.argv.slice(2)
const names = asked.length > 0 ? asked : clouds.map(({ name }) => name)

const short = ({ driver, contract, abilities }: ConformanceReport): Report => ({
  driver,
  contract,
  abilities: abilities.map(({ ability, status, passed, failed, skipped, sentences }) => ({
    ...{ ability, status, passed, failed, skipped },
    reasons: [
      ...new Set(sentences.flatMap(({ reason }) => (status === 'absent' || !reason ? [] : [reason]))),
    ],
  })),
})

for (const name of names) {
  const folder = fromRoot(`packages/${name}`)
  const { devDependencies } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  // What creates nothing, as machines that exist already, has no suite.
  if (!devDependencies?.['@cloud/conformance']) continue
  const args = ['--config', '../../tooling/vitest/config.ts', 'conformance']
  const { status, stdout, stderr } = spawnSync(
    'pnpm',
    ['exec', 'vitest', 'run', ...args, '--reporter=@cloud/conformance/reporter'],
    { cwd: folder, encoding: 'utf8', timeout: 600_000 },
  )
  const file = `${folder}/conformance.json`
  if (status !== 0) throw new Error(`The suites of ${name} ended with ${status}\n${stdout}${stderr}`)
  const reports = JSON.parse(readFileSync(file, 'utf8')) as readonly ConformanceReport[]
  for (const made of [file, `${folder}/conformance.md`]) rmSync(made)
  mkdirSync(fromDocs('reports'), { recursive: true })
  writeFileSync(fromDocs(`reports/${name}.json`), `${JSON.stringify(reports.map(short), undefined, 2)}\n`)
}
