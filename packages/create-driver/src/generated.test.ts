import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { isCloudError } from '@cloud/core'
import { afterAll, describe, expect, it } from 'vitest'
import { authentications, services } from './options.ts'
import { type Generated, generated } from './testing/generated.ts'

const [bearer, ...others] = await Promise.all(
  authentications.map(async (authentication) => ({
    authentication,
    ...(await generated({ authentication })),
  })),
)
if (bearer === undefined) throw new Error('There is no authentication')
const drivers = [bearer, ...others]
const store = await generated({
  name: 'nova',
  packageName: '@cloud/nova',
  services: ['storage'],
  authentication: 'hmac',
})
const all = await generated({
  name: 'polar',
  packageName: '@cloud/polar',
  services,
  authentication: 'basic',
})
afterAll(() => {
  for (const { remove } of [...drivers, store, all]) remove()
})

const tsc = createRequire(import.meta.url).resolve('typescript/lib/tsc.js')

/** The programs of its README become files among its sources. */
function writePrograms({ folder }: Generated): void {
  const programs = [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/```ts\n(.*?)```/gs)]
  expect(programs.length).toBeGreaterThan(0)
  for (const [at, [, program = '']] of programs.entries())
    writeFileSync(join(folder, `src/from-readme-${at}.ts`), program)
}

it('has types that are right, and programs in its README, whatever its services are', () => {
  const chosen = [bearer, store, all]
  for (const one of chosen) writePrograms(one)
  const include = chosen.map(({ folder }) => join(folder, 'src'))
  const project = join(bearer.folder, 'tsconfig.all.json')
  writeFileSync(project, JSON.stringify({ extends: '@tooling/tsconfig/base.json', include }))
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' })
  expect([status, stdout]).toEqual([0, ''])
}, 120_000)

// Their own tests, conformance among them, are declared here.
for (const name of ['nodes', 'conformance']) await import(join(bearer.folder, `src/${name}.test.ts`))
await import(join(all.folder, 'src/balancers-conformance.test.ts'))
await import(join(store.folder, 'src/storage-conformance.test.ts'))
for (const { folder } of drivers) await import(join(folder, 'src/client.test.ts'))

describe.each(drivers)('a driver with authentication $authentication', ({ folder }) => {
  it('reaches its cloud with right credentials, and is refused with wrong ones', async () => {
    const { compute } = await import(join(folder, 'src/index.ts'))
    const { startNorthStar } = await import(join(folder, 'src/testing/emulator.ts'))
    await using cloud = await startNorthStar()
    const made = { name: 'web-1', size: 'small', image: 'debian-12', userData: '#!/bin/sh' }
    const node = await compute(cloud.options).createNode(made)
    expect(await compute(cloud.options).getNode(node)).toMatchObject({ id: node.id, name: 'web-1' })
    const refused: unknown = await compute(cloud.wrongOptions)
      .createNode(made)
      .catch((error: unknown) => error)
    expect(isCloudError(refused, 'unauthorized')).toBe(true)
    expect(cloud.secrets.length).toBeGreaterThan(0)
  })
})
