import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quoteArgument, quoteCommand } from './quote.ts'

const nasty = fc.constantFrom(
  "'",
  '"',
  '\\',
  '$',
  '`',
  '!',
  '*',
  '\n',
  ' ',
  '\t',
  '~',
  '#',
  ';',
  '&',
  '|',
  '<',
  '(',
  '=',
  '%',
  'é',
  '😀',
  'a',
  '-',
)
const argument = fc.oneof(
  fc.array(nasty, { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
)
const spoken = (script: string) =>
  spawnSync('sh', ['-s'], { input: script, encoding: 'utf8', env: { PATH: process.env.PATH ?? '' } })

describe('quoteCommand', () => {
  it('reaches a real shell with every argument unchanged', () => {
    const commands = fc.sample(fc.array(argument, { minLength: 1, maxLength: 5 }), 500)
    const script = commands
      .map((argv) => `${quoteCommand(['printf', '%s\\0', ...argv])}\nprintf '\\0'\n`)
      .join('')
    const { stdout, stderr, status } = spoken(script)
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    expect(stdout).toBe(commands.map((argv) => `${argv.join('\0')}\0\0`).join(''))
  })

  it('runs a program whose name the shell would take for its own grammar', () => {
    for (const name of ['if', 'A=b', '!', '{', 'while', '~', 'a b', 'time']) {
      const { stderr } = spoken(`PATH=/nonexistent\n${quoteCommand([name, 'x'])}`)
      expect(stderr).toMatch(/not found/)
    }
  })

  it('refuses an empty command, a NUL and a lone surrogate', () => {
    for (const argv of [[], [''], ['ls', 'a\0b'], ['l\0s'], ['ls', '\ud800']]) {
      expect(() => quoteCommand(argv)).toThrow(expect.objectContaining({ code: 'invalid' }))
    }
  })
})

describe('quoteArgument', () => {
  it('leaves plain words readable', () => {
    expect(['-l', '/etc/hosts', 'a=b', '', "it's"].map(quoteArgument)).toEqual([
      '-l',
      '/etc/hosts',
      "'a=b'",
      "''",
      "'it'\\''s'",
    ])
  })
})
