import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { insideManifest, ownManifest, type VersionOf } from './manifest.ts'
import { type Authentication, checkDriverOptions, type DriverOptions } from './options.ts'
import { narrowed, type Part, parts, renamed, whole, withCredentials } from './template.ts'

/** Beside `src` and `dist` alike. */
const template = join(dirname(fileURLToPath(import.meta.url)), '../template')

/** Files of the template that are for one part alone; all others are for each driver. */
const own: Readonly<Record<Part, readonly string[]>> = {
  compute: [
    'compute.ts',
    'nodes.ts',
    'nodes-wire.ts',
    'catalogue.ts',
    'key-pairs.ts',
    'conformance.test.ts',
    'nodes.test.ts',
    'deploy.test.ts',
    'testing/catalogue.ts',
    'testing/servers.ts',
    'testing/ssh-keys.ts',
  ],
  'load-balancers': [
    'load-balancers.ts',
    'balancers.ts',
    'balancers-wire.ts',
    'balancer-members.ts',
    'balancers-conformance.test.ts',
    'testing/balancers.ts',
  ],
  storage: [
    'storage.ts',
    'buckets.ts',
    'objects.ts',
    'objects-wire.ts',
    'put-object.ts',
    'read-object.ts',
    'storage-conformance.test.ts',
    'testing/buckets.ts',
    'testing/objects.ts',
    'testing/object-list.ts',
  ],
  outside: ['testing/serve.ts'],
  inside: [],
}

/** Where a driver is made: a repository of its own, with the versions of what it is written with, or a package of this one. */
export type Place = { readonly versionOf: VersionOf } | 'inside'

/**
 * The files of a new driver's package, by their paths in it. It builds and passes conformance as it is, against an emulator of a sample
 * API. Throws a `TypeError` that tells what is wrong with the options.
 */
export function driverFiles(options: DriverOptions, place: Place): ReadonlyMap<string, string> {
  checkDriverOptions(options)
  const chosen: readonly Part[] = [...options.services, place === 'inside' ? 'inside' : 'outside']
  const sources = [...sourcesOf(options.authentication, chosen)]
  const paths = new Set(sources.map(([path]) => path))
  const written = sources.map(([path, text]) => [path, renamed(whole(path, text, paths), options)] as const)
  const readme = narrowed(withCredentials(read('README.md'), options.authentication), chosen).replace(
    /\n{3,}/g,
    '\n\n',
  )
  const around = place === 'inside' ? insideFiles(options) : outsideFiles(options, place.versionOf)
  return new Map([...written, ['README.md', renamed(readme, options)], ...around])
}

const read = (path: string): string => readFileSync(join(template, path), 'utf8')

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(template, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(template, folder).length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .sort()

function* sourcesOf(
  authentication: Authentication,
  chosen: readonly Part[],
): Generator<readonly [path: string, text: string]> {
  const others = parts.filter((part) => !chosen.includes(part)).flatMap((part) => own[part])
  for (const path of filesIn('src')) {
    if (!others.includes(path)) yield [`src/${path}`, narrowed(read(`src/${path}`), chosen)]
  }
  // Those of a bearer token are the template's own.
  if (authentication === 'bearer') return
  const kind = (file: string) =>
    read(`authentication/${authentication}/${file}`).replace('../../src/credential.ts', './credential.ts')
  yield ['src/authentication.ts', kind('authentication.ts')]
  yield ['src/testing/credentials.ts', kind('credentials.ts')]
}

const json = (value: object) => `${JSON.stringify(value, undefined, 2)}\n`

function outsideFiles(options: DriverOptions, versionOf: VersionOf): readonly (readonly [string, string])[] {
  const files = filesIn('outside').map((path) => {
    // npm leaves out of a package what begins with a dot.
    const target = path.replace(/^(?=(?:gitignore|github|changeset)\b)/, '.')
    return [
      target,
      path === 'LICENSE' ? read(`outside/${path}`) : renamed(read(`outside/${path}`), options),
    ] as const
  })
  return [['package.json', json(ownManifest(options, versionOf))], ...files]
}

function insideFiles(options: DriverOptions): readonly (readonly [string, string])[] {
  return [
    ['package.json', json(insideManifest(options))],
    ['tsconfig.json', '{ "extends": "@tooling/tsconfig/base.json" }\n'],
    ['tsup.config.ts', "import preset from '@tooling/tsup'\n\nexport default preset\n"],
  ]
}
