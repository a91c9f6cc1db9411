import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))
const conditions = ['@cloud/source', 'node', 'import', 'default']

/** The preset of every package's tests: sources without a build, no network but loopback, one closing line. */
const config: ViteUserConfig = defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['src/**/*.test.ts'],
    setupFiles: [here('setup.ts')],
    reporters: ['default', here('reporter.ts')],
    // What hangs is told from what a busy machine makes slow; properties that are tried more often than usual take as long as they take.
    testTimeout: process.env.CLOUD_RUNS ? 3_600_000 : 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    isolate: false,
    typecheck: { enabled: false },
  },
})
export default config
