import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkBudgets } from './budgets.ts'
import { checkInstalledSize } from './installed-size.ts'
import { expect, run } from './run.ts'

const programs = join(dirname(fileURLToPath(import.meta.url)), 'programs')

/** Installs the tarballs with npm into an empty project and runs programs in it. Returns the project's folder. */
export function checkInstalled(project: string, tarballs: Readonly<Record<string, string>>): string {
  mkdirSync(project)
  const dependencies = Object.fromEntries(
    Object.entries(tarballs).map(([name, file]) => [name, `file:${file}`]),
  )
  const { '@cloud/conformance': _suite, ...installed } = dependencies
  const manifest = { name: 'project', private: true, dependencies: installed, overrides: installed }
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest))
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], project)
  console.log('installed into an empty project')
  checkInstalledSize(project, join(programs, '../../../packages/emulators/README.md'))
  checkBudgets(project)
  for (const program of ['imported.mjs', 'required.cjs', 'main-job.mjs', 'machine.mjs']) {
    writeFileSync(join(project, program), readFileSync(join(programs, program)))
    expect(run('node', [program], project).trimEnd().endsWith('ok'), `${program} runs there`)
  }
  return project
}
