/**
 * Writes into the packages' READMEs what stands for each method of Libcloud's drivers: `node --conditions=@cloud/source
 * tooling/check/libcloud-table.ts`. With `--check` it writes nothing and exits 1 where a README is not what the comparisons say.
 * Either way it fails for a name that the made driver, its package or `@cloud/core` does not have, and for an option that its types do not have.
 *
 * A driver joins by one file, `libcloud/tables/NAME.ts`, that exports a `ComparisonOf<'compute'>` (or of another factory) as
 * `comparison`; its type wants a line for each method that all such drivers have. In its README two lines say where the table goes:
 *
 *     <!-- libcloud: NAME -->
 *     <!-- /libcloud -->
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Comparison } from './libcloud/counterpart.ts'
import { unknownNames } from './libcloud/names.ts'
import { unknownOptions } from './libcloud/options.ts'
import { render } from './libcloud/render.ts'
import { between } from './markdown.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const packages = here('../../packages')
const checking = process.argv.includes('--check')

async function problemsOf(file: string): Promise<readonly string[]> {
  const { comparison }: { readonly comparison: Comparison } = await import(`./libcloud/tables/${file}`)
  const unknown = await unknownNames(packages, comparison)
  const problems = [...unknown, ...unknownOptions(packages, comparison)]
  const path = join(packages, comparison.package, 'README.md')
  const readme = readFileSync(path, 'utf8')
  const written = between(readme, `libcloud: ${basename(file, '.ts')}`, 'libcloud', render(comparison))
  if (written === readme) return problems
  if (!checking && problems.length === 0) writeFileSync(path, written)
  return checking
    ? [
        ...problems,
        'The README is stale. Run: node --conditions=@cloud/source tooling/check/libcloud-table.ts',
      ]
    : problems
}

for (const file of readdirSync(here('libcloud/tables'))) {
  for (const problem of await problemsOf(file)) {
    console.error(`${file}: ${problem}`)
    process.exitCode = 1
  }
}
