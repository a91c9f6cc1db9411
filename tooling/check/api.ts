// Writes what each package offers into its api.md, which is reviewed like code: whoever changes the surface of a package sees so, and so does
// whoever reads the change. With `--check` it writes nothing, and exits 1 where the surface is not what the file says. Needs the build.
// Usage: node tooling/check/api.ts [--check]
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Surface, surfacesOf } from './api-surface.ts'

const packages = fileURLToPath(new URL('../../packages', import.meta.url))
const checking = process.argv.includes('--check')

interface Manifest {
  readonly name: string
  readonly exports?: Readonly<Record<string, string | { readonly types?: string }>>
}

/** The declaration files of a package's entries, by the names under which they are imported. */
function entriesOf(folder: string): readonly (readonly [name: string, file: string])[] {
  const { name, exports = {} } = JSON.parse(
    readFileSync(join(packages, folder, 'package.json'), 'utf8'),
  ) as Manifest
  return Object.entries(exports).flatMap(([path, to]) =>
    typeof to === 'object' && to.types ? [[join(name, path), join(packages, folder, to.types)] as const] : [],
  )
}

const code = (lines: readonly string[]) => `\`\`\`ts\n${lines.join('\n\n')}\n\`\`\``

function section(name: string, { exported, within }: Surface): string {
  const parts = [`## ${name}`, code(exported)]
  if (within.length > 0) parts.push('What is not exported, and part of what is:', code(within))
  return parts.join('\n\n')
}

const all = readdirSync(packages).map((folder) => ({ folder, entries: entriesOf(folder) }))
const surfaces = surfacesOf(all.flatMap(({ entries }) => entries.map(([, file]) => file)))

for (const { folder, entries } of all) {
  const parts = entries.map(([name, file]) =>
    section(name, surfaces.get(file) ?? { exported: [], within: [] }),
  )
  const about = `What this package offers. Made of its types by \`node tooling/check/api.ts\`: a change here is a change that users see.`
  const text = [`# @cloud/${folder}`, about, ...parts].join('\n\n').concat('\n')
  const path = join(packages, folder, 'api.md')
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
  if (!checking) writeFileSync(path, text)
  else {
    console.error(`packages/${folder}/api.md is not what the package offers. Run: node tooling/check/api.ts`)
    process.exitCode = 1
  }
}
