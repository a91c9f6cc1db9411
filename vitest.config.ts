import { existsSync, readdirSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const names = readdirSync('packages').filter((name) => existsSync(`packages/${name}/package.json`))

/** All packages in one run; each also runs alone by `pnpm --filter NAME test`, on the same preset. */
export default defineConfig({
  test: {
    reporters: ['default', './tooling/vitest/reporter.ts'],
    projects: names.map((name) => ({
      extends: './tooling/vitest/config.ts',
      root: `packages/${name}`,
      test: { name },
    })),
  },
})
