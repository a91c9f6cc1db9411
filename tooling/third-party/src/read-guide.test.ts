import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readGuide } from './read-guide.ts'

const block = (info: string, text: string) => `\`\`\`${info}\n${text}\n\`\`\`\n`

describe('readGuide', () => {
  it('takes commands, files and changes in their order', () => {
    const guide = [
      'Do this:',
      block('sh', 'cd acme\nnpm test'),
      block('ts', '// src/a.ts\nexport {}'),
      block('diff', '--- a/x\n+++ b/x'),
      block('sh background', 'npm run serve'),
    ].join('\n')
    expect(readGuide(guide)).toEqual([
      { kind: 'run', commands: ['cd acme', 'npm test'], background: false },
      { kind: 'write', path: 'src/a.ts', text: '// src/a.ts\nexport {}\n' },
      { kind: 'change', diff: '--- a/x\n+++ b/x\n' },
      { kind: 'run', commands: ['npm run serve'], background: true },
    ])
  })

  it('leaves no block out: one that names no file is an error', () => {
    expect(() => readGuide(block('ts', 'const a = 1'))).toThrow('is no step')
    expect(() => readGuide(block('json', '{}'))).toThrow('is no step')
  })

  it('takes the driver guide whole', () => {
    const guide = readFileSync(new URL('../../../docs/pages/guide/drivers.md', import.meta.url), 'utf8')
    const steps = readGuide(guide)
    expect(steps.length).toBe(guide.match(/^```\S/gm)?.length)
    expect(new Set(steps.map(({ kind }) => kind))).toEqual(new Set(['run', 'write', 'change']))
  })
})
