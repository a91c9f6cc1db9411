import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type GceClient, gceClient, smallInstance } from '../testing/gce-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { virtualClock } from '../virtual-clock.ts'

let local: LocalCloud
let client: GceClient

beforeAll(async () => {
  local = await startCloud({
    times: { ...shortTimes, actionMs: 5 },
    gce: { capacity: { 'c2-standard-4': 1 }, quotas: { INSTANCES: 5 } },
  })
  client = gceClient(local)
})
afterAll(() => local.close())

const zone = 'zones/europe-west1-b'
const instances = `${zone}/instances`

test('an operation takes its time: the instance is provisioned, staged and runs', async () => {
  const clock = virtualClock()
  await using cloud = await startCloud({ clock, times: { pendingMs: 1_000 } })
  const { post, get } = gceClient(cloud, clock.now)
  const operation = await post(instances, smallInstance)
  expect(operation).toMatchObject({
    kind: 'compute#operation',
    operationType: 'insert',
    status: 'PENDING',
    progress: 0,
  })
  const seen = async () => [
    (await get(`${zone}/operations/${operation.name}`)).status,
    (await get(`${instances}/web-1`)).status,
  ]
  expect(await seen()).toEqual(['PENDING', 'PROVISIONING'])
  await clock.advance(600)
  expect(await seen()).toEqual(['RUNNING', 'STAGING'])
  const waited = post(`${zone}/operations/${operation.name}/wait`)
  await clock.advance(400)
  expect(await waited).toMatchObject({
    status: 'DONE',
    progress: 100,
    targetLink: expect.stringMatching(/instances\/web-1$/),
  })
  expect(await seen()).toEqual(['DONE', 'RUNNING'])
})

test('an operation can be listed, found by its number, and deleted', async () => {
  const { name, id } = await client.change('POST', instances, { ...smallInstance, name: 'listed' })
  expect((await client.get(`${zone}/operations/${id}`)).name).toBe(name)
  const { items } = await client.get(`${zone}/operations?filter=operationType=insert`)
  expect(items.map((one: Body) => one.name)).toContain(name)
  expect((await client.get('aggregated/operations')).items[zone].operations.length).toBeGreaterThan(0)
  expect(await client.call('DELETE', `${zone}/operations/${name}`)).toEqual({ status: 204, body: undefined })
  expect(await client.refusal('GET', `${zone}/operations/${name}`)).toMatchObject({
    status: 404,
    reason: 'notFound',
  })
  await client.change('DELETE', `${instances}/listed`)
})

test('one request id has one effect', async () => {
  const id = randomUUID()
  const first = await client.post(`${instances}?requestId=${id}`, { ...smallInstance, name: 'once' })
  const second = await client.post(`${instances}?requestId=${id}`, { ...smallInstance, name: 'once' })
  expect(second.name).toBe(first.name)
  await client.ended(first)
  expect((await client.post(`${instances}?requestId=${id}`, { ...smallInstance, name: 'once' })).status).toBe(
    'DONE',
  )
  expect(
    await client.refusal('POST', `${instances}?requestId=${id}`, { ...smallInstance, name: 'other' }),
  ).toMatchObject({ status: 400, reason: 'invalid' })
  for (const wrong of ['1', '00000000-0000-0000-0000-000000000000'])
    expect(await client.refusal('POST', `${instances}?requestId=${wrong}`, smallInstance)).toMatchObject({
      status: 400,
      reason: 'invalid',
    })
  expect(await client.refusal('POST', instances, { ...smallInstance, name: 'once' })).toMatchObject({
    status: 409,
    reason: 'alreadyExists',
  })
  await client.change('DELETE', `${instances}/once`)
})

test('a zone without room fails the operation, and leaves nothing behind', async () => {
  const big = { ...smallInstance, machineType: `${zone}/machineTypes/c2-standard-4` }
  await client.change('POST', instances, { ...big, name: 'fits' })
  const failed = await client.ended(await client.post(instances, { ...big, name: 'full' }))
  expect(failed).toMatchObject({
    status: 'DONE',
    httpErrorStatusCode: 503,
    httpErrorMessage: 'SERVICE UNAVAILABLE',
    error: { errors: [{ code: 'ZONE_RESOURCE_POOL_EXHAUSTED' }] },
  })
  expect(await client.refusal('GET', `${instances}/full`)).toMatchObject({ status: 404, reason: 'notFound' })
  await client.change('DELETE', `${instances}/fits`)
})

test('a quota is told by its name', async () => {
  const names = ['q1', 'q2', 'q3', 'q4', 'q5']
  for (const name of names) await client.change('POST', instances, { ...smallInstance, name })
  const refused = await client.refusal('POST', instances, { ...smallInstance, name: 'q6' })
  expect(refused).toEqual({
    status: 403,
    reason: 'quotaExceeded',
    message: "Quota 'INSTANCES' exceeded.  Limit: 5.0 in region europe-west1.",
  })
  const { quotas } = await client.get('regions/europe-west1')
  expect(quotas).toContainEqual({ metric: 'INSTANCES', limit: 5, usage: 5 })
  for (const name of names) await client.change('DELETE', `${instances}/${name}`)
})

test('what an insert names must be there, and be named as the API names it', async () => {
  const cases: readonly (readonly [object, string])[] = [
    [{ name: 'Web' }, 'Must be a match of regex'],
    [{ name: undefined }, "Required field 'resource.name'"],
    [{ machineType: undefined }, "Required field 'resource.machineType'"],
    [{ machineType: 'e2-micro' }, 'URL is malformed'],
    [{ machineType: 'zones/us-west1-a/machineTypes/e2-micro' }, 'Machine type specified is in zone'],
    [{ disks: [] }, 'No disks are specified'],
    [
      { disks: [{ boot: true, initializeParams: { sourceImage: 'global/images/none' } }] },
      'image resource cannot be found',
    ],
    [
      { disks: [{ boot: true, initializeParams: { ...bootImage, diskSizeGb: '5' } }] },
      'cannot be smaller than the image',
    ],
    [{ disks: [{ boot: true, source: `${zone}/disks/none` }] }, 'disk resource cannot be found'],
    [{ networkInterfaces: [] }, 'At least one network interface'],
    [{ networkInterfaces: [{ network: 'global/networks/none' }] }, 'network resource cannot be found'],
    [{ networkInterfaces: [{ accessConfigs: [{ natIP: '203.0.113.9' }] }] }, 'was not found in region'],
    [{ networkInterfaces: [{ networkIP: '192.168.0.1' }] }, 'outside the subnetwork'],
    [{ labels: { Role: 'web' } }, 'Label key'],
    [{ tags: { items: ['Web'] } }, 'Must be a match of regex'],
    [{ metadata: { items: [{ key: 'a b', value: '' }] } }, 'Must be a match of regex'],
    [{ metadata: { items: [{ key: 'a' }, { key: 'a' }] } }, 'duplicate key'],
    [{ scheduling: { provisioningModel: 'SPOT', automaticRestart: true } }, 'automaticRestart'],
    [{ serviceAccounts: [{ email: 'you@example.com' }] }, 'does not have access'],
  ]
  for (const [more, words] of cases) {
    const refused = await client.refusal('POST', instances, { ...smallInstance, ...more })
    expect(refused).toEqual({
      status: 400,
      reason: expect.stringMatching(/^(?:invalid|required)$/),
      message: expect.stringContaining(words),
    })
  }
  expect(local.inventory().gce.instances).toEqual([])
})

const bootImage = { sourceImage: 'projects/debian-cloud/global/images/family/debian-12' }

test('a power change needs its state', async () => {
  await client.instance({ name: 'power' })
  await client.change('POST', `${instances}/power/start`)
  const stopping = await client.post(`${instances}/power/stop`)
  expect(await client.refusal('POST', `${instances}/power/start`)).toMatchObject({
    status: 400,
    reason: 'resourceNotReady',
  })
  await client.ended(stopping)
  await client.change('POST', `${instances}/power/stop`)
  expect(await client.refusal('POST', `${instances}/power/reset`)).toMatchObject({
    status: 400,
    reason: 'resourceNotReady',
  })
  await client.change('DELETE', `${instances}/power`)
  expect(await client.refusal('POST', `${instances}/power/start`)).toMatchObject({
    status: 404,
    reason: 'notFound',
  })
})

test('a fault lets the operation fail without an effect', async () => {
  await client.instance({ name: 'faulty' })
  local.faults.add({ operation: 'compute.instances.stop', kind: 'errored', count: 1 })
  const failed = await client.ended(await client.post(`${instances}/faulty/stop`))
  expect(failed.error.errors[0].code).toBe('INTERNAL_ERROR')
  expect((await client.get(`${instances}/faulty`)).status).toBe('RUNNING')
  local.faults.add({ operation: 'compute.instances.insert', kind: 'errored', count: 1 })
  await client.ended(await client.post(instances, { ...smallInstance, name: 'never' }))
  expect(local.inventory().gce.instances.map(({ name }) => name)).toEqual(['faulty'])
  await client.change('DELETE', `${instances}/faulty`)
})

test('a new instance is not found for as long as the cloud is inconsistent', async () => {
  const clock = virtualClock()
  await using cloud = await startCloud({ clock, consistencyMs: 2_000 })
  const { post, call, get } = gceClient(cloud, clock.now)
  await post(instances, smallInstance)
  expect((await call('GET', `${instances}/web-1`)).status).toBe(404)
  expect((await get(instances)).items).toBeUndefined()
  await clock.advance(2_000)
  expect((await get(instances)).items).toHaveLength(1)
})
