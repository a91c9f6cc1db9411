import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type GceClient, gceClient } from '../testing/gce-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { answers, get, halfAsked, serving, until } from '../testing/web.ts'

const names = ['one', 'two', 'three'] as const
const region = 'regions/europe-west1'
const zone = 'zones/europe-west1-b'
const instances = (...all: readonly string[]) => all.map((name) => `${zone}/instances/${name}`)

let local: LocalCloud
let client: GceClient

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 2 } })
  client = gceClient(local)
  for (const name of names) {
    const items = [{ key: 'startup-script', value: serving(name, '/videos/a', '/videos/hd/a') }]
    await client.instance({ name, metadata: { items } })
  }
  await client.change('POST', 'global/healthChecks', { name: 'http', type: 'HTTP', checkIntervalSec: 5 })
  await until(() => local.inventory().gce.instances.every(({ booted }) => booted))
})
afterAll(() => local.close())

/** Where a forwarding rule is on this computer. */
async function forwarded(scope: string, rule: Readonly<Record<string, unknown>>) {
  await client.change('POST', `${scope}/forwardingRules`, { portRange: '80', ...rule })
  const { IPAddress } = await client.get(`${scope}/forwardingRules/${rule.name}`)
  return local.balancerAt({ host: IPAddress, port: 80 })
}

const stateOf = async (path: string, body: object): Promise<string> =>
  (await client.post(`${path}/getHealth`, body)).healthStatus[0].healthState

test('a target pool hands on connections, and one that is under way ends at an instance that was taken out', async () => {
  await client.change('POST', `${region}/targetPools`, { name: 'web', instances: instances('one', 'two') })
  const target = `${region}/targetPools/web`
  const at = await forwarded(region, { name: 'web', target })
  expect((await answers(at, 4)).toSorted()).toEqual(['one', 'one', 'two', 'two'])
  const held = [await halfAsked(at), await halfAsked(at)]
  const [instance] = instances('one')
  await client.change('POST', `${target}/removeInstance`, { instances: [{ instance }] })
  expect(await answers(at, 2)).toEqual(['two', 'two'])
  expect((await Promise.all(held.map(({ finish }) => finish()))).toSorted()).toEqual(['one', 'two'])
})

test('a target pool keeps clients by their address, and its check takes instances out', async () => {
  const check = { name: 'pool', requestPath: '/nothing', checkIntervalSec: 5 }
  await client.change('POST', 'global/httpHealthChecks', check)
  await client.change('POST', `${region}/targetPools`, {
    name: 'kept',
    sessionAffinity: 'CLIENT_IP',
    instances: instances(...names),
    healthChecks: ['global/httpHealthChecks/pool'],
  })
  const target = `${region}/targetPools/kept`
  const at = await forwarded(region, { name: 'kept', target })
  await expect(get(at)).rejects.toMatchObject({ code: 'ECONNRESET' })
  const [instance] = instances('one')
  expect(await stateOf(target, { instance })).toBe('UNHEALTHY')
  await client.change('PATCH', 'global/httpHealthChecks/pool', { requestPath: '/videos/a' })
  await expect.poll(() => stateOf(target, { instance })).toBe('HEALTHY')
  expect(new Set(await answers(at, 4)).size).toBe(1)
})

/** A backend service of these, whose group says at which port they serve. */
async function serviceOf(name: string, members: readonly string[], more: object = {}): Promise<string> {
  const group = `${zone}/instanceGroups/${name}`
  await client.change('POST', `${zone}/instanceGroups`, { name, namedPorts: [{ name: 'web', port: 80 }] })
  await client.change('POST', `${group}/addInstances`, {
    instances: instances(...members).map((instance) => ({ instance })),
  })
  await client.change('POST', 'global/backendServices', {
    name,
    port: 8080,
    portName: 'web',
    healthChecks: ['global/healthChecks/http'],
    backends: [{ group }],
    ...more,
  })
  return `global/backendServices/${name}`
}

async function proxied(name: string, map: Readonly<Record<string, unknown>>) {
  await client.change('POST', 'global/urlMaps', { name, ...map })
  await client.change('POST', 'global/targetHttpProxies', { name, urlMap: `global/urlMaps/${name}` })
  return forwarded('global', { name, target: `global/targetHttpProxies/${name}` })
}

test('a proxy goes by its URL map: the exact host before others, the longest path before others', async () => {
  const [one, two, three] = await Promise.all(names.map((name) => serviceOf(`only-${name}`, [name])))
  const at = await proxied('shop', {
    defaultService: one,
    hostRules: [
      { hosts: ['*'], pathMatcher: 'all' },
      { hosts: ['*.example.com', 'example.com'], pathMatcher: 'site' },
      { hosts: ['old.example.com'], pathMatcher: 'old' },
    ],
    pathMatchers: [
      {
        name: 'all',
        defaultService: one,
        pathRules: [
          { paths: ['/videos/*'], service: two },
          { paths: ['/videos/hd/*', '/videos/exact'], service: three },
        ],
      },
      { name: 'site', defaultService: three },
      {
        name: 'old',
        defaultUrlRedirect: { hostRedirect: 'example.com', httpsRedirect: true, stripQuery: true },
        pathRules: [
          {
            paths: ['/a'],
            urlRedirect: {
              pathRedirect: '/b',
              redirectResponseCode: 'TEMPORARY_REDIRECT',
              stripQuery: false,
            },
          },
        ],
      },
    ],
  })
  const told = async (path: string, host = 'nowhere.example.org') =>
    (await get(at, { path, headers: { host } })).text
  expect(await told('/')).toBe('one')
  expect(await told('/videos/a')).toBe('two')
  expect(await told('/videos/hd/a')).toBe('three')
  expect(await told('/', 'www.example.com')).toBe('three')
  expect(await told('/videos/a', 'example.com:80')).toBe('three')
  const headers = { host: 'old.example.com' }
  expect(await get(at, { path: '/x?y=z', headers })).toMatchObject({
    status: 301,
    headers: { location: 'https://example.com/x' },
  })
  expect(await get(at, { path: '/a?y=z', headers })).toMatchObject({
    status: 307,
    headers: { location: 'http://old.example.com/b?y=z' },
  })
})

test('route rules go by priority, by prefixes, whole paths, headers and queries, and share by weight', async () => {
  const [one, two] = ['global/backendServices/only-one', 'global/backendServices/only-two']
  const rule = (priority: number, match: object, to: object) => ({ priority, matchRules: [match], ...to })
  const weightedBackendServices = [
    { backendService: one, weight: 300 },
    { backendService: two, weight: 100 },
  ]
  const routeRules = [
    rule(5, { prefixMatch: '/' }, { service: one }),
    rule(
      1,
      { prefixMatch: '/', headerMatches: [{ headerName: 'X-Kind', prefixMatch: 'new' }] },
      { service: two },
    ),
    rule(2, { prefixMatch: '/', queryParameterMatches: [{ name: 'v', exactMatch: '2' }] }, { service: two }),
    rule(3, { fullPathMatch: '/VIDEOS/a', ignoreCase: true }, { service: two }),
    rule(
      4,
      { prefixMatch: '/old/' },
      { urlRedirect: { prefixRedirect: '/new/', redirectResponseCode: 'FOUND' } },
    ),
    rule(0, { fullPathMatch: '/videos/hd/a' }, { routeAction: { weightedBackendServices } }),
  ]
  const mixed = { name: 'all', defaultService: one, routeRules, pathRules: [{ paths: ['/a'], service: one }] }
  const hostRules = [{ hosts: ['*'], pathMatcher: 'all' }]
  const wrong = { name: 'mixed', defaultService: one, hostRules, pathMatchers: [mixed] }
  expect(await client.refusal('POST', 'global/urlMaps', wrong)).toMatchObject({ status: 400 })
  const { pathRules: _, ...matcher } = mixed
  const at = await proxied('routes', { defaultService: one, hostRules, pathMatchers: [matcher] })
  expect((await get(at)).text).toBe('one')
  expect((await get(at, { headers: { 'x-kind': 'newer' } })).text).toBe('two')
  expect((await get(at, { path: '/?v=2' })).text).toBe('two')
  expect((await get(at, { path: '/?v=3' })).text).toBe('one')
  expect((await get(at, { path: '/videos/a' })).text).toBe('two')
  expect(await get(at, { path: '/old/x?y=z', headers: { host: 'example.com' } })).toMatchObject({
    status: 302,
    headers: { location: 'http://example.com/new/x?y=z' },
  })
  expect((await answers(at, 4, { path: '/videos/hd/a' })).toSorted()).toEqual(['one', 'one', 'one', 'two'])
})

test('a backend service shares by cookie, and its check is told by the health of its groups', async () => {
  const service = await serviceOf('both', ['one', 'two'], { sessionAffinity: 'GENERATED_COOKIE' })
  const at = await proxied('both', { defaultService: service })
  const first = await get(at)
  const cookie = first.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  expect(cookie).toMatch(/^GCLB=/)
  expect(await answers(at, 3, { headers: { cookie } })).toEqual([first.text, first.text, first.text])
  expect((await answers(at, 2)).toSorted()).toEqual(['one', 'two'])
  const probe: Body = { httpHealthCheck: { port: 80, requestPath: '/nothing' } }
  await client.change('PATCH', 'global/healthChecks/http', probe)
  const group = `${zone}/instanceGroups/both`
  await expect.poll(() => stateOf(service, { group })).toBe('UNHEALTHY')
  await expect.poll(async () => (await get(at)).status).toBe(503)
})
