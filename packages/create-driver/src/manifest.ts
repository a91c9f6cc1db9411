import type { DriverOptions } from './options.ts'

/** The version of a package that a driver is written with, as `dependencies` take it: `^1.2.0`. */
export type VersionOf = (name: string) => string

const common = {
  license: 'Apache-2.0',
  type: 'module',
  sideEffects: false,
  engines: { node: '>=22.20' },
}
const built = { types: './dist/index.d.ts', default: './dist/index.js' }
const files = ['dist', 'src', '!src/**/*.test.ts']
const tools = ['@types/node', 'tsup', 'typescript', 'vitest']

const ours = ({ services }: DriverOptions): readonly string[] => [
  '@cloud/conformance',
  '@cloud/core',
  '@cloud/emulators',
  ...(services.includes('compute') ? ['@cloud/ssh'] : []),
]

/** The `package.json` of a driver that is a repository of its own. */
export function ownManifest(options: DriverOptions, versionOf: VersionOf): object {
  const needed = ['@changesets/cli', ...ours(options), ...tools]
  return {
    name: options.packageName,
    version: '0.0.0',
    description: `${options.name} for @cloud/core`,
    keywords: ['cloud', 'cloud-driver'],
    ...common,
    exports: { '.': built, './package.json': './package.json' },
    files: [...files, '!src/testing'],
    publishConfig: { access: 'public' },
    scripts: {
      build: 'tsup',
      prepack: 'tsup',
      typecheck: 'tsc --noEmit',
      test: 'vitest run',
      report: 'vitest run --reporter=default --reporter=@cloud/conformance/reporter',
      serve: 'node src/testing/serve.ts',
      release: 'changeset publish',
    },
    peerDependencies: { '@cloud/core': `>=${versionOf('@cloud/core').replace(/^[^\d]*/, '')} <2` },
    devDependencies: Object.fromEntries(needed.map((name) => [name, versionOf(name)])),
  }
}

/** The `package.json` of a driver in this repository. */
export function insideManifest(options: DriverOptions): object {
  const workspace = [...ours(options), '@tooling/tsconfig', '@tooling/tsup', '@tooling/vitest']
  const needed = [
    ...workspace.map((name) => [name, 'workspace:^']),
    ...tools.map((name) => [name, 'catalog:']),
    // The tests here are set up with it, and it decodes bodies on their way.
    ...(options.services.includes('storage') ? [['nock', 'catalog:']] : []),
  ]
  return {
    name: options.packageName,
    version: '0.0.0',
    description: `${options.name} for @cloud/core`,
    ...common,
    exports: {
      '.': { '@cloud/source': './src/index.ts', ...built },
      './package.json': './package.json',
    },
    files: [...files, '!src/**/testing'],
    publishConfig: {
      access: 'public',
      provenance: true,
      exports: { '.': built, './package.json': './package.json' },
    },
    scripts: {
      build: 'tsup',
      prepack: 'tsup',
      typecheck: 'tsc --noEmit',
      test: 'vitest run --config ../../tooling/vitest/config.ts',
    },
    peerDependencies: { '@cloud/core': '>=0.0.0 <2' },
    devDependencies: Object.fromEntries(needed),
  }
}
