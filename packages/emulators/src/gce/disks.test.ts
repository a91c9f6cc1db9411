import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type GceClient, gceClient, smallInstance } from '../testing/gce-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let client: GceClient

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 5 } })
  client = gceClient(local)
})
afterAll(() => local.close())

const zone = 'zones/europe-west1-b'
const region = 'regions/europe-west1'
const debian = 'projects/debian-cloud/global/images/family/debian-12'

test('a disk is made, grown, attached, kept with its user, detached and deleted', async () => {
  await client.change('POST', `${zone}/disks`, { name: 'data', sizeGb: '20', labels: { role: 'db' } })
  const disk = await client.get(`${zone}/disks/data`)
  expect(disk).toMatchObject({ status: 'READY', sizeGb: '20', labels: { role: 'db' } })
  expect(disk.type).toMatch(/diskTypes\/pd-standard$/)
  await client.change('POST', `${zone}/disks/data/resize`, { sizeGb: 30 })
  expect((await client.get(`${zone}/disks/data`)).sizeGb).toBe('30')
  expect(await client.refusal('POST', `${zone}/disks/data/resize`, { sizeGb: 10 })).toMatchObject({
    status: 400,
    reason: 'invalid',
  })

  await client.instance({ name: 'db' })
  await client.change('POST', `${zone}/instances/db/attachDisk`, {
    source: `${zone}/disks/data`,
    deviceName: 'data',
  })
  const { disks } = await client.get(`${zone}/instances/db`)
  expect(disks.map(({ deviceName, boot }: Body) => [deviceName, boot])).toEqual([
    ['persistent-disk-0', true],
    ['data', false],
  ])
  expect((await client.get(`${zone}/disks/data`)).users).toEqual([expect.stringMatching(/instances\/db$/)])
  expect(await client.refusal('DELETE', `${zone}/disks/data`)).toMatchObject({
    status: 400,
    reason: 'resourceInUseByAnotherResource',
  })
  await client.instance({ name: 'other' })
  expect(
    await client.refusal('POST', `${zone}/instances/other/attachDisk`, { source: `${zone}/disks/data` }),
  ).toMatchObject({ status: 400, reason: 'resourceInUseByAnotherResource' })
  expect(await client.refusal('POST', `${zone}/instances/db/detachDisk?deviceName=none`)).toMatchObject({
    status: 400,
    reason: 'invalid',
  })
  expect(
    await client.refusal('POST', `${zone}/instances/db/detachDisk?deviceName=persistent-disk-0`),
  ).toMatchObject({ status: 400, reason: 'invalid' })
  await client.change('POST', `${zone}/instances/db/detachDisk?deviceName=data`)
  expect((await client.get(`${zone}/disks/data`)).users).toBeUndefined()
  await client.change('DELETE', `${zone}/disks/data`)
  expect(await client.refusal('GET', `${zone}/disks/data`)).toMatchObject({ status: 404, reason: 'notFound' })
})

test('disks that are to be deleted with their instance are, and the others stay', async () => {
  const [boot] = smallInstance.disks as Body[]
  const data = {
    initializeParams: { diskName: 'kept', diskSizeGb: '10', diskType: `${zone}/diskTypes/pd-ssd` },
  }
  await client.instance({ name: 'pair', disks: [boot, data] })
  await client.change(
    'POST',
    `${zone}/instances/pair/setDiskAutoDelete?deviceName=persistent-disk-0&autoDelete=true`,
  )
  await client.change('DELETE', `${zone}/instances/pair`)
  const names = ((await client.get(`${zone}/disks`)).items ?? []).map(({ name }: Body) => name)
  expect(names).toContain('kept')
  expect(names).not.toContain('pair')
})

test('a disk’s input is judged', async () => {
  const cases: readonly (readonly [object, string])[] = [
    [{ name: 'd', sizeGb: '70000' }, 'Disk size'],
    [{ name: 'd', type: `${zone}/diskTypes/none` }, 'diskType resource cannot be found'],
    [{ name: 'd', sourceImage: 'global/images/none' }, 'image resource cannot be found'],
    [{ name: 'd', sourceImage: debian, sizeGb: 1 }, 'cannot be smaller'],
    [{ name: 'd', sourceImage: debian, sourceSnapshot: 'global/snapshots/s' }, 'one source'],
    [{ name: 'd', replicaZones: [zone] }, 'no replica zones'],
    [{ sizeGb: 10 }, "'resource.name' not specified"],
  ]
  for (const [input, message] of cases)
    expect(await client.refusal('POST', `${zone}/disks`, input)).toMatchObject({
      status: 400,
      message: expect.stringContaining(message),
    })
  expect(await client.refusal('POST', `${region}/disks`, { name: 'd' })).toMatchObject({
    status: 400,
    reason: 'required',
  })
})

test('a regional disk is in two zones, and an instance of one of them has it', async () => {
  const replicaZones = ['europe-west1-b', 'europe-west1-c'].map((name) => `zones/${name}`)
  await client.change('POST', `${region}/disks`, {
    name: 'twice',
    sizeGb: '200',
    replicaZones,
    type: `${region}/diskTypes/pd-balanced`,
  })
  expect((await client.get(`${region}/disks/twice`)).replicaZones).toHaveLength(2)
  await client.instance({ name: 'near' })
  await client.change('POST', `${zone}/instances/near/attachDisk`, { source: `${region}/disks/twice` })
  const { items } = await client.get('aggregated/disks')
  expect(items[region].disks.map(({ name }: Body) => name)).toEqual(['twice'])
})

test('a snapshot makes a disk, an image, and an instance of that', async () => {
  await client.change('POST', `${zone}/disks`, { name: 'root', sourceImage: debian })
  const operation = await client.change('POST', `${zone}/disks/root/createSnapshot`, {
    name: 'monday',
    labels: { day: 'monday' },
  })
  expect(operation.targetLink).toMatch(/disks\/root$/)
  const snapshot = await client.get('global/snapshots/monday')
  expect(snapshot).toMatchObject({
    status: 'READY',
    diskSizeGb: '10',
    labels: { day: 'monday' },
    storageBytesStatus: 'UP_TO_DATE',
  })
  await client.change('POST', 'global/snapshots', { name: 'tuesday', sourceDisk: `${zone}/disks/root` })
  expect((await client.get('global/snapshots')).items).toHaveLength(2)
  await client.change('POST', `${zone}/disks`, {
    name: 'copy',
    sourceSnapshot: 'global/snapshots/monday',
    sizeGb: '15',
  })
  await client.change('DELETE', `${zone}/disks/root`)

  await client.change('POST', 'global/images', {
    name: 'golden-1',
    family: 'golden',
    sourceDisk: `${zone}/disks/copy`,
  })
  await client.change('POST', 'global/images', {
    name: 'golden-2',
    family: 'golden',
    sourceSnapshot: 'global/snapshots/monday',
  })
  expect((await client.get('global/images/family/golden')).name).toBe('golden-2')
  const replacement = 'global/images/golden-1'
  await client.change('POST', 'global/images/golden-2/deprecate', { state: 'DEPRECATED', replacement })
  expect((await client.get('global/images/family/golden')).name).toBe('golden-1')
  expect(await client.get('global/images/golden-1')).toMatchObject({
    status: 'READY',
    diskSizeGb: '15',
    architecture: 'X86_64',
  })
  await client.instance({
    name: 'own',
    disks: [{ boot: true, initializeParams: { sourceImage: 'global/images/family/golden' } }],
  })
  await client.change('POST', 'global/images/golden-2/deprecate', { state: 'OBSOLETE' })
  expect(
    await client.refusal('POST', `${zone}/instances`, {
      ...smallInstance,
      name: 'old',
      disks: [{ boot: true, initializeParams: { sourceImage: 'global/images/golden-2' } }],
    }),
  ).toMatchObject({ status: 400, message: expect.stringContaining('OBSOLETE') })
  for (const name of ['golden-1', 'golden-2']) await client.change('DELETE', `global/images/${name}`)
  await client.change('DELETE', 'global/snapshots/monday')
})

test('an image is made of a disk that nobody writes to, and shared', async () => {
  await client.instance({ name: 'busy' })
  const image = { name: 'of-busy', sourceDisk: `${zone}/disks/busy` }
  expect(await client.refusal('POST', 'global/images', image)).toMatchObject({
    status: 400,
    reason: 'resourceInUseByAnotherResource',
  })
  await client.change('POST', `${zone}/instances/busy/stop`)
  await client.change('POST', 'global/images', image)
  const policy = { bindings: [{ role: 'roles/compute.imageUser', members: ['user:ada@example.com'] }] }
  const set = await client.post('global/images/of-busy/setIamPolicy', { policy })
  expect(set).toMatchObject(policy)
  expect(await client.get('global/images/of-busy/getIamPolicy')).toEqual(set)
  expect(
    await client.refusal('POST', 'global/images/of-busy/setIamPolicy', {
      policy: { etag: 'old', bindings: [] },
    }),
  ).toMatchObject({ status: 412, reason: 'conditionNotMet' })
  expect(
    await client.refusal('POST', 'global/images/of-busy/setIamPolicy', {
      policy: { bindings: [{ role: 'roles/x', members: ['ada'] }] },
    }),
  ).toMatchObject({ status: 400 })
  await client.change('PATCH', 'global/images/of-busy', { family: 'fresh' })
  expect((await client.get('global/images/family/fresh')).name).toBe('of-busy')
})
