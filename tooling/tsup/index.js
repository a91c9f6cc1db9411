import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { defineConfig } from 'tsup'

/**
 * One preset for every package. The entries are the package's own exports (subpath X is src/X.ts), and every `*-worker.ts`,
 * which is started by its file name and so is no export.
 */
const { exports, bin } = JSON.parse(readFileSync('package.json', 'utf8'))
const exported = Object.values(exports)
  .map((target) => target['@cloud/source'])
  .filter(Boolean)
const programs = Object.values(bin ?? {}).map((file) => file.replace(/^(\.\/)?dist\/(.*)\.js$/, 'src/$2.ts'))
const workers = readdirSync('src', { recursive: true })
  .filter((file) => /-(worker|program)\.ts$/.test(file))
  .map((file) => `src/${file}`)
/**
 * A driver's parts, the modules that its index names, become files of their own: a bundler then drops the parts that a program does not
 * use whole, with the shapes that they make when they are loaded, which not every bundler can tell to be without effects.
 */
const services = ['compute', 'storage', 'load-balancers'].filter(
  // What a package exports under that name is no part of a driver.
  (name) => existsSync(`src/${name}.ts`) && !exported.includes(`./src/${name}.ts`),
)
const index = services.length > 0 ? readFileSync('src/index.ts', 'utf8') : ''
const parts = [...index.matchAll(/^export \{[^}]*\} from '\.\/([^']+)\.ts'$/gm)].map(
  ([, name]) => `src/${name}.ts`,
)

const entry = Object.fromEntries(
  [...new Set([...exported, ...programs, ...workers, ...parts])].map((file) => {
    const source = file.replace(/^\.\//, '')
    if (!existsSync(source)) throw new Error(`${source} is named in package.json and does not exist`)
    return [source.replace(/^src\//, '').replace(/\.ts$/, ''), source]
  }),
)

export default defineConfig({
  entry,
  format: 'esm',
  target: 'node22',
  platform: 'node',
  dts: { entry: exported },
  splitting: true,
  sourcemap: true,
  // The sources are in each package: its maps lead to them, and hold no copy.
  esbuildOptions: (options) => {
    options.sourcesContent = false
  },
  clean: true,
  silent: true,
  // Bundlers and other run times know what is of Node.js by the prefix.
  removeNodeProtocol: false,
})
