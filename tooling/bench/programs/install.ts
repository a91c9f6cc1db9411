/** What installing packages of ours brings, each as it is published: `install.ts NAME ...`. Those of others count as they are installed. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sizeOf } from '@tooling/check/installed-size'
import { run } from '@tooling/check/run'
import { tellInstalled } from './installed.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const packages = join(root, 'packages/')

/** Packs a package and unpacks it again. What `prepack` would build has been built. */
function publishedBytes(folder: string): number {
  const into = mkdtempSync(join(tmpdir(), 'cloud-packed-'))
  try {
    const options = ['--json', '--config.ignore-scripts=true', '--pack-destination', into]
    const { filename } = JSON.parse(run('pnpm', ['pack', ...options], folder)) as { filename: string }
    run('tar', ['-xzf', filename], into)
    return sizeOf(join(into, 'package'))
  } finally {
    rmSync(into, { recursive: true })
  }
}

tellInstalled(join(root, 'tooling/bench'), process.argv.slice(2), (folder) =>
  folder.startsWith(packages) ? publishedBytes(folder) : sizeOf(folder),
)
