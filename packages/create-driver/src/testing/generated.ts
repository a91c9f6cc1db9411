import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { driverFiles } from '../driver-files.ts'
import type { DriverOptions } from '../options.ts'
import { writeDriver } from '../write-driver.ts'

export const someOptions: DriverOptions = {
  name: 'north-star',
  packageName: '@cloud/north-star',
  services: ['compute'],
  authentication: 'bearer',
  baseUrl: 'https://api.north-star.example/rest',
}

export interface Generated {
  readonly folder: string
  readonly remove: () => void
}

/** A driver as this repository would have it, in this package's folder: there its sources find what they import. */
export async function generated(options: Partial<DriverOptions> = {}): Promise<Generated> {
  const folder = mkdtempSync(join(fileURLToPath(new URL('../..', import.meta.url)), '.generated-'))
  await writeDriver(folder, driverFiles({ ...someOptions, ...options }, 'inside'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
