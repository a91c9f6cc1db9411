import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Application, type ProjectReflection } from 'typedoc'
import { load } from 'typedoc-plugin-markdown'
import { fromDocs, fromRoot } from './places.ts'

interface Entry {
  /** As it is imported, without `@cloud/`: `core/storage`. */
  readonly name: string
  readonly file: string
}

function entries(): readonly Entry[] {
  return readdirSync(fromRoot('packages')).flatMap((folder) => {
    const { exports } = JSON.parse(readFileSync(fromRoot(`packages/${folder}/package.json`), 'utf8')) as {
      readonly exports: Readonly<Record<string, string | { readonly '@cloud/source'?: string }>>
    }
    return Object.entries(exports).flatMap(([path, to]) =>
      typeof to === 'string' || to['@cloud/source'] === undefined
        ? []
        : [{ name: join(folder, path), file: fromRoot(join('packages', folder, to['@cloud/source'])) }],
    )
  })
}

/** TypeDoc names a module by its file, `core/src/storage`; a page is named by what stands behind `import`. */
function rename(project: ProjectReflection, known: readonly Entry[]): void {
  for (const module of project.children ?? []) {
    const name = module.name.replace(/\/src(\/index)?/, '')
    const entry = known.find((one) => one.name === name)
    if (!entry) throw new Error(`TypeDoc has a module ${name} that no package exports`)
    module.name = pageName(entry)
  }
}

/** A name without a folder, so that `core/storage` is not taken for something within `core`. */
const pageName = ({ name }: Entry) => name.replace('/', '-')

/** Options of the plugin, which TypeDoc does not know. */
const inMarkdown = (known: readonly Entry[]): object => ({
  router: 'module',
  entryFileName: 'index',
  hideBreadcrumbs: true,
  hidePageHeader: true,
  useCodeBlocks: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  tableColumnSettings: { hideModifiers: true, hideInherited: true, hideSources: true },
  pageTitleTemplates: {
    module: ({ name }: { readonly name: string }) =>
      `@cloud/${known.find((entry) => pageName(entry) === name)?.name}`,
  },
})

/** Writes the reference: a page for each entry of each package. */
export async function writeApi(): Promise<void> {
  const known = entries()
  const app = await Application.bootstrapWithPlugins({
    name: 'Reference',
    entryPoints: known.map(({ file }) => file),
    plugin: [load],
    tsconfig: fromRoot('tooling/tsconfig/packages.json'),
    // The compiler has its own check.
    skipErrorChecking: true,
    readme: 'none',
    out: fromDocs('pages/api'),
    disableSources: true,
    excludeInternal: true,
    excludePrivate: true,
    excludeExternals: true,
    logLevel: 'Warn',
    ...inMarkdown(known),
  })
  const project = await app.convert()
  if (!project) throw new Error('TypeDoc could not read the packages')
  rename(project, known)
  await app.generateOutputs(project)
  if (app.logger.hasErrors()) throw new Error('TypeDoc could not write the reference')
}
