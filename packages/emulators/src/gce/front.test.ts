import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type GceClient, gceClient, smallInstance } from '../testing/gce-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let client: GceClient

beforeAll(async () => {
  local = await startCloud({ times: shortTimes, gce: { unreachable: ['zones/us-east1-b'] } })
  client = gceClient(local)
})
afterAll(() => local.close())

const zone = 'zones/europe-west1-b'

test('what the protocol does not know is refused: members, types, values, parameters', async () => {
  const insert = (more: object) => client.refusal('POST', `${zone}/instances`, { ...smallInstance, ...more })
  expect(await insert({ colour: 'red' })).toEqual({
    status: 400,
    reason: 'invalid',
    message: expect.stringContaining('Unknown name "colour"'),
  })
  expect(await insert({ disks: [{ bot: true }] })).toEqual({
    status: 400,
    reason: 'invalid',
    message: expect.stringContaining("at 'disks[0]'"),
  })
  expect(await insert({ canIpForward: 'yes' })).toEqual({
    status: 400,
    reason: 'invalid',
    message: expect.stringContaining("Invalid value at 'canIpForward'"),
  })
  expect(await insert({ disks: [{ mode: 'WRITE' }] })).toEqual({
    status: 400,
    reason: 'invalid',
    message: expect.stringContaining('"WRITE"'),
  })
  expect(await insert({ labels: ['a'] })).toMatchObject({ status: 400, reason: 'invalid' })
  expect(await client.refusal('GET', 'zones?page=2')).toMatchObject({ status: 400, reason: 'invalid' })
  expect(await client.refusal('GET', 'zones?maxResults=501')).toMatchObject({
    status: 400,
    reason: 'invalid',
  })
  expect(await client.refusal('GET', 'zones?maxResults=many')).toMatchObject({
    status: 400,
    reason: 'invalid',
  })
  expect(await client.refusal('POST', `${zone}/instances`)).toMatchObject({
    status: 400,
    reason: 'badRequest',
  })
})

test('what is not there is told by its path', async () => {
  const path = `projects/${local.gce.project}`
  expect(await client.refusal('GET', `${zone}/instances/none`)).toEqual({
    status: 404,
    reason: 'notFound',
    message: `The resource '${path}/${zone}/instances/none' was not found`,
  })
  expect(await client.refusal('GET', 'zones/mars-a/instances')).toMatchObject({
    status: 404,
    reason: 'notFound',
  })
  expect(await client.refusal('GET', '/compute/v1/projects/other/zones')).toMatchObject({
    status: 404,
    reason: 'notFound',
  })
  expect(await client.refusal('GET', '/compute/v1/projects/debian-cloud/zones')).toMatchObject({
    status: 403,
    reason: 'forbidden',
  })
  expect(await client.refusal('GET', 'planets')).toMatchObject({ status: 404, reason: 'notFound' })
})

test('a list pages by tokens, filters, orders, and shows the fields that are asked for', async () => {
  const names = async (query: string) => {
    const found: string[] = []
    let token = ''
    do {
      const page = await client.get(
        `zones/europe-west1-b/machineTypes?${query}${token && `&pageToken=${token}`}`,
      )
      found.push(...(page.items ?? []).map(({ name }: { name: string }) => name))
      token = page.nextPageToken ?? ''
    } while (token)
    return found
  }
  const all = await names('')
  expect(await names('maxResults=7')).toEqual(all)
  expect(await names('filter=isSharedCpu=true')).toEqual([
    'e2-medium',
    'e2-micro',
    'e2-small',
    'f1-micro',
    'g1-small',
  ])
  const both = encodeURIComponent('(guestCpus >= 4) AND (guestCpus < 8) (name:e2-* OR name eq "c2-.*")')
  expect(await names(`filter=${both}`)).toEqual([
    'c2-standard-4',
    'e2-highcpu-4',
    'e2-highmem-4',
    'e2-standard-4',
  ])
  expect(await names(`filter=${encodeURIComponent('NOT name:* ')}`)).toEqual([])
  expect(
    await names(
      `filter=${encodeURIComponent('name != e2-micro AND name ne "[^e].*" AND -isSharedCpu = false')}`,
    ),
  ).toEqual(['e2-medium', 'e2-small'])
  const { items, kind } = await client.get(`zones?fields=items(name,status)&filter=name=us-west1-a`)
  expect({ items, kind }).toEqual({ items: [{ name: 'us-west1-a', status: 'UP' }], kind: undefined })
  for (const wrong of [
    'filter=name=',
    'filter=(name=a',
    'orderBy=size',
    'pageToken=none',
    `filter=name%20eq%20"["`,
  ])
    expect(await client.refusal('GET', `zones?${wrong}`)).toMatchObject({ status: 400, reason: 'invalid' })
})

test('an aggregated list says which scopes have nothing and which did not answer', async () => {
  const { items, unreachables } = await client.get('aggregated/machineTypes?filter=name=e2-micro')
  expect(items['zones/europe-west1-b']).toMatchObject({
    machineTypes: [{ name: 'e2-micro', zone: 'europe-west1-b' }],
  })
  expect(items['zones/us-east1-b']).toMatchObject({ warning: { code: 'UNREACHABLE' } })
  expect(unreachables).toBeUndefined()
  const none = await client.get('aggregated/instances?returnPartialSuccess=true')
  expect(none.items['zones/europe-west1-b'].warning).toMatchObject({
    code: 'NO_RESULTS_ON_PAGE',
    data: [{ key: 'scope', value: 'zones/europe-west1-b' }],
  })
  expect(none.unreachables).toEqual(['zones/us-east1-b'])
  expect(await client.refusal('GET', 'zones/us-east1-b/instances')).toMatchObject({
    status: 503,
    reason: 'backendError',
  })
})

test('a custom machine type is known by its name, and judged', async () => {
  expect(await client.get(`${zone}/machineTypes/n2-custom-4-8192`)).toMatchObject({
    guestCpus: 4,
    memoryMb: 8_192,
  })
  const insert = (type: string) =>
    client.refusal('POST', `${zone}/instances`, {
      ...smallInstance,
      machineType: `${zone}/machineTypes/${type}`,
    })
  expect(await insert('n2-custom-3-8192')).toEqual({
    status: 400,
    reason: 'invalid',
    message: expect.stringContaining('Number of CPUs'),
  })
  expect(await insert('e2-custom-2-1000')).toEqual({
    status: 400,
    reason: 'invalid',
    message: expect.stringContaining('multiple of 256'),
  })
  expect(await insert('e2-huge-1')).toEqual({
    status: 400,
    reason: 'invalid',
    message: expect.stringContaining("'e2-huge-1' does not exist"),
  })
})

test('images of the vendor are everybody’s to read, and a family means its newest', async () => {
  const root = '/compute/v1/projects/debian-cloud/global/images'
  const { items } = await client.get(`${root}?filter=family=debian-12`)
  const current = items.filter(({ deprecated }: { deprecated?: object }) => !deprecated)
  expect([items.length, current.length]).toEqual([2, 1])
  expect((await client.get(`${root}/family/debian-12`)).name).toBe(current[0].name)
  expect(await client.refusal('GET', `${root}/family/none`)).toMatchObject({
    status: 404,
    reason: 'notFound',
  })
})

test('faults strike by the discovery document’s ids, in the protocol’s own shape', async () => {
  local.faults.add({ operation: 'compute.zones.list', kind: 'error', count: 1 })
  expect((await client.call('GET', 'zones')).body).toMatchObject({
    error: { code: 403, errors: [{ reason: 'rateLimitExceeded', domain: 'usageLimits' }] },
  })
  local.faults.add({ operation: 'compute.zones.list', kind: 'error', code: 'backendError', count: 1 })
  expect(await client.refusal('GET', 'zones')).toMatchObject({ status: 503, reason: 'backendError' })
})

test('secrets stay out of the log', async () => {
  const items = [
    { key: 'user-data', value: '#cloud-config\npassword: hush' },
    { key: 'startup-script', value: 'echo hush' },
    { key: 'db-password', value: 'hush' },
    { key: 'colour', value: 'red' },
  ]
  await client.change('POST', `${zone}/instances`, { ...smallInstance, name: 'secret', metadata: { items } })
  const logged = JSON.stringify(local.requests)
  expect(logged).not.toContain('hush')
  expect(logged).toContain('red')
})
