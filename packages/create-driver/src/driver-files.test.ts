import { describe, expect, it } from 'vitest'
import { driverFiles, type Place } from './driver-files.ts'
import { type DriverOptions, services } from './options.ts'
import { someOptions } from './testing/generated.ts'

const outside: Place = { versionOf: (name) => (name.startsWith('@cloud/') ? '^1.2.3' : '^9.0.0') }
const files = (options: Partial<DriverOptions> = {}, place: Place = outside) =>
  driverFiles({ ...someOptions, packageName: 'cloud-driver-north-star', ...options }, place)
const all = (made: ReadonlyMap<string, string>) => [...made].filter(([path]) => path !== 'LICENSE')

describe('driverFiles', () => {
  it('writes a package with all that a repository needs', () => {
    expect([...files().keys()]).toEqual(
      expect.arrayContaining([
        '.changeset/config.json',
        '.github/workflows/ci.yml',
        '.gitignore',
        'LICENSE',
        'README.md',
        'package.json',
        'src/client.ts',
        'src/conformance.test.ts',
        'src/index.ts',
        'src/testing/emulator.ts',
        'tsconfig.json',
        'tsup.config.ts',
      ]),
    )
  })

  it.each([
    { name: 'north-star' },
    { name: 'nova', services: ['storage'] as const },
    { name: 'nova', services },
  ])('leaves no word of the template’s driver, and no mark, in $name of $services', (options) => {
    for (const [path, text] of all(files(options))) {
      expect(text, path).not.toMatch(/acme/i)
      expect(text, path).not.toMatch(/\/\/ only |<!--/)
    }
  })

  it('takes the words that the name has in each place', () => {
    const made = files({ authentication: 'hmac' })
    expect(made.get('src/client.ts')).toContain("const api = 'https://api.north-star.example/rest'")
    expect(made.get('src/client.ts')).toContain('export function northStarClient(options: NorthStarOptions')
    expect(made.get('src/client.ts')).toContain("provider: 'north-star'")
    expect(made.get('src/index.ts')).toContain("'north-star': typeof import('cloud-driver-north-star')")
    expect(made.get('src/authentication.ts')).toContain("'NORTH_STAR_SECRET_KEY'")
    expect(files({ name: 'nova' }).get('src/index.ts')).toContain(
      "    nova: typeof import('cloud-driver-north-star')",
    )
  })

  it('tells the credentials of its authentication in the README', () => {
    const readme = files({ authentication: 'basic' }).get('README.md')
    expect(readme).toContain('| `username` | a credential. Left out: the variable `NORTH_STAR_USERNAME` |')
    expect(readme).toContain('| `password` | a credential. Left out: the variable `NORTH_STAR_PASSWORD` |')
    expect(readme).not.toContain('`token`')
  })

  it('needs core as a peer, and the versions that it was made with', () => {
    const manifest = JSON.parse(files().get('package.json') ?? '')
    expect(manifest.peerDependencies).toEqual({ '@cloud/core': '>=1.2.3 <2' })
    expect(manifest.devDependencies).toMatchObject({ '@cloud/conformance': '^1.2.3', vitest: '^9.0.0' })
    expect(manifest.dependencies).toBeUndefined()
  })

  it('is like its siblings in this repository', () => {
    const made = files({ packageName: '@cloud/north-star' }, 'inside')
    expect([...made.keys()].filter((path) => !path.startsWith('src/'))).toEqual([
      'README.md',
      'package.json',
      'tsconfig.json',
      'tsup.config.ts',
    ])
    const { devDependencies } = JSON.parse(made.get('package.json') ?? '')
    expect(new Set(Object.values(devDependencies))).toEqual(new Set(['workspace:^', 'catalog:']))
  })

  it('has a source for each import of its own', () => {
    for (const chosen of [['compute'], ['compute', 'load-balancers'], ['storage'], services] as const) {
      const made = files({ services: chosen })
      for (const [path, text] of made) {
        for (const [, from = ''] of text.matchAll(/from '(\.{1,2}\/[^']+\.ts)'/g)) {
          const target = new URL(from, `file:///${path}`).pathname.slice(1)
          expect(made.has(target), `${target}, of ${path}`).toBe(true)
        }
      }
    }
  })

  it.each([
    [{ name: 'Acme' }, 'no name of a driver'],
    [{ name: '../evil' }, 'no name of a driver'],
    [{ name: '' }, 'no name of a driver'],
    [{ packageName: 'Cloud Driver' }, 'no name of a package'],
    [{ baseUrl: 'http://acme.example' }, 'no address that credentials may go to'],
    [{ baseUrl: 'https://me:pw@acme.example' }, 'no address'],
    [{ services: [] }, 'A driver has a service'],
    [{ services: ['load-balancers'] as const }, 'load-balancers need compute'],
    [{ services: ['dns'] as never }, 'There is no service "dns": there are compute, load-balancers, storage'],
    [{ authentication: 'kerberos' as never }, 'There is no authentication "kerberos"'],
  ])('refuses %o', (options, words) => {
    expect(() => files(options)).toThrow(words)
  })
})
