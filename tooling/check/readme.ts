// Runs the program on the README's first screen as it stands there, so that it cannot go stale. Usage: node tooling/check/readme.ts
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, run } from './run.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const [, program = ''] = /```ts\n(.*?)```/s.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? []
const folder = join(root, 'examples/quick-start')
const file = join(folder, 'from-readme.ts')
writeFileSync(file, program)
try {
  run('pnpm', ['exec', 'tsc', '--noEmit'], folder)
  const output = run('node', ['--conditions=@cloud/source', file], folder)
  expect(/^\[ '[\d.]+' \] .*tcpdump/ms.test(output), 'the program of the README compiles, runs and installs')
} finally {
  rmSync(file)
}
