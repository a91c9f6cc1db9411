import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { run } from '@tooling/check/run'

const tsc = createRequire(import.meta.url).resolve('typescript/lib/tsc.js')

const program = `
import type { Compute, Console } from '@cloud/core'
import { getDriver } from '@cloud/core/registry'
import { type Acme, compute } from 'cloud-driver-acme'

export const portable: Compute & Console = compute()
export const byName: Promise<(options?: { readonly token?: string }) => Acme> = getDriver('acme').then((acme) => acme.compute)
// @ts-expect-error Acme has no volumes, and nothing that is asked of it is let through.
compute().listVolumes()
`

/** A project that has the driver installed sees its types, by import and by name, whichever way it resolves modules. */
export function checkTypes(project: string): void {
  writeFileSync(join(project, 'types.ts'), program)
  for (const [module, moduleResolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ] as const) {
    const resolution = ['--module', module, '--moduleResolution', moduleResolution]
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2024', ...resolution]
    run(process.execPath, [tsc, ...options, 'types.ts'], project)
  }
  console.log('  its types are seen under nodenext and bundler')
}
