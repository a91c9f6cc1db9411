import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

/** Runs the tests of this folder, each of which leaks and must fail for it. */
const config: ViteUserConfig = defineConfig({
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['*.leaking.ts'],
    setupFiles: [fileURLToPath(new URL('../../setup.ts', import.meta.url))],
  },
})
export default config
