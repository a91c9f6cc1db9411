import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { quoteArgument, quoteCommand } from './quote.ts'

const spoken = (script: string) =>
  spawnSync('sh', ['-s'], { input: script, encoding: 'utf8', env: { PATH: process.env.PATH ?? '' } })

describe('quoteCommand', () => {
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
