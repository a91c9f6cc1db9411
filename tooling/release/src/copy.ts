import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from '@tooling/check/run'
import { run } from './run.ts'

/** Versions by the names of packages. */
export type Versions = ReadonlyMap<string, string>

/** A copy of the repository, in which releases may be made without a trace in the work tree. */
export interface Copy {
  readonly folder: string
  readonly versions: () => Versions
  /** Writes a changeset, as `pnpm changeset` does. */
  readonly change: (name: string, rise: 'patch' | 'minor', text: string) => void
  /** Takes the changesets up into versions and changelogs; gives what rose. */
  readonly version: () => Versions
  /** Publishes what the registry does not have, and gives what that was. */
  readonly publish: () => readonly string[]
}

/** Copies what git knows of, what has been built, and the links to what is installed. */
export function copyOf(root: string, folder: string, useRegistry: (folder: string) => void): Copy {
  const known = run('git', ['ls-files', '--cached', '--others', '--exclude-standard'], root)
  const packages = readdirSync(join(root, 'packages')).map((name) => join('packages', name))
  const more = packages.flatMap((path) => [join(path, 'dist'), join(path, 'node_modules')])
  for (const path of [...known.trim().split('\n'), ...more]) {
    if (!existsSync(join(root, path))) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    cpSync(join(root, path), join(folder, path), { recursive: true, verbatimSymlinks: true })
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  useRegistry(folder)
  run('git', ['init', '--quiet', '--initial-branch=main'], folder)
  // Tags are signed with a name, too.
  run('git', ['config', 'user.name', 'rehearsal'], folder)
  run('git', ['config', 'user.email', 'rehearsal@localhost'], folder)
  commit(folder)

  const versions = () => versionsIn(folder)
  return {
    folder,
    versions,
    change(name, rise, text) {
      const file = join(folder, '.changeset', `${name.replace(/.*\//, '')}-${rise}.md`)
      writeFileSync(file, `---\n'${name}': ${rise}\n---\n\n${text}\n`)
    },
    version() {
      const before = versions()
      run('pnpm', ['exec', 'changeset', 'version'], folder)
      commit(folder)
      return new Map([...versions()].filter(([name, version]) => before.get(name) !== version))
    },
    publish() {
      run('pnpm', ['exec', 'changeset', 'publish'], folder)
      const again = run('pnpm', ['exec', 'changeset', 'publish'], folder)
      expect(
        /no (unpublished|projects)|nothing to publish/i.test(again),
        'publishing once more publishes nothing',
      )
      return run('git', ['tag', '--points-at', 'HEAD'], folder).trim().split('\n')
    },
  }
}

function versionsIn(folder: string): Versions {
  const manifests = readdirSync(join(folder, 'packages')).map(
    (name): { readonly name: string; readonly version: string } =>
      JSON.parse(readFileSync(join(folder, 'packages', name, 'package.json'), 'utf8')),
  )
  return new Map(manifests.map(({ name, version }) => [name, version]))
}

function commit(folder: string): void {
  run('git', ['add', '--all'], folder)
  run('git', ['commit', '--quiet', '--message', 'Release'], folder)
}
