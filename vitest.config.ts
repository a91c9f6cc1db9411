import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { defineConfig } from 'vitest/config'

const isTested = (folder: string) => {
  const file = `${folder}/package.json`
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).scripts?.test !== undefined
}
const folders = ['packages', 'tooling']
  .flatMap((group) => readdirSync(group).map((name) => `${group}/${name}`))
  .filter(isTested)

/** All packages in one run; each also runs alone by `pnpm --filter NAME test`, on the same preset. */
export default defineConfig({
  test: {
    reporters: ['default', './tooling/vitest/reporter.ts'],
    // Many tests wait for other processes: two go at a time even where there are two processors.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: folders.map((root) => ({
      extends: './tooling/vitest/config.ts',
      root,
      test: { name: basename(root) },
    })),
  },
})
