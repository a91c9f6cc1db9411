// A release, rehearsed: versions and changelogs from the changesets, everything published to a registry on loopback, installed from it into
// empty projects, and used there. Then a second release, of core alone. The work tree stays as it is. Needs the build.
// Usage: node tooling/release/src/rehearsal.ts
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from '@tooling/check/run'
import { type Copy, copyOf } from './copy.ts'
import {
  coresOf,
  emptyProject,
  install,
  type Manager,
  peerRangeIn,
  update,
  use,
  versionIn,
} from './project.ts'
import { type Registry, startRegistry } from './registry.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const managers: readonly Manager[] = ['npm', 'pnpm']
const wanted = ['@cloud/core', '@cloud/ec2', '@cloud/s3', '@cloud/ssh', '@cloud/emulators']
/** Those that have core as their peer. */
const drivers = ['@cloud/ec2', '@cloud/s3', '@cloud/ssh']
const tools = ['typescript', '@types/node']

function firstRelease(copy: Copy): void {
  console.log('the first release')
  copy.version()
  for (const [name, version] of copy.versions()) console.log(`  ${name} ${version}`)
  const left = [...copy.versions()].filter(([, version]) => version === '0.0.0').map(([name]) => name)
  expect(left.length === 0, `each package is named by a changeset${left.length > 0 ? `: not ${left}` : ''}`)
  const published = copy.publish()
  expect(published.length === copy.versions().size, `${published.length} packages are published`)
}

function installAndUse(registry: Registry, folder: string, manager: Manager): void {
  console.log(`installed with ${manager}`)
  emptyProject(folder, manager, registry.use)
  install(folder, manager, [...wanted, ...tools])
  for (const name of wanted) console.log(`  ${name} ${versionIn(folder, name)}`)
  expect(coresOf(folder, drivers) === 1, 'there is one core')
  const ranges = [...new Set(drivers.map((name) => peerRangeIn(folder, name)))]
  expect(ranges.join() === '>=0.0.0 <2', `drivers take any core ${ranges}`)
  use(folder)
}

/** A change of core that its drivers need not hear of. */
function releaseOfCore(copy: Copy, projects: ReadonlyMap<Manager, string>): void {
  console.log('a second release: a patch of core')
  copy.change('@cloud/core', 'patch', 'Something was mended.')
  const risen = copy.version()
  for (const [name, version] of risen) console.log(`  ${name} ${version}`)
  expect([...risen.keys()].join() === '@cloud/core', 'no other package rises')
  const [published, ...others] = copy.publish()
  const version = risen.get('@cloud/core') ?? ''
  expect(published === `@cloud/core@${version}` && others.length === 0, 'core alone is published')

  for (const [manager, folder] of projects) {
    const before = versionIn(folder, '@cloud/ec2')
    update(folder, manager, '@cloud/core')
    const same = versionIn(folder, '@cloud/ec2') === before
    expect(same && versionIn(folder, '@cloud/core') === version, `${manager} updates core, and no driver`)
    expect(coresOf(folder, drivers) === 1, `${manager} leaves one core, which the drivers use too`)
  }
}

/** Nor do they rise with what core gains. */
function nextOfCore(copy: Copy): void {
  copy.change('@cloud/core', 'minor', 'There is something new.')
  copy.change('@cloud/gce', 'patch', 'Something was mended.')
  const risen = [...copy.version()].map(([name, version]) => `${name} ${version}`)
  expect(risen.length === 2, `of a minor of core and a patch of a driver these rise: ${risen.join(', ')}`)
}

const folder = mkdtempSync(join(tmpdir(), 'cloud-release-'))
const registry = await startRegistry()
try {
  const copy = copyOf(root, join(folder, 'repository'), registry.use)
  firstRelease(copy)
  const projects = new Map(managers.map((manager) => [manager, join(folder, manager)] as const))
  for (const [manager, project] of projects) installAndUse(registry, project, manager)
  releaseOfCore(copy, projects)
  nextOfCore(copy)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await registry.stop()
  rmSync(folder, { recursive: true, force: true })
}
