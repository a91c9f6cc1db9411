import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const program = fileURLToPath(new URL('create-driver-cli.ts', import.meta.url))
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'create-driver-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function run(...args: readonly string[]) {
  const command = ['--conditions=@cloud/source', program, ...args]
  return spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' })
}

describe('create-driver', () => {
  it('tells its options', () => {
    expect(run('--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('--authentication KIND'),
    })
  })

  it('asks nothing where nobody is there to answer, and says what is missing', () => {
    expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining('NAME is missing') })
  })

  it.each([
    [['Nova'], 'no name of a driver'],
    [['nova', '--services', 'dns'], 'There is no service "dns"'],
    [['nova', '--colour', 'red'], '--colour'],
    [['nova', '--inside'], 'at its root'],
    [['--inside'], 'pnpm new-driver NAME'],
    [['nova', '--yes'], 'pnpm new-driver'],
  ])('ends with 2 for %o, and writes nothing', (args, words) => {
    expect(run(...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(words) })
    expect(readdirSync(folder)).toEqual([])
  })

  it('writes a package of a repository like this one, and does not write over it', () => {
    writeFileSync(join(folder, 'pnpm-workspace.yaml'), '')
    expect(run('nova', '--inside')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('pnpm --filter @cloud/nova test'),
    })
    expect(readdirSync(join(folder, 'packages/nova')).sort()).toEqual([
      'README.md',
      'package.json',
      'src',
      'tsconfig.json',
      'tsup.config.ts',
    ])
    expect(run('nova', '--inside')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is not empty: nothing was written'),
    })
  })
})
