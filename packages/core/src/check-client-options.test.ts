import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import { checkClientOptions } from './check-client-options.ts'
import { scriptedTransport } from './testing/scripted-transport.ts'

const check = (options: object) => checkClientOptions('compute', options, ['region'])

describe('checkClientOptions', () => {
  it('takes what every client takes, and the names of the driver', () => {
    const options = {
      region: 'anything',
      endpoint: 'https://api.example.com',
      transport: scriptedTransport([]),
      retry: { attempts: 1, baseMs: 0, throttleBaseMs: 1, maxMs: 2 ** 31 - 1 },
      timeoutMs: 1,
      trace: () => {},
      clock: virtualClock(),
    }
    expect(() => check(options)).not.toThrow()
    expect(() =>
      check(Object.fromEntries(Object.keys(options).map((name) => [name, undefined]))),
    ).not.toThrow()
    expect(() => check({})).not.toThrow()
  })

  it('says which Node it needs where there is an older one', () => {
    const { withResolvers } = Promise
    try {
      Reflect.deleteProperty(Promise, 'withResolvers')
      expect(() => check({})).toThrow(`Node ${process.version} is too old: 22.20 or newer`)
    } finally {
      Promise.withResolvers = withResolvers
    }
  })

  it.each([
    [{ regoin: 'x' }, 'compute has no option "regoin": its options are region, endpoint'],
    [{ endpoint: 'nowhere' }, 'is no URL'],
    [{ transport: {} }, 'transport has no function send'],
    [{ transport: null }, 'transport has no function send'],
    [{ clock: {} }, 'clock has no function now'],
    [{ clock: { now: () => 0, after: () => () => {} } }, 'clock has no function elapsed'],
    [{ trace: 'x' }, 'trace must be a function'],
    [{ timeoutMs: 0 }, 'timeoutMs is 0: a number from 1 to 2147483647'],
    [{ timeoutMs: Number.POSITIVE_INFINITY }, 'timeoutMs is Infinity'],
    [{ timeoutMs: '5' }, 'timeoutMs is string: a number from 1 to'],
    [
      { retry: { max: 9 } },
      'retry has no option "max": its options are attempts, baseMs, throttleBaseMs, maxMs',
    ],
    [{ retry: 3 }, 'retry must be a plain object'],
    [{ retry: { attempts: Number.NaN } }, 'retry.attempts is NaN: a number from 1 to'],
    [{ retry: { attempts: 0 } }, 'retry.attempts is 0'],
    [{ retry: { baseMs: -1 } }, 'retry.baseMs is -1: a number from 0 to'],
  ])('refuses %o', (options, message) => {
    expect(() => check(options)).toThrow(
      expect.objectContaining({
        code: 'invalid',
        outcome: 'not-applied',
        message: expect.stringContaining(message),
      }),
    )
  })
})
