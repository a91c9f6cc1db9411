import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from './run.ts'

/** Bytes of a package alone. */
export const sizeOf = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !inNodeModules(folder, entry.parentPath))
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)

/** What lies in a package's own node_modules are packages of their own. */
const inNodeModules = (folder: string, path: string) => path.slice(folder.length).includes('node_modules')

/** Where Node.js finds a package from a folder, links followed; undefined for an optional one that was not installed. */
function find(from: string, name: string): string | undefined {
  const place = join(from, 'node_modules', name)
  if (existsSync(join(place, 'package.json'))) return realpathSync(place)
  const parent = dirname(from)
  return parent === from ? undefined : find(parent, name)
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** The folders of a package and of all that it brings. */
function closure(folder: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(folder)) return seen
  seen.add(folder)
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Manifest
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const found = find(folder, name)
    if (found) closure(found, seen)
  }
  return seen
}

/** The folders of packages and of all that they bring, as installed in a project. */
export function installedFolders(project: string, names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>()
  for (const name of names) {
    const folder = find(project, name)
    if (!folder) throw new Error(`${name} is not installed in ${project}`)
    closure(folder, seen)
  }
  return seen
}

/** Bytes of a package and all that it brings, as installed in a project. */
export function installedBytes(project: string, name: string): number {
  return [...installedFolders(project, [name])].reduce((sum, one) => sum + sizeOf(one), 0)
}

/** The size that the emulators' README gives, of the package with all it brings, still holds. */
export function checkInstalledSize(project: string, readme: string): void {
  const said = Number(/about (\d+) MB installed/.exec(readFileSync(readme, 'utf8'))?.[1])
  const megabytes = installedBytes(project, '@cloud/emulators') / 1e6
  expect(
    Math.abs(megabytes - said) <= said / 10,
    `@cloud/emulators with what it brings is about ${said} MB installed (${megabytes.toFixed(1)})`,
  )
}
