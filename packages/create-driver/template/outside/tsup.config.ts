import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts'],
  format: 'esm',
  target: 'node22',
  platform: 'node',
  // Its types name the package itself, for `getDriver`.
  external: ['cloud-driver-acme'],
  dts: true,
  sourcemap: true,
  clean: true,
  silent: true,
})
