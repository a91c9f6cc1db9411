import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '@tooling/check/run'

export interface Layout {
  readonly name: string
  /** Files that tell the package manager how to lay out what it installs. */
  readonly files: Readonly<Record<string, string>>
  /** Program and arguments. */
  readonly install: readonly string[]
  readonly node: readonly string[]
}

const yarn1 = ['npx', '--yes', '--loglevel=error', 'yarn@1.22.22']
const yarn4 = ['npx', '--yes', '--loglevel=error', '--package=@yarnpkg/cli-dist@4.18.1', 'yarn']

/** How the package managers lay out a project. What was published a moment ago is young on purpose. */
export function layouts(registry: string): readonly Layout[] {
  const pnpm = (hoist: boolean): Layout => ({
    name: `pnpm${hoist ? '' : ', hoist: false'}`,
    files: { 'pnpm-workspace.yaml': `hoist: ${hoist}\nminimumReleaseAge: 0\n` },
    install: ['pnpm', 'install', '--silent'],
    node: ['node'],
  })
  const berry = (nodeLinker: string): Layout => ({
    name: `yarn 4, ${nodeLinker}`,
    files: {
      'yarn.lock': '',
      '.yarnrc.yml': [
        `nodeLinker: ${nodeLinker}`,
        `npmRegistryServer: '${registry}'`,
        "unsafeHttpWhitelist: ['127.0.0.1']",
        'npmMinimalAgeGate: 0',
        'enableGlobalCache: false',
        'enableTelemetry: false',
        'enableImmutableInstalls: false',
      ].join('\n'),
    },
    install: [...yarn4, 'install'],
    node: [...yarn4, 'node'],
  })
  return [
    { name: 'npm', files: {}, install: ['npm', 'install', '--loglevel=error'], node: ['node'] },
    pnpm(true),
    pnpm(false),
    { name: 'yarn 1', files: {}, install: [...yarn1, 'install', '--silent'], node: ['node'] },
    berry('node-modules'),
    berry('pnp'),
  ]
}

export interface Using {
  /** Where the projects are made. */
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  /** The driver's package, and the name that it is found by. */
  readonly packageName: string
  readonly name: string
}

/** Installs a driver into an empty project of this layout, and finds it by import and by name. Throws where that fails. */
export function checkLayout(layout: Layout, { folder, env, packageName, name }: Using): void {
  const project = join(folder, layout.name.replaceAll(/[^a-z0-9]+/g, '-'))
  mkdirSync(join(project, 'src'), { recursive: true })
  const dependencies = { '@cloud/core': '*', [packageName]: '*' }
  const manifest = { name: 'project', version: '1.0.0', private: true, type: 'module', dependencies }
  const files = { 'package.json': JSON.stringify(manifest), 'src/main.js': program(packageName, name) }
  for (const [path, text] of Object.entries({ ...files, ...layout.files }))
    writeFileSync(join(project, path), text)
  const [manager = '', ...args] = layout.install
  run(manager, args, project, { env })
  const [node = '', ...before] = layout.node
  const printed = run(node, [...before, join('src', 'main.js')], project, { env })
  if (printed.trim() !== 'found') throw new Error(`Under ${layout.name} the driver was not found: ${printed}`)
}

const program = (packageName: string, name: string) => `
import assert from 'node:assert/strict'
import { getDriver } from '@cloud/core/registry'
import * as driver from '${packageName}'

// From the folder that the program runs in, and from a file of the project.
assert.equal(await getDriver('${name}'), driver)
assert.equal(await getDriver('${name}', import.meta.url), driver)
assert.equal(await getDriver('${packageName}'), driver)
await assert.rejects(getDriver('nowhere'), { code: 'not-found' })
console.log('found')
`
