import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Follower, followGuide } from './follow-guide.ts'
import type { Step } from './read-guide.ts'

let reader: Follower
let log: string[]
beforeEach(() => {
  log = []
  const folder = mkdtempSync(join(tmpdir(), 'guide-'))
  reader = { folder, env: { PATH: process.env.PATH }, log: (line) => log.push(line) }
})
afterEach(() => rmSync(reader.folder, { recursive: true }))

const run = (...commands: string[]): Step => ({ kind: 'run', commands, background: false })

describe('followGuide', () => {
  it('writes, changes and runs, from where cd has led', async () => {
    const root = reader.folder
    await followGuide(
      [
        run('mkdir deep', 'cd deep'),
        { kind: 'write', path: 'src/a.txt', text: 'one\ntwo\n' },
        { kind: 'change', diff: '--- a/src/a.txt\n+++ b/src/a.txt\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n' },
        run('cp src/a.txt ../copy.txt', 'cd ..'),
      ],
      reader,
    )
    expect(readFileSync(join(root, 'copy.txt'), 'utf8')).toBe('one\nthree\n')
    expect(log.map((line) => line.replace(/ \(.*/, ''))).toEqual([
      '$ mkdir deep',
      'wrote src/a.txt',
      'changed src/a.txt',
      '$ cp src/a.txt ../copy.txt',
    ])
  })

  it('stops at the first step that fails, and tells why', async () => {
    await expect(followGuide([run('echo words; exit 3', 'touch after')], reader)).rejects.toThrow(
      'echo words; exit 3 ended with 3\nwords',
    )
    const misfit: Step = { kind: 'change', diff: '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n' }
    await expect(followGuide([misfit], reader)).rejects.toThrow('The change of x does not fit')
    expect(log).toEqual([])
  })

  it('hands on what a server in the background tells, and ends it', async () => {
    const server = `echo "export THE_ENDPOINT='here'"; echo $$ > pid; sleep 60`
    await followGuide(
      [{ kind: 'run', commands: [server], background: true }, run('test "$THE_ENDPOINT" = here')],
      reader,
    )
    const pid = Number(readFileSync(join(reader.folder, 'pid'), 'utf8'))
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  })

  it('tells of a server that ends before it serves', async () => {
    const broken: Step = { kind: 'run', commands: ['exit 4'], background: true }
    await expect(followGuide([broken], reader)).rejects.toThrow('exit 4 ended')
  })
})
