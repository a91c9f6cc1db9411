import { describe, expect, it } from 'vitest'
import { undiciTransport } from './undici-transport.ts'

const dispatcher = {
  dispatch: () => {
    throw new Error('sent')
  },
}

describe('the options of undiciTransport', () => {
  it.each<readonly [string, object]>([
    ['a misspelt name', { conections: 1 }],
    ['a dispatcher that sends nothing', { dispatcher: {} }],
    ['no connections', { connections: 0 }],
    ['half a connection', { connections: 0.5 }],
    ['connections as a text', { connections: '2' }],
    ['a negative time', { connectTimeoutMs: -1 }],
    ['a time as a text', { firstByteTimeoutMs: '1000' }],
    ['a time beyond any timer', { stallTimeoutMs: 2 ** 31 }],
    ['connections of a dispatcher that has its own', { dispatcher, connections: 1 }],
    ['a time to connect of a dispatcher that has its own', { dispatcher, connectTimeoutMs: 1 }],
  ])('are refused with %s', (_what, options) => {
    expect(() => undiciTransport(options as never)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })

  it('are taken where they can be right', () => {
    for (const options of [
      {},
      { connections: 2, connectTimeoutMs: 0, firstByteTimeoutMs: 1, stallTimeoutMs: 1 },
      { dispatcher, firstByteTimeoutMs: 1 },
    ])
      expect(undiciTransport(options as never)).toHaveProperty('send')
  })
})
