import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
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
 * A driver of many parts is built twice: as one file, which Node.js loads faster than a hundred, and, where its package.json says `module`,
 * by its parts, the modules that its index names, for bundlers, which ask for that. A bundler then drops the parts that a program does not
 * use whole, with the shapes that they make when they are loaded, which not every bundler can tell to be without effects.
 */
const parts = exports['.']?.module
  ? [...readFileSync('src/index.ts', 'utf8').matchAll(/^export \{[^}]*\} from '\.\/([^']+)\.ts'$/gm)].map(
      ([, name]) => `src/${name}.ts`,
    )
  : []

const entries = (files) =>
  Object.fromEntries(
    [...new Set(files)].map((file) => {
      const source = file.replace(/^\.\//, '')
      if (!existsSync(source)) throw new Error(`${source} is named in package.json and does not exist`)
      return [source.replace(/^src\//, '').replace(/\.ts$/, ''), source]
    }),
  )

const shared = {
  format: 'esm',
  target: 'node22',
  platform: 'node',
  splitting: true,
  sourcemap: true,
  // The sources are in each package: its maps lead to them, and hold no copy.
  esbuildOptions: (options) => {
    options.sourcesContent = false
  },
  silent: true,
  // Bundlers and other run times know what is of Node.js by the prefix.
  removeNodeProtocol: false,
}
const whole = { ...shared, entry: entries([...exported, ...programs, ...workers]), dts: { entry: exported } }
const byParts = { ...shared, entry: entries([...exported, ...parts]), outDir: 'dist/parts' }

rmSync('dist', { recursive: true, force: true })
export default defineConfig(parts.length > 0 ? [whole, byParts] : whole)
