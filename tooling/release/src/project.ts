import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from '@tooling/check/run'
import { run } from './run.ts'

const programs = fileURLToPath(new URL('../programs', import.meta.url))

export type Manager = 'npm' | 'pnpm'

/** What a stranger starts from: an empty folder and a manifest. */
export function emptyProject(folder: string, manager: Manager, useRegistry: (folder: string) => void): void {
  mkdirSync(folder, { recursive: true })
  useRegistry(folder)
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'project', private: true, type: 'module' }),
  )
  // What has just been published is not yet as old as pnpm would have it.
  if (manager === 'pnpm') writeFileSync(join(folder, 'pnpm-workspace.yaml'), 'minimumReleaseAge: 0\n')
}

export function install(folder: string, manager: Manager, names: readonly string[]): void {
  if (manager === 'npm')
    run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...names], folder)
  else run('pnpm', ['add', '--reporter=silent', ...names], folder)
}

export function update(folder: string, manager: Manager, name: string): void {
  if (manager === 'npm') run('npm', ['update', '--no-audit', '--no-fund', '--loglevel=error', name], folder)
  else run('pnpm', ['update', '--reporter=silent', name], folder)
}

/** The version of a package that a project itself has. */
export function versionIn(folder: string, name: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'))
  return version
}

/** Where Node.js finds a package from a folder. */
function find(from: string, name: string): string {
  const place = join(from, 'node_modules', name)
  if (existsSync(place)) return realpathSync(place)
  if (dirname(from) === from) throw new Error(`${name} is not installed`)
  return find(dirname(from), name)
}

/** How many copies of core a project and what is installed in it load. */
export const coresOf = (folder: string, names: readonly string[]): number =>
  new Set([folder, ...names.map((name) => find(folder, name))].map((place) => find(place, '@cloud/core')))
    .size

/** What a package asks of core. */
export function peerRangeIn(folder: string, name: string): string {
  const manifest = JSON.parse(readFileSync(join(find(folder, name), 'package.json'), 'utf8'))
  return manifest.peerDependencies['@cloud/core']
}

const settings = {
  nodenext: { module: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
}

/** Uses what is installed: under `import` as compiled with each of the ways to resolve, and under `require`. */
export function use(folder: string): void {
  for (const program of ['imported.ts', 'required.cjs'])
    cpSync(join(programs, program), join(folder, program))
  for (const [name, setting] of Object.entries(settings)) {
    const options = {
      ...setting,
      target: 'es2024',
      strict: true,
      types: ['node'],
      outDir: name,
      rootDir: '.',
    }
    writeFileSync(
      join(folder, `${name}.json`),
      JSON.stringify({ compilerOptions: options, files: ['imported.ts'] }),
    )
    run('npx', ['tsc', '--project', `${name}.json`], folder)
    const said = run('node', [join(name, 'imported.js')], folder)
    expect(said.trim() === 'running Linux true true', `compiled with ${name} and run under import it deploys`)
  }
  const said = run('node', ['required.cjs'], folder)
  expect(said.trim() === 'true 2', 'required, it is the same module as imported')
}
