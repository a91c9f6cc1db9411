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
    ['', /is no URL: an absolute URL such as/],
    ['api.example.com', /is no URL/],
    ['/client/api', /is no URL/],
    ['https://', /is no URL/],
    ['localhost:8080', /is not HTTP/],
    ['ftp://example.com', /is not HTTP/],
    ['file:///etc/passwd', /is not HTTP/],
    ['https://user@example.com', /no user, query or fragment/],
    ['https://:s3cret@example.com', /no user, query or fragment/],
    ['https://example.com/?a=1', /no user, query or fragment/],
    ['https://example.com/#a', /no user, query or fragment/],
    ['http://api.example.com', /would send credentials unencrypted: https:, or http: on loopback/],
    ['http://127.0.0.1.evil.example', /unencrypted/],
    ['http://localhost.evil.example', /unencrypted/],
    ['http://evil-localhost', /unencrypted/],
    ['http://0.0.0.0', /unencrypted/],
    ['http://169.254.169.254', /unencrypted/],
    [undefined as unknown as string, /is no URL/],
  ])('refuses %s', (endpoint, message) => {
    expect(() => checkEndpoint(endpoint)).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringMatching(message) }),
    )
  })

  it('shows no password of an endpoint that it refuses', () => {
    expect(() => checkEndpoint('https://user:s3cret@example.com')).not.toThrow(/s3cret/)
  })
})
