// Checks the packages as strangers get them: their manifests and types, packed, installed into an empty project, run there, and bundled.
// Needs the build. Usage: node tooling/check/packages.ts
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkBundles } from './bundles.ts'
import { checkInstalled } from './installed.ts'
import { run } from './run.ts'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../..')
const packages = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name))
const folder = mkdtempSync(join(tmpdir(), 'cloud-packages-'))

try {
  const tarballs: Record<string, string> = {}
  for (const path of packages) {
    const { name } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as { name: string }
    console.log(name)
    tarballs[name] = pack(path)
    run('pnpm', ['exec', 'publint', '--strict', tarballs[name]], here)
    run('pnpm', ['exec', 'attw', tarballs[name], '--profile', 'esm-only'], here)
    console.log('  has a manifest and types that publint and attw accept')
  }
  const project = checkInstalled(join(folder, 'project'), tarballs)
  await checkBundles(project)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** What `prepack` would build again has just been built. */
function pack(path: string): string {
  const options = ['--json', '--config.ignore-scripts=true', '--pack-destination', folder]
  const packed = JSON.parse(run('pnpm', ['pack', ...options], path)) as { filename: string }
  return packed.filename
}
