import { spawnSync } from 'node:child_process'
import { runs, survived } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quoteArgument, quoteCommand } from './quote.ts'

const nasty = [
  ...[
    "'",
    '"',
    '\\',
    '$',
    '`',
    '!',
    '*',
    '?',
    '[',
    '\n',
    '\r',
    ' ',
    '\t',
    '~',
    '#',
    ';',
    '&',
    '|',
    '<',
    '>',
    '(',
    ')',
  ],
  ...[
    '=',
    '%',
    '{',
    '}',
    '^',
    '-',
    'a',
    'é',
    'e\u0301',
    '😀',
    '\u00a0',
    '\u2028',
    '\x01',
    '\x1b',
    '\x7f',
    '$(id)',
    '$x',
  ],
]
const argument = fc.oneof(
  fc.array(fc.constantFrom(...nasty), { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => !text.includes('\0')),
)

const shells = ['sh', 'dash', 'bash', 'busybox', 'zsh'].filter(
  (shell) => spawnSync(shell, shell === 'busybox' ? ['sh', '-c', ':'] : ['-c', ':']).status === 0,
)
const batch = 2000

describe('quoteCommand', () => {
  it.each(shells)('reaches %s with every argument unchanged', (shell) => {
    const { numRuns } = runs(10_000)
    for (let done = 0; done < numRuns; done += batch) {
      const seed = Date.now() + done
      const commands = fc.sample(fc.array(argument, { maxLength: 4 }), { numRuns: batch, seed })
      const script = commands
        .map((argv) => `${quoteCommand(['printf', '%s\\0', 'x', ...argv])}\nprintf '\\0'\n`)
        .join('')
      const { stdout, stderr, status } = spawnSync(shell, shell === 'busybox' ? ['sh', '-s'] : ['-s'], {
        input: script,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        env: { PATH: process.env.PATH ?? '' },
      })
      expect({ seed, stderr, status }).toEqual({ seed, stderr: '', status: 0 })
      expect(
        stdout === commands.map((argv) => `${['x', ...argv].join('\0')}\0\0`).join(''),
        `seed ${seed}`,
      ).toBe(true)
    }
  })
})

describe('quoteArgument', () => {
  it('quotes every text but for NUL and half characters, which are invalid', () => {
    const units = fc.array(fc.nat(0xffff), { maxLength: 20 }).map((codes) => String.fromCharCode(...codes))
    fc.assert(
      fc.property(fc.oneof(units, argument), (any) => {
        const quoted = survived(() => quoteArgument(any), 'invalid')
        expect(quoted !== undefined).toBe(any.isWellFormed() && !any.includes('\0'))
        if (quoted === any) expect(any).toMatch(/^[\w@+:,./-]+$/)
      }),
      runs(2000),
    )
  })
})
