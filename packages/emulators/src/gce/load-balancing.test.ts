import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type GceClient, gceClient } from '../testing/gce-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { selfMadeCertificate } from '../testing/self-made-certificate.ts'

let local: LocalCloud
let client: GceClient

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 5 } })
  client = gceClient(local)
  await client.instance({ name: 'web-1' })
  await client.instance({ name: 'web-2' })
})
afterAll(() => local.close())

const region = 'regions/europe-west1'
const zone = 'zones/europe-west1-b'
const inUse = { status: 400, reason: 'resourceInUseByAnotherResource' }
const instance = (name: string) => ({ instance: `${zone}/instances/${name}` })

test('a network load balancer: a health check, a target pool, a forwarding rule', async () => {
  await client.change('POST', 'global/httpHealthChecks', { name: 'web', requestPath: '/up' })
  expect(await client.get('global/httpHealthChecks/web')).toMatchObject({
    port: 80,
    checkIntervalSec: 5,
    requestPath: '/up',
  })
  await client.change('PATCH', 'global/httpHealthChecks/web', { port: 8_080 })
  const pool = `${region}/targetPools/web`
  await client.change('POST', `${region}/targetPools`, {
    name: 'web',
    healthChecks: ['global/httpHealthChecks/web'],
    instances: [`${zone}/instances/web-1`],
  })
  await client.change('POST', `${pool}/addInstance`, { instances: [instance('web-1'), instance('web-2')] })
  expect((await client.get(pool)).instances).toHaveLength(2)
  await expect
    .poll(async () => (await client.post(`${pool}/getHealth`, instance('web-1'))).healthStatus[0].healthState)
    .toBe('HEALTHY')
  await client.change('POST', `${zone}/instances/web-1/stop`)
  expect((await client.post(`${pool}/getHealth`, instance('web-1'))).healthStatus[0].healthState).toBe(
    'UNHEALTHY',
  )
  await client.change('POST', `${zone}/instances/web-1/start`)

  await client.change('POST', `${region}/addresses`, { name: 'front' })
  const { address } = await client.get(`${region}/addresses/front`)
  const rule = { name: 'web', target: pool, portRange: '80', IPAddress: address, labels: { a: 'b' } }
  await client.change('POST', `${region}/forwardingRules`, rule)
  expect(await client.get(`${region}/forwardingRules/web`)).toMatchObject({
    IPAddress: address,
    portRange: '80-80',
    IPProtocol: 'TCP',
    loadBalancingScheme: 'EXTERNAL',
    target: expect.stringMatching(/targetPools\/web$/),
  })
  expect(await client.refusal('POST', `${region}/forwardingRules`, { ...rule, name: 'again' })).toMatchObject(
    inUse,
  )
  expect(await client.refusal('DELETE', pool)).toMatchObject(inUse)
  expect(await client.refusal('DELETE', 'global/httpHealthChecks/web')).toMatchObject(inUse)
  expect(await client.refusal('DELETE', `${region}/addresses/front`)).toMatchObject(inUse)
  await client.change('POST', `${pool}/removeInstance`, { instances: [instance('web-2')] })
  await client.change('POST', `${pool}/removeHealthCheck`, {
    healthChecks: [{ healthCheck: 'global/httpHealthChecks/web' }],
  })
  await client.change('POST', `${region}/targetPools`, { name: 'spare' })
  await client.change('POST', `${region}/forwardingRules/web/setTarget`, {
    target: `${region}/targetPools/spare`,
  })
  await client.change('DELETE', `${region}/forwardingRules/web`)
  expect((await client.get(`${region}/addresses/front`)).status).toBe('RESERVED')
  for (const name of ['web', 'spare']) await client.change('DELETE', `${region}/targetPools/${name}`)
})

test('a rule without an address of its own is given one, and a wrong one is refused', async () => {
  await client.change('POST', `${region}/targetPools`, { name: 'p' })
  const target = `${region}/targetPools/p`
  await client.change('POST', `${region}/forwardingRules`, { name: 'any', target })
  expect((await client.get(`${region}/forwardingRules/any`)).IPAddress).toMatch(/^203\.0\.113\./)
  const cases: readonly object[] = [
    { target: 'regions/us-west1/targetPools/p' },
    {},
    { target, backendService: target },
    { target, portRange: '90-80' },
    { target, IPAddress: '203.0.113.250' },
  ]
  for (const wrong of cases)
    expect(
      await client.refusal('POST', `${region}/forwardingRules`, { name: 'wrong', ...wrong }),
    ).toMatchObject({ status: 400 })
  expect(
    await client.refusal('POST', 'global/forwardingRules', { name: 'wrong', target, portRange: '80' }),
  ).toMatchObject({ status: 400 })
  expect(
    await client.refusal('POST', `${region}/targetPools`, {
      name: 'far',
      instances: ['zones/us-west1-a/instances/none'],
    }),
  ).toMatchObject({ status: 400 })
})

test('an HTTP load balancer: groups, a backend service, a URL map, proxies, certificates', async () => {
  await client.change('POST', 'global/healthChecks', { name: 'http', type: 'HTTP' })
  expect((await client.get('global/healthChecks/http')).httpHealthCheck).toMatchObject({
    port: 80,
    requestPath: '/',
  })
  await client.change('POST', `${zone}/instanceGroups`, {
    name: 'web',
    namedPorts: [{ name: 'http', port: 80 }],
  })
  await client.change('POST', `${zone}/instanceGroups/web/addInstances`, { instances: [instance('web-1')] })
  const listed = await client.post(`${zone}/instanceGroups/web/listInstances`, { instanceState: 'RUNNING' })
  expect(listed.items).toEqual([{ instance: expect.stringMatching(/web-1$/), status: 'RUNNING' }])
  const service = {
    name: 'web',
    protocol: 'HTTP',
    healthChecks: ['global/healthChecks/http'],
    backends: [{ group: `${zone}/instanceGroups/web` }],
  }
  await client.change('POST', 'global/backendServices', service)
  const made = await client.get('global/backendServices/web')
  expect(made).toMatchObject({ timeoutSec: 30, backends: [{ balancingMode: 'UTILIZATION' }] })
  const { healthStatus } = await client.post('global/backendServices/web/getHealth', {
    group: `${zone}/instanceGroups/web`,
  })
  expect(healthStatus).toMatchObject([{ port: 80, instance: expect.stringMatching(/web-1$/) }])
  expect(
    await client.refusal('PATCH', 'global/backendServices/web', { timeoutSec: 10, fingerprint: 'old' }),
  ).toMatchObject({ status: 412, reason: 'conditionNotMet' })
  await client.change('PATCH', 'global/backendServices/web', {
    timeoutSec: 10,
    fingerprint: made.fingerprint,
  })
  expect(await client.get('global/backendServices/web')).toMatchObject({ timeoutSec: 10, protocol: 'HTTP' })

  const map = {
    name: 'web',
    defaultService: 'global/backendServices/web',
    hostRules: [{ hosts: ['*'], pathMatcher: 'all' }],
    pathMatchers: [
      {
        name: 'all',
        defaultService: 'global/backendServices/web',
        pathRules: [{ paths: ['/a/*'], service: 'global/backendServices/web' }],
      },
    ],
  }
  await client.change('POST', 'global/urlMaps', map)
  expect(
    await client.refusal('POST', 'global/urlMaps', {
      ...map,
      name: 'x',
      hostRules: [{ hosts: ['*'], pathMatcher: 'none' }],
    }),
  ).toMatchObject({ status: 400 })
  expect(await client.refusal('POST', 'global/urlMaps', { name: 'x' })).toMatchObject({
    status: 400,
    reason: 'required',
  })
  await client.change('POST', 'global/targetHttpProxies', { name: 'web', urlMap: 'global/urlMaps/web' })

  const { certificate, privateKey } = selfMadeCertificate({
    name: 'web.example.com',
    dnsNames: ['web.example.com'],
  })
  await client.change('POST', 'global/sslCertificates', { name: 'web', certificate, privateKey })
  const shown = await client.get('global/sslCertificates/web')
  expect(shown).toMatchObject({ type: 'SELF_MANAGED', subjectAlternativeNames: ['web.example.com'] })
  expect(JSON.stringify([shown, local.requests])).not.toContain('PRIVATE KEY')
  const other = selfMadeCertificate({ name: 'other.example.com' })
  expect(
    await client.refusal('POST', 'global/sslCertificates', {
      name: 'x',
      certificate,
      privateKey: other.privateKey,
    }),
  ).toMatchObject({ status: 400 })
  await client.change('POST', 'global/sslCertificates', {
    name: 'given',
    managed: { domains: ['a.example.com'] },
  })
  await expect
    .poll(async () => (await client.get('global/sslCertificates/given')).managed.status)
    .toBe('ACTIVE')
  await client.change('POST', 'global/targetHttpsProxies', {
    name: 'web',
    urlMap: 'global/urlMaps/web',
    sslCertificates: ['global/sslCertificates/web'],
  })
  await client.change('POST', 'targetHttpsProxies/web/setSslCertificates', {
    sslCertificates: ['global/sslCertificates/given'],
  })
  for (const [name, target, portRange] of [
    ['plain', 'targetHttpProxies/web', '80'],
    ['secure', 'targetHttpsProxies/web', '443'],
  ])
    await client.change('POST', 'global/forwardingRules', { name, target: `global/${target}`, portRange })
  const { items } = await client.get('aggregated/forwardingRules')
  expect(items.global.forwardingRules.map(({ name }: Body) => name)).toEqual(['plain', 'secure'])

  for (const path of [
    'targetHttpProxies/web',
    'sslCertificates/given',
    'urlMaps/web',
    'backendServices/web',
    'healthChecks/http',
  ])
    expect(await client.refusal('DELETE', `global/${path}`)).toMatchObject(inUse)
  expect(await client.refusal('DELETE', `${zone}/instanceGroups/web`)).toMatchObject(inUse)
  for (const path of [
    'forwardingRules/plain',
    'forwardingRules/secure',
    'targetHttpProxies/web',
    'targetHttpsProxies/web',
    'sslCertificates/web',
    'sslCertificates/given',
    'urlMaps/web',
    'backendServices/web',
    'healthChecks/http',
  ])
    await client.change('DELETE', `global/${path}`)
  await client.change('DELETE', `${zone}/instanceGroups/web`)
})

test('health checks are judged', async () => {
  const cases: readonly object[] = [
    {},
    { type: 'TCP', timeoutSec: 10 },
    { type: 'TCP', httpHealthCheck: { port: 80 } },
    { type: 'HTTP', httpHealthCheck: { port: 70_000 } },
    { type: 'HTTP', httpHealthCheck: { requestPath: 'up' } },
    { type: 'TCP', healthyThreshold: 11 },
  ]
  for (const wrong of cases)
    expect(await client.refusal('POST', 'global/healthChecks', { name: 'wrong', ...wrong })).toMatchObject({
      status: 400,
    })
})
