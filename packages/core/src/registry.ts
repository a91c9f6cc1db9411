import { createRequire, isBuiltin } from 'node:module'
import { isAbsolute, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Compute } from './contract/compute.ts'
import type { Storage } from './contract/storage.ts'
import { CloudError, invalid } from './errors.ts'

/**
 * The drivers by name. Each driver package adds itself:
 * `declare module '@cloud/core/registry' { interface Drivers { ec2: typeof import('@cloud/ec2') } }`.
 */
export interface Drivers {}

/** What every driver's package may export; a package that a program does not name in its types is known as this. */
export interface DriverPackage {
  readonly compute?: (options: never) => Compute
  readonly storage?: (options: never) => Storage
}

/**
 * Loads a driver by its name, for programs that read it from a configuration: `ec2` is `@cloud/ec2`, else `cloud-driver-ec2`; a
 * package's whole name works too. It is looked for from `from`, a file or its URL, in the user's own project: the current folder unless
 * given. `not-found` where none of these is installed, `invalid` for a name that no package can have.
 *
 * Programs that know their cloud import its package: only that way do bundles leave out the others.
 */
export function getDriver<K extends keyof Drivers>(name: K, from?: string | URL): Promise<Drivers[K]>
export function getDriver(name: string, from?: string | URL): Promise<DriverPackage>
export async function getDriver(
  name: string,
  from: string | URL = join(process.cwd(), 'package.json'),
): Promise<unknown> {
  const require = createRequire(asPath(from))
  const packages = packagesOf(name)
  for (const each of packages) {
    const path = resolve(require, each)
    if (path !== undefined) return import(pathToFileURL(path).href)
  }
  throw new CloudError(`There is no driver named ${name}: none of ${packages.join(', ')} is installed`, {
    code: 'not-found',
    hint: `npm install ${packages.slice(0, 2).join(', or of another publisher ')}`,
  })
}

const packageName = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/

function packagesOf(name: string): readonly string[] {
  if (typeof name !== 'string' || !packageName.test(name))
    throw invalid(`${JSON.stringify(name)} is no name of a driver`, "such as 'ec2'")
  return name.startsWith('@') ? [name] : [`@cloud/${name}`, `cloud-driver-${name}`, name]
}

function resolve(require: NodeJS.Require, name: string): string | undefined {
  try {
    return isBuiltin(name) ? undefined : require.resolve(name)
  } catch (error) {
    const code: unknown = error instanceof Error && Reflect.get(error, 'code')
    if (code === 'MODULE_NOT_FOUND') return undefined
    if (code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') {
      throw invalid(`The package ${name} cannot be found by its name`, 'its exports need a default condition')
    }
    throw error
  }
}

function asPath(from: string | URL): string {
  const file = from instanceof URL ? from : URL.parse(from)
  if (file?.protocol === 'file:' && file.host === '') return fileURLToPath(file)
  if (typeof from === 'string' && isAbsolute(from)) return from
  throw invalid(`${from} is no place to look from`, 'an absolute path, or a file: URL')
}
