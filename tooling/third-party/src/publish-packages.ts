import { basename, join } from 'node:path'
import { run } from '@tooling/check/run'

export interface Publishing {
  /** Where the packages are packed to. */
  readonly folder: string
  /** Of npm, whose home tells the registry. */
  readonly env: NodeJS.ProcessEnv
}

/** Packs packages of the repository, which have been built, and publishes them as they are. */
export function publishPackages(paths: readonly string[], { folder, env }: Publishing): void {
  for (const path of paths) {
    const options = ['--json', '--config.ignore-scripts=true', '--pack-destination', folder]
    const { filename } = JSON.parse(run('pnpm', ['pack', ...options], path)) as {
      filename: string
    }
    // Provenance is for the platform that builds a release.
    const tarball = join(folder, basename(filename))
    run('npm', ['publish', tarball, '--provenance=false', '--loglevel=error'], folder, { env })
  }
}
