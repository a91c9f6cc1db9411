import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Drivers without a network, whose faults are of the disk: each step of a write fails or is the last. The table is a test of the driver. */
export const diskTables: Readonly<Record<string, string>> = {
  'storage-local': '../../../packages/storage-local/src/disk-faults.test.ts',
}

/** Runs such a table; every fault of every step with `all`. Whether all of it passed. */
export function runDiskTable(test: string, all: boolean): boolean {
  const cwd = fileURLToPath(new URL('../../../packages/storage-local/', import.meta.url))
  const config = fileURLToPath(new URL('../../vitest/config.ts', import.meta.url))
  const args = ['exec', 'vitest', 'run', '--config', config, fileURLToPath(new URL(test, import.meta.url))]
  const env = { ...process.env, ...(all && { CLOUD_RUNS: '1' }) }
  return spawnSync('pnpm', args, { cwd, env, stdio: 'inherit' }).status === 0
}
