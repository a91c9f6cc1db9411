import { describe, expect, it } from 'vitest'
import { checkMode } from './check-mode.ts'

describe('checkMode', () => {
  it.each([0, 0o400, 0o440, 0o444, 0o500, 0o600, 0o640, 0o644, 0o755, 0o777, 0o4750, 0o7777])(
    'takes %i',
    (mode) => {
      expect(checkMode(mode)).toBe(mode)
    },
  )

  it.each([400, 440, 444, 500, 600, 640, 644, 700, 755, 777, 4755])(
    'takes %i for one that lacks its 0o',
    (mode) => {
      expect(() => checkMode(mode)).toThrow(
        expect.objectContaining({ code: 'invalid', message: `mode is ${mode}: 0o${mode} was perhaps meant` }),
      )
    },
  )

  it.each([-1, 1.5, Number.NaN, 0o10000, 0o100_644])('refuses %d', (mode) => {
    expect(() => checkMode(mode)).toThrow(
      expect.objectContaining({ code: 'invalid', message: `mode is ${mode}: from 0 to 0o7777, as in 0o644` }),
    )
  })

  it.each(['644', '0o644', null, {}])('refuses %o, which is no number', (mode) => {
    expect(() => checkMode(mode)).toThrow(/^mode must be a number, and is (string|object): as in 0o644$/)
  })
})
