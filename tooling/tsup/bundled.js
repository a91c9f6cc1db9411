import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/**
 * For a package that carries others in what is built of it, its development dependencies: it installs less, and owes their licences. Modules that
 * match `without` are left out; what asks for one all the same fails, and says so.
 */
export const bundled = ({ without, external }) => ({
  esbuildPlugins: [leaveOut(without), writeNotices],
  external,
})

const leaveOut = (without) => ({
  name: 'leave-out',
  setup(build) {
    build.onResolve({ filter: without }, ({ path }) => ({ path, namespace: 'left-out' }))
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: `const refuse = () => { throw new Error(${JSON.stringify(`${path} is left out`)}) }
        module.exports = new Proxy(refuse, { construct: refuse })`,
    }))
  },
})

/** Writes the licences of all packages of which something is in the build. */
const writeNotices = {
  name: 'write-notices',
  setup(build) {
    build.initialOptions.metafile = true
    build.onEnd(({ metafile }) => {
      const outputs = Object.values(metafile?.outputs ?? {})
      const files = outputs.flatMap(({ inputs }) =>
        Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
      )
      const folders = new Set(files.filter((path) => path.includes('node_modules/')).map(packageOf))
      const all = new Set([...folders, ...[...folders].flatMap(dependenciesOf)])
      const notices = [...all].map(noticeOf).sort()
      const about =
        'What is built here holds parts of these packages, some of them by way of another that holds them.'
      const folder = build.initialOptions.outdir ?? 'dist'
      // Before the first build it is not there.
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'THIRD-PARTY.txt'), [about, ...notices].join('\n\n'))
    })
  },
}

function packageOf(path) {
  const folder = dirname(path)
  const manifest = join(folder, 'package.json')
  const isPackage = existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version !== undefined
  return isPackage ? folder : packageOf(folder)
}

/** What a package may itself have been built of. */
function dependenciesOf(folder) {
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const places = [join(folder, 'node_modules'), folder.replace(/(.*\/node_modules)\/.*/, '$1')]
  return Object.keys(dependencies).flatMap((name) =>
    places
      .map((place) => join(place, name))
      .filter(existsSync)
      .slice(0, 1)
      .map((path) => relative(process.cwd(), realpathSync(path))),
  )
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each))
  if (file === undefined && license === undefined) throw new Error(`${name} is bundled and tells no licence`)
  const text = file === undefined ? '' : `\n\n${readFileSync(join(folder, file), 'utf8').trim()}`
  return `${'-'.repeat(80)}\n${name} ${version} (${license})${text}\n`
}
