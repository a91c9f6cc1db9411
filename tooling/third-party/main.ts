// Goes through the driver guide as its reader would: outside the repository, with an empty home, from packed packages alone, on a registry of
// its own. A driver is generated, gains an ability, passes conformance, is published, installed, and used by import and by name.
// Needs the build. Usage: node tooling/third-party/main.ts
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startRegistry } from '@tooling/release/registry'
import { checkLayout, layouts } from './src/check-layouts.ts'
import { checkTypes } from './src/check-types.ts'
import { followGuide } from './src/follow-guide.ts'
import { publishPackages } from './src/publish-packages.ts'
import { readGuide } from './src/read-guide.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** All that a new driver is made with. */
const packages = ['core', 'ssh', 'emulators', 'conformance', 'create-driver']

const place = mkdtempSync(join(tmpdir(), 'cloud-third-party-'))
const registry = await startRegistry()
try {
  const [home, folder] = [join(place, 'home'), join(place, 'work')]
  for (const made of [home, folder]) mkdirSync(made)
  registry.use(home)
  const author = { GIT_AUTHOR_NAME: 'reader', GIT_AUTHOR_EMAIL: 'reader@example.com' }
  const committer = { GIT_COMMITTER_NAME: 'reader', GIT_COMMITTER_EMAIL: 'reader@example.com' }
  const env = { PATH: process.env.PATH, HOME: home, CI: 'true', DO_NOT_TRACK: '1', ...author, ...committer }
  publishPackages(
    packages.map((name) => join(root, 'packages', name)),
    { folder: place, env },
  )
  console.log(`published ${packages.join(', ')} to a registry on loopback`)
  const guide = readGuide(readFileSync(join(root, 'docs/pages/guide/drivers.md'), 'utf8'))
  await followGuide(guide, { folder, env, log: (line) => console.log(`  ${line}`) })
  const using = { folder: place, env, packageName: 'cloud-driver-acme', name: 'acme' }
  for (const layout of layouts(registry.url)) {
    checkLayout(layout, using)
    console.log(`  getDriver('acme') finds it under ${layout.name}`)
  }
  checkTypes(join(folder, 'shop'))
  console.log('a driver from outside is made, published, and used by import and by name')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await registry.stop()
  rmSync(place, { recursive: true, force: true })
}
