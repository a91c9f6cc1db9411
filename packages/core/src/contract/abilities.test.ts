import { describe, expect, it } from 'vitest'
import { type Ability, supports } from './abilities.ts'

const none = async () => {}
const power = { startNode: none, stopNode: none }

interface Tea {
  readonly brewTea: () => Promise<void>
  readonly pourTea: () => Promise<void>
}
const tea: Ability<Tea> = { name: 'Tea', members: ['brewTea', 'pourTea'] }

describe('supports', () => {
  it('finds an ability by its members', () => {
    expect(supports(power, 'Power')).toBe(true)
    expect(supports(power, 'KeyPairs')).toBe(false)
    expect(supports({ getConsoleOutput: none }, 'Console')).toBe(true)
    expect(supports({ listHostKeys: none }, 'HostKeys')).toBe(true)
  })

  it('wants every member, and each a function', () => {
    expect(supports({ startNode: none }, 'Power')).toBe(false)
    expect(supports({ ...power, stopNode: true }, 'Power')).toBe(false)
    expect(supports({ ...power, stopNode: undefined }, 'Power')).toBe(false)
  })

  it('finds it in a spread too, and not in one that leaves it out', () => {
    const { stopNode, ...less } = power
    expect(supports({ ...power, region: 'x' }, 'Power')).toBe(true)
    expect([typeof stopNode, supports(less, 'Power')]).toEqual(['function', false])
  })

  it('takes an ability of a third party as a value', () => {
    expect(supports({ brewTea: none, pourTea: none }, tea)).toBe(true)
    expect(supports({ brewTea: none }, tea)).toBe(false)
  })

  it.each(['Tea', 'power', 'constructor', 'toString', '__proto__'])('refuses the unknown name %s', (name) => {
    expect(() => supports(power, name as never)).toThrow(
      expect.objectContaining({
        code: 'invalid',
        message: expect.stringContaining(`There is no ability named ${name}: one of Power, KeyPairs, `),
      }),
    )
  })
})
