import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Comparison, listOf } from './counterpart.ts'

/** Every counterpart of a comparison, with Libcloud's name for it. */
export function entriesOf({ methods, extensions, arguments: given = {} }: Comparison) {
  return Object.entries({ ...methods, ...extensions, ...given }).flatMap(([theirs, ours]) =>
    listOf(ours).map((counterpart) => ({ theirs, counterpart })),
  )
}

/** Names that a comparison has and the made driver, its package or `@cloud/core` has not. */
export async function unknownNames(packages: string, comparison: Comparison): Promise<readonly string[]> {
  const own = await load(packages, comparison.package)
  const core = await load(packages, 'core')
  const factory = own[comparison.factory]
  if (typeof factory !== 'function') return [`@cloud/${comparison.package} has no ${comparison.factory}`]
  const driver: object = factory(comparison.options)
  return entriesOf(comparison).flatMap(({ theirs, counterpart }) => {
    const { kind } = counterpart
    if (kind === 'none' || kind === 'option') return []
    const where = { member: driver, own, core }[kind]
    if (typeof Reflect.get(where, counterpart.name) === 'function') return []
    return [`${theirs}: there is no ${kind} function ${counterpart.name}`]
  })
}

/** A package's source: what is not built cannot be stale. */
async function load(packages: string, name: string): Promise<Readonly<Record<string, unknown>>> {
  const folder = join(packages, name)
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return import(pathToFileURL(join(folder, exports['.']['@cloud/source'])).href)
}
