import { describe, expect, it } from 'vitest'
import { type GceLoadBalancers, loadBalancers } from './index.ts'
import { answer, done, instance, mocked, operation, refuse } from './testing/mock-gce.ts'

const region = 'regions/europe-west1'
const project = 'https://www.googleapis.com/compute/v1/projects/my-project'
const driver = (): GceLoadBalancers => loadBalancers(mocked())
const node = 'europe-west1-b/web-1'

const pool = (more: object = {}) => ({
  id: '7',
  name: 'front',
  region: `${project}/${region}`,
  creationTimestamp: '2026-01-01T00:00:00.000-08:00',
  selfLink: `${project}/${region}/targetPools/front`,
  ...more,
})
const rule = (protocol: string, port: number, more: object = {}) => ({
  name: `front-${protocol.toLowerCase()}-${port}`,
  region: `${project}/${region}`,
  IPAddress: '203.0.113.20',
  IPProtocol: protocol,
  portRange: `${port}-${port}`,
  target: `${project}/${region}/targetPools/front`,
  description: 'Part of the balancer europe-west1/front',
  ...more,
})
const address = (more: object = {}) => ({
  name: 'front',
  address: '203.0.113.20',
  region: `${project}/${region}`,
  status: 'RESERVED',
  description: 'Part of the balancer europe-west1/front',
  creationTimestamp: '2026-01-01T00:00:00.000-08:00',
  ...more,
})
const shows = (rules: readonly object[], more: object = {}) => {
  answer(`GET /${region}/targetPools/front`, 200, pool(more))
  answer(`GET /${region}/forwardingRules`, 200, { items: [...rules, rule('TCP', 99, { target: 'other' })] })
}
const check = 'global/httpHealthChecks/front-europe-west1'
const wanted = {
  name: 'front',
  listeners: [{ protocol: 'tcp', port: 80 }],
  native: { healthCheck: false },
} as const
/** The check, as it is asked for; `not found` where it is left out. */
const asksForCheck = (wire?: object) =>
  wire ? answer(`GET /${check}`, 200, wire) : refuse(`GET /${check}`, 404, 'notFound')

describe('createBalancer', () => {
  it('makes a pool, its health check, an address that stays, and a rule for each listener', async () => {
    answer('GET /zones/europe-west1-b/instances/web-1', 200, instance('web-1'))
    const made = done(`POST /${region}/targetPools`, region)
    const checked = done('POST /global/httpHealthChecks', 'global')
    const added = done(`POST /${region}/targetPools/front/addHealthCheck`, region)
    const kept = done(`POST /${region}/addresses`, region)
    const rules = [
      done(`POST /${region}/forwardingRules`, region),
      done(`POST /${region}/forwardingRules`, region),
    ]
    shows([rule('TCP', 80), rule('UDP', 53)])
    const listeners = [
      { protocol: 'tcp', port: 80 },
      { protocol: 'udp', port: 53, targetPort: 53 },
    ] as const
    expect(await driver().createBalancer({ name: 'front', listeners, members: [{ node }] })).toMatchObject({
      id: 'europe-west1/front',
      state: 'active',
      ips: ['203.0.113.20'],
      location: 'europe-west1',
      listeners: [
        { protocol: 'udp', port: 53, targetProtocol: 'udp', targetPort: 53 },
        { protocol: 'tcp', port: 80, targetProtocol: 'tcp', targetPort: 80 },
      ],
    })
    expect(made.body).toEqual({
      name: 'front',
      description: expect.stringMatching(/^cloud-intent=[0-9a-f]{32} cloud-digest=[0-9a-f]{32}$/),
      instances: ['projects/my-project/zones/europe-west1-b/instances/web-1'],
    })
    expect(checked.body).toEqual({
      ...{ name: 'front-europe-west1', description: 'Part of the balancer europe-west1/front' },
      ...{ port: 80, requestPath: '/', checkIntervalSec: 5, timeoutSec: 5 },
      ...{ healthyThreshold: 2, unhealthyThreshold: 2 },
    })
    expect(added.body).toEqual({ healthChecks: [{ healthCheck: `projects/my-project/${check}` }] })
    expect(kept.body).toMatchObject({ name: 'front', addressType: 'EXTERNAL' })
    expect(rules.map(({ body }) => body)).toEqual(
      [
        ['front-tcp-80', 'TCP', '80-80'],
        ['front-udp-53', 'UDP', '53-53'],
      ].map(([name, IPProtocol, portRange]) => ({
        ...{ name, IPProtocol, portRange, loadBalancingScheme: 'EXTERNAL' },
        IPAddress: `projects/my-project/${region}/addresses/front`,
        description: 'Part of the balancer europe-west1/front',
        target: `projects/my-project/${region}/targetPools/front`,
      })),
    )
  })

  it('that fails half way leaves nothing', async () => {
    done(`POST /${region}/targetPools`, region)
    done(`POST /${region}/addresses`, region)
    const error = { errors: [{ code: 'QUOTA_EXCEEDED', message: 'No more.' }] }
    answer(`POST /${region}/forwardingRules`, 200, operation(region, { error }))
    shows([])
    done(`DELETE /${region}/targetPools/front`, region)
    asksForCheck()
    answer(`GET /${region}/addresses/front`, 200, address())
    done(`DELETE /${region}/addresses/front`, region)
    const failed = driver().createBalancer(wanted)
    await expect(failed).rejects.toMatchObject({ code: 'quota', outcome: 'not-applied' })
  })

  it('with a name that is taken leaves what bears it', async () => {
    refuse(`POST /${region}/targetPools`, 409, 'alreadyExists')
    answer(`GET /${region}/targetPools/front`, 200, pool({ description: 'mine' }))
    const taken = { code: 'already-exists', outcome: 'not-applied' }
    await expect(driver().createBalancer(wanted)).rejects.toMatchObject(taken)
  })

  it('under a key that was used goes on where the earlier call ended, and is a conflict with other options', async () => {
    answer('GET /aggregated/targetPools', 200, {})
    const first = answer(`POST /${region}/targetPools`, 200, operation(region))
    done(`POST /${region}/addresses`, region)
    done(`POST /${region}/forwardingRules`, region)
    shows([rule('TCP', 80)])
    await driver().createBalancer({ ...wanted, idempotencyKey: 'one' })
    const { description } = first.body as { description: string }
    const earlier = { items: { [region]: { targetPools: [pool({ description })] } } }
    answer('GET /aggregated/targetPools', 200, earlier)
    refuse(`POST /${region}/addresses`, 409, 'alreadyExists')
    answer(`GET /${region}/addresses/front`, 200, address())
    refuse(`POST /${region}/forwardingRules`, 409, 'alreadyExists')
    answer(`GET /${region}/forwardingRules/front-tcp-80`, 200, rule('TCP', 80))
    shows([rule('TCP', 80)])
    expect((await driver().createBalancer({ ...wanted, idempotencyKey: 'one' })).id).toBe(
      'europe-west1/front',
    )
    answer('GET /aggregated/targetPools', 200, earlier)
    const other = driver().createBalancer({ ...wanted, name: 'other', idempotencyKey: 'one' })
    await expect(other).rejects.toMatchObject({ code: 'conflict', outcome: 'not-applied' })
  })

  it('with a node of another region is invalid, and with one that is not there not found', async () => {
    const far = { ...wanted, members: [{ node: 'us-east1-b/web-1' }] }
    answer('GET /zones/us-east1-b/instances/web-1', 200, instance('web-1'))
    const code = { code: 'invalid', outcome: 'not-applied' }
    await expect(driver().createBalancer(far)).rejects.toMatchObject(code)
    refuse('GET /zones/us-east1-b/instances/web-1', 404, 'notFound')
    const missing = { code: 'not-found', outcome: 'not-applied' }
    await expect(driver().createBalancer(far)).rejects.toMatchObject(missing)
  })

  it.each([
    ['http', { listeners: [{ protocol: 'http', port: 80 }] }],
    ['another port', { listeners: [{ protocol: 'tcp', port: 80, targetPort: 8080 }] }],
    ['a port twice', { listeners: [wanted.listeners[0], wanted.listeners[0]] }],
    ['no listener', { listeners: [] }],
    ['a name of capitals', { name: 'Front' }],
    ['a health check that is neither', { native: { healthCheck: 'http' } }],
  ])('with %s is invalid', async (_what, more) => {
    const refused = driver().createBalancer({ ...wanted, ...(more as object) })
    await expect(refused).rejects.toMatchObject({ code: 'invalid', outcome: 'not-applied' })
  })
})

describe('a balancer', () => {
  it('goes with its rules, its check and its own address, and leaves an address of others', async () => {
    shows([rule('TCP', 80)])
    done(`DELETE /${region}/forwardingRules/front-tcp-80`, region)
    done(`DELETE /${region}/targetPools/front`, region)
    asksForCheck({ name: 'front-europe-west1', description: 'Part of the balancer europe-west1/front' })
    done(`DELETE /${check}`, 'global')
    answer(`GET /${region}/addresses/front`, 200, address({ description: 'mine' }))
    await driver().destroyBalancer('europe-west1/front')
  })

  it('is listed with what leads to it', async () => {
    answer('GET /aggregated/targetPools', 200, { items: { [region]: { targetPools: [pool()] } } })
    const rules = [rule('TCP', 80), rule('TCP', 81, { target: `${project}/${region}/targetPools/other` })]
    answer('GET /aggregated/forwardingRules', 200, { items: { [region]: { forwardingRules: rules } } })
    const [found] = await driver().listBalancers({ name: 'front' }).toArray()
    expect(found?.listeners.map(({ port }) => port)).toEqual([80])
  })

  it('keeps its name', async () => {
    shows([rule('TCP', 80)])
    const renamed = driver().updateBalancer('europe-west1/front', { name: 'back' })
    await expect(renamed).rejects.toMatchObject({ code: 'invalid' })
  })

  it('gets listeners at its address, and keeps the last', async () => {
    shows([rule('TCP', 80)])
    const sent = done(`POST /${region}/forwardingRules`, region)
    answer(`GET /${region}/forwardingRules/front-tcp-443`, 200, rule('TCP', 443))
    const more = await driver().addListener('europe-west1/front', { protocol: 'tcp', port: 443 })
    expect(more.listeners.map(({ port }) => port)).toEqual([80, 443])
    expect(sent.body).toMatchObject({ IPAddress: '203.0.113.20', portRange: '443-443' })
    shows([rule('TCP', 80), rule('TCP', 443)])
    done(`DELETE /${region}/forwardingRules/front-tcp-443`, region)
    const fewer = await driver().removeListener('europe-west1/front', { port: 443 })
    expect(fewer.listeners.map(({ port }) => port)).toEqual([80])
    shows([rule('TCP', 80)])
    const last = driver().removeListener('europe-west1/front', { port: 80 })
    await expect(last).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('a health check', () => {
  it('is told in milliseconds, and is none of a pool without one', async () => {
    const link = `${project}/${check}`
    answer(`GET /${region}/targetPools/front`, 200, pool({ healthChecks: [link] }))
    asksForCheck({ port: 8080, requestPath: '/up', checkIntervalSec: 20, timeoutSec: 4 })
    expect(await driver().getHealthCheck('europe-west1/front')).toEqual({
      ...{ protocol: 'http', port: 8080, path: '/up', intervalMs: 20_000, timeoutMs: 4000 },
      ...{ healthyAfter: 2, unhealthyAfter: 2 },
    })
    answer(`GET /${region}/targetPools/front`, 200, pool())
    const none = driver().getHealthCheck('europe-west1/front')
    await expect(none).rejects.toMatchObject({ code: 'not-found' })
  })

  it("of the balancer's own is replaced whole, with a timeout that fits", async () => {
    shows([rule('UDP', 53), rule('TCP', 443)], { healthChecks: [`${project}/${check}`] })
    const sent = done(`PUT /${check}`, 'global')
    await driver().setHealthCheck('europe-west1/front', { protocol: 'http', intervalMs: 2000 })
    expect(sent.body).toMatchObject({ port: 443, requestPath: '/', checkIntervalSec: 2, timeoutSec: 2 })
  })

  it('of somebody else makes place for one of its own, and stays', async () => {
    shows([rule('TCP', 80)], { healthChecks: [`${project}/global/httpHealthChecks/mine`] })
    refuse('POST /global/httpHealthChecks', 409, 'alreadyExists')
    const sent = done(`PUT /${check}`, 'global')
    const removed = done(`POST /${region}/targetPools/front/removeHealthCheck`, region)
    const added = done(`POST /${region}/targetPools/front/addHealthCheck`, region)
    await driver().setHealthCheck('europe-west1/front', { protocol: 'http', timeoutMs: 9000 })
    expect(sent.body).toMatchObject({ port: 80, checkIntervalSec: 9, timeoutSec: 9 })
    expect(removed.body).toEqual({
      healthChecks: [{ healthCheck: 'projects/my-project/global/httpHealthChecks/mine' }],
    })
    expect(added.body).toEqual({ healthChecks: [{ healthCheck: `projects/my-project/${check}` }] })
  })

  it('needs a port where all listeners are of UDP', async () => {
    shows([rule('UDP', 53)])
    const refused = driver().setHealthCheck('europe-west1/front', { protocol: 'http' })
    await expect(refused).rejects.toMatchObject({ code: 'invalid', outcome: 'not-applied' })
  })

  it.each([
    ['tcp', { protocol: 'tcp' }],
    ['https', { protocol: 'https' }],
    ['more than 300 seconds', { protocol: 'http', intervalMs: 301_000 }],
    ['a timeout above its interval', { protocol: 'http', intervalMs: 2000, timeoutMs: 3000 }],
    ['eleven answers', { protocol: 'http', healthyAfter: 11 }],
  ])('of %s is invalid', async (_what, wrong) => {
    const refused = driver().setHealthCheck('europe-west1/front', wrong as { protocol: 'http' })
    await expect(refused).rejects.toMatchObject({ code: 'invalid', outcome: 'not-applied' })
  })
})

describe('members', () => {
  const link = `${project}/zones/europe-west1-b/instances/web-1`

  it('come and go, and wait while the pool is busy', async () => {
    answer(`GET /${region}/targetPools/front`, 200, pool())
    answer('GET /zones/europe-west1-b/instances/web-1', 200, instance('web-1'))
    for (let times = 0; times < 5; times += 1)
      refuse(`POST /${region}/targetPools/front/addInstance`, 400, 'resourceNotReady')
    const sent = done(`POST /${region}/targetPools/front/addInstance`, region)
    const member = await driver().attachMember('europe-west1/front', { node })
    expect(member).toMatchObject({ kind: 'member', id: node, node, state: 'unknown' })
    expect(sent.body).toEqual({
      instances: [{ instance: 'projects/my-project/zones/europe-west1-b/instances/web-1' }],
    })
    answer(`GET /${region}/targetPools/front`, 200, pool({ instances: [link] }))
    done(`POST /${region}/targetPools/front/removeInstance`, region)
    await driver().detachMember('europe-west1/front', member)
    answer(`GET /${region}/targetPools/front`, 200, pool())
    await driver().detachMember('europe-west1/front', { node })
  })

  it('tell how they are where there is a health check', async () => {
    answer(`GET /${region}/targetPools/front`, 200, pool({ instances: [link], healthChecks: ['check'] }))
    answer(`POST /${region}/targetPools/front/getHealth`, 200, {
      healthStatus: [{ healthState: 'UNHEALTHY' }],
    })
    expect(await driver().listMembers('europe-west1/front').toArray()).toMatchObject([
      { id: node, state: 'unhealthy' },
    ])
  })
})
