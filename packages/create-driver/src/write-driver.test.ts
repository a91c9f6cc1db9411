import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkFolder, writeDriver } from './write-driver.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'create-driver-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const files = new Map([
  ['README.md', 'read me'],
  ['src/index.ts', 'export {}'],
])

describe('writeDriver', () => {
  it('writes into a folder that is new, or empty', async () => {
    mkdirSync(join(folder, 'empty'))
    for (const target of ['deep/new', 'empty'].map((name) => join(folder, name))) {
      await writeDriver(target, files)
      expect(readFileSync(join(target, 'src/index.ts'), 'utf8')).toBe('export {}')
    }
  })

  it('writes nothing into a folder that holds something, and onto no file', async () => {
    writeFileSync(join(folder, 'mine'), 'precious')
    await expect(writeDriver(folder, files)).rejects.toThrow('is not empty: nothing was written')
    await expect(writeDriver(join(folder, 'mine'), files)).rejects.toThrow('is no folder')
    await expect(checkFolder(folder)).rejects.toThrow(TypeError)
    expect(readdirSync(folder)).toEqual(['mine'])
  })

  it('takes away what it has written where it cannot go on', async () => {
    const wrong = new Map([...files, ['README.md/impossible', '']])
    await expect(writeDriver(join(folder, 'half'), wrong)).rejects.toThrow()
    expect(readdirSync(folder)).toEqual([])
  })
})
