import { inspect } from 'node:util'
import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import { clientOf, findClient, withClient } from '../driver-client.ts'
import { origin, testClient } from '../testing/operations.ts'
import { scriptedTransport } from '../testing/scripted-transport.ts'
import { checkEndpoint, clientOptionNames, createClient } from './client.ts'

const secret = 's3cret'
const client = createClient({
  provider: 'ec2',
  sign: async (draft) => ({ ...draft, origin, headers: { authorization: secret } }),
  readError: () => ({ message: secret }),
  options: {
    endpoint: `https://${secret}.example.com`,
    transport: scriptedTransport([]),
    clock: virtualClock(),
  },
})
const driver = { ...withClient(client), listNodes: () => [] }
const deep = { showHidden: true, depth: Number.POSITIVE_INFINITY } as const

describe('a client', () => {
  it('prints as its provider and nothing else', () => {
    expect([inspect(client), JSON.stringify(client)]).toEqual(['[ec2 client]', '"[ec2 client]"'])
    expect(inspect(client, deep)).toBe('[ec2 client]')
  })

  it('shows nothing that it was made of, however it is printed', () => {
    for (const value of [client, driver, { nested: [{ driver }] }]) {
      expect(inspect(value, { ...deep, customInspect: false, getters: true })).not.toContain(secret)
      expect(inspect(value, deep)).not.toContain(secret)
      expect(JSON.stringify(value)).not.toContain(secret)
    }
  })

  it('travels with its driver, in spreads too, where neither keys nor JSON show it', () => {
    const spread = { ...driver, region: 'x' }
    expect(clientOf(spread)).toBe(client)
    expect(findClient(spread)).toBe(client)
    expect(findClient({ listNodes: () => [] })).toBeUndefined()
    expect(Object.keys(spread)).toEqual(['listNodes', 'region'])
    expect(JSON.stringify(spread)).toBe('{"region":"x"}')
  })

  it('sends nothing before its first call', () => {
    const transport = scriptedTransport([])
    testClient({ clock: virtualClock(), transport })
    expect(transport.requests).toEqual([])
  })

  it('names the options that every factory takes', () => {
    expect(clientOptionNames).toEqual(['endpoint', 'transport', 'retry', 'timeoutMs', 'trace', 'clock'])
  })
})

describe('checkEndpoint', () => {
  it.each([
    ['https://api.example.com', 'https://api.example.com', ''],
    ['https://api.example.com/', 'https://api.example.com', ''],
    ['HTTPS://API.example.com:443/client/api/', 'https://api.example.com', '/client/api'],
    ['https://10.0.0.1:8443/a', 'https://10.0.0.1:8443', '/a'],
    ['http://localhost:4566', 'http://localhost:4566', ''],
    ['http://ec2.localhost:1', 'http://ec2.localhost:1', ''],
    ['http://127.0.0.1:80/x', 'http://127.0.0.1', '/x'],
    ['http://127.1.2.3', 'http://127.1.2.3', ''],
    ['http://[::1]:8080', 'http://[::1]:8080', ''],
  ])('takes %s', (endpoint, at, path) => {
    expect(checkEndpoint(endpoint)).toEqual({ origin: at, path })
  })

  it.each([
    ['', /is no URL that credentials may go to: https:.*or http: on loopback/],
    ['api.example.com', /is no URL that/],
    ['/client/api', /is no URL that/],
    ['https://', /is no URL that/],
    ['localhost:8080', /is no URL that/],
    ['ftp://example.com', /is no URL that/],
    ['file:///etc/passwd', /is no URL that/],
    ['https://user@example.com', /is no URL that/],
    ['https://:s3cret@example.com', /is no URL that/],
    ['https://example.com/?a=1', /is no URL that/],
    ['https://example.com/#a', /is no URL that/],
    ['http://api.example.com', /"http:..api.example.com" is no URL that/],
    ['http://127.0.0.1.evil.example', /is no URL that/],
    ['http://localhost.evil.example', /is no URL that/],
    ['http://evil-localhost', /is no URL that/],
    ['http://0.0.0.0', /is no URL that/],
    ['http://169.254.169.254', /is no URL that/],
    [undefined as unknown as string, /is no URL that/],
  ])('refuses %s', (endpoint, message) => {
    expect(() => checkEndpoint(endpoint)).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringMatching(message) }),
    )
  })

  it('shows no password of an endpoint that it refuses', () => {
    expect(() => checkEndpoint('https://user:s3cret@example.com')).not.toThrow(/s3cret/)
  })
})
