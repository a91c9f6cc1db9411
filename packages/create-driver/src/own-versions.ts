import { readFileSync } from 'node:fs'
import type { VersionOf } from './manifest.ts'

const manifest = new URL('../package.json', import.meta.url)

/**
 * The versions that this package was published with, of the packages that it was tried with. Throws in the repository, whose packages are
 * not published.
 */
export const ownVersions: VersionOf = (name) => {
  const { devDependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>
  }
  const version = devDependencies[name]
  if (version === undefined) throw new Error(`${name} is none of the packages that drivers are written with`)
  if (/^\d/.test(version)) return `^${version}`
  if (!version.includes(':')) return version
  throw new TypeError(
    'Here packages have no versions yet: run it as npm create @cloud/driver, or as pnpm new-driver for a package of this repository',
  )
}
