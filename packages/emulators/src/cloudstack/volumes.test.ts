import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type CloudStackClient, cloudstackClient } from '../testing/cloudstack-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { cloudstackDiskOfferings } from './disk-offerings.ts'
import { mostDataVolumes } from './volume.ts'
import { cloudstackZones } from './zones.ts'

let local: LocalCloud
let client: CloudStackClient
let machine: Body
beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 2 }, cloudstack: { limits: { volumes: 40 } } })
  client = cloudstackClient(local)
  machine = await client.machine({ name: 'host', startvm: false })
})
afterAll(() => local.close())

const GiB = 1024 ** 3
const create = async (input = {}) => {
  const made = await client.run('createVolume', {
    name: 'data',
    zoneid: cloudstackZones.basic,
    diskofferingid: cloudstackDiskOfferings.small,
    ...input,
  })
  return made.volume
}
const custom = (size: number) => ({ diskofferingid: cloudstackDiskOfferings.custom, size })
const shown = async (id: string) => (await client.ask('listVolumes', { id })).volume?.[0]
const attach = (id: string, input = {}) =>
  client.ended('attachVolume', { id, virtualmachineid: machine.id, ...input })
const problem = (job: Body) => `${job.jobresultcode} ${job.jobresult.errortext}`

describe('a volume', () => {
  test('is made by an offering, attached, detached and deleted', async () => {
    const { id } = await create()
    expect(await shown(id)).toMatchObject({
      name: 'data',
      state: 'Allocated',
      size: 5 * GiB,
      type: 'DATADISK',
    })
    expect(await attach(id)).toMatchObject({ jobresult: { volume: { deviceid: 1, vmname: 'host' } } })
    expect(problem(await attach(id))).toBe('431 Please specify a volume that is not attached to any VM.')
    expect(await client.call('deleteVolume', { id })).toMatchObject({ status: 431 })
    const { volume } = await client.ask('listVolumes', { virtualmachineid: machine.id, type: 'datadisk' })
    expect(volume).toMatchObject([{ id, state: 'Ready' }])
    await client.run('detachVolume', { virtualmachineid: machine.id, deviceid: 1 })
    expect(problem(await client.ended('detachVolume', { id }))).toBe(
      '431 The specified volume is not attached to a VM.',
    )
    expect(await shown(id)).not.toHaveProperty('virtualmachineid')
    expect(await client.ask('deleteVolume', { id })).toEqual({ success: true })
    expect(await shown(id)).toBeUndefined()
    expect(await client.call('deleteVolume', { id })).toMatchObject({ status: 431 })
  })

  test('can be destroyed and recovered, or expunged', async () => {
    const { id } = await create()
    expect((await client.run('destroyVolume', { id })).volume.state).toBe('Destroy')
    expect((await client.ask('recoverVolume', { id })).volume.state).toBe('Ready')
    expect(await client.call('recoverVolume', { id })).toMatchObject({ status: 431 })
    await client.run('destroyVolume', { id, expunge: true })
    expect(await shown(id)).toBeUndefined()
  })

  test('grows, and shrinks only by consent', async () => {
    const { id } = await create(custom(3))
    const resize = (input: object) => client.ended('resizeVolume', { id, ...input })
    expect((await resize({ size: 7 })).jobresult.volume.size).toBe(7 * GiB)
    expect(problem(await resize({ size: 2 }))).toContain('431 Going from existing size of 7516192768')
    expect((await resize({ size: 2, shrinkok: true })).jobresult.volume.size).toBe(2 * GiB)
    expect(problem(await resize({ size: 2_000 }))).toContain('out of allowed range')
    const fixed = await create()
    expect(problem(await client.ended('resizeVolume', { id: fixed.id, size: 9 }))).toContain(
      'must be customizable',
    )
    const grown = { id: fixed.id, diskofferingid: cloudstackDiskOfferings.medium }
    expect((await client.run('resizeVolume', grown)).volume).toMatchObject({
      size: 20 * GiB,
      diskofferingname: 'Medium',
    })
    expect((await client.run('updateVolume', { id, name: 'renamed' })).volume.name).toBe('renamed')
  })

  test.each([
    [{ diskofferingid: cloudstackDiskOfferings.small, size: 4 }, 'does not allow custom size'],
    [{ diskofferingid: cloudstackDiskOfferings.custom }, 'requires a custom size specified'],
    [{ diskofferingid: cloudstackDiskOfferings.custom, size: 1_025 }, 'Max: 1024'],
    [{ diskofferingid: 'none' }, 'Invalid parameter diskofferingid'],
    [{ diskofferingid: cloudstackDiskOfferings.small, snapshotid: 'none' }, 'Invalid parameter snapshotid'],
  ])('of %o is refused: %s', async (input, text) => {
    const all = { name: 'wrong', zoneid: cloudstackZones.basic, ...input }
    expect(await client.call('createVolume', all)).toMatchObject({
      status: 431,
      body: { errortext: expect.stringContaining(text) },
    })
  })

  test('of another zone, or beyond the number that a machine takes, is not attached', async () => {
    const elsewhere = await create({ zoneid: cloudstackZones.advanced })
    expect(problem(await attach(elsewhere.id))).toContain('in the same zone')
    const many = await Promise.all(Array.from({ length: mostDataVolumes + 1 }, () => create()))
    expect(problem(await attach(many[0].id, { deviceid: 99 }))).toContain('deviceId 99 is not valid')
    for (const { id } of many.slice(1)) expect(await attach(id)).toMatchObject({ jobstatus: 1 })
    expect(problem(await attach(many[0].id))).toContain('maximum number of data disks (13)')
    await client.run('destroyVirtualMachine', { id: machine.id, expunge: true })
    const { volume } = await client.ask('listVolumes')
    expect(volume.filter((one: Body) => one.type === 'ROOT' || one.virtualmachineid)).toEqual([])
    expect(volume.length).toBeGreaterThanOrEqual(many.length)
  })
})

test('a machine is made with a second disk, which goes with it where that is asked for', async () => {
  const { id } = await client.machine({ startvm: false, rootdisksize: 12, ...custom(6) })
  const { volume } = await client.ask('listVolumes', { virtualmachineid: id })
  expect(volume).toMatchObject([
    { type: 'ROOT', size: 12 * GiB, deviceid: 0, state: 'Allocated' },
    { type: 'DATADISK', size: 6 * GiB, deviceid: 1 },
  ])
  await client.run('startVirtualMachine', { id })
  expect(await shown(volume[0].id)).toMatchObject({ state: 'Ready', vmstate: 'Running' })
  await client.run('destroyVirtualMachine', { id, volumeids: volume[1].id })
  expect([await shown(volume[0].id), await shown(volume[1].id)]).toMatchObject([{ type: 'ROOT' }, undefined])
  await expect(client.machine({ rootdisksize: 2 })).rejects.toThrow('smaller than template size')
})

describe('a snapshot', () => {
  test('is taken of a volume that is ready, and volumes are made of it', async () => {
    const owner = await client.machine()
    const { volume } = await client.ask('listVolumes', { virtualmachineid: owner.id })
    const volumeid = volume[0].id
    const { snapshot } = await client.run('createSnapshot', {
      volumeid,
      name: 'kept',
      'tags[0].key': 'use',
      'tags[0].value': 'test',
    })
    expect(snapshot).toMatchObject({
      state: 'BackedUp',
      volumetype: 'ROOT',
      tags: [{ key: 'use', value: 'test' }],
    })
    const again = await client.run('createSnapshot', { volumeid })
    expect(again.snapshot.name).toMatch(/^VM-.+_ROOT-\d+_\d{14}$/)
    expect((await client.ask('listSnapshots', { volumeid })).count).toBe(2)
    const { volume: copy } = await client.run('createVolume', {
      name: 'copy',
      snapshotid: snapshot.id,
      diskofferingid: cloudstackDiskOfferings.large,
    })
    expect(copy).toMatchObject({ state: 'Ready', size: 100 * GiB, snapshotid: snapshot.id })
    await client.run('deleteSnapshot', { id: snapshot.id })
    expect(await client.call('deleteSnapshot', { id: snapshot.id })).toMatchObject({ status: 431 })
    expect(await client.ask('listSnapshots', { id: snapshot.id })).toEqual({})
  })

  test('is copied to another zone, and what is on a volume goes back to it', async () => {
    const { basic, advanced } = cloudstackZones
    const { id: volumeid } = await create(custom(2))
    const host = await client.machine({ startvm: false })
    await client.run('attachVolume', { id: volumeid, virtualmachineid: host.id })
    const { snapshot } = await client.run('createSnapshot', { volumeid })
    const { id } = snapshot
    const copy = (destzoneid: string) => client.ended('copySnapshot', { id, destzoneid })
    expect(problem(await copy(basic))).toContain('different source and destination zones')
    expect(await copy(advanced)).toMatchObject({ jobresult: { snapshot: { id, zoneid: advanced } } })
    const rows = (input = {}) => client.ask('listSnapshots', { id, ...input })
    expect((await rows()).snapshot.map(({ zoneid }: Body) => zoneid)).toEqual([basic, advanced])
    expect((await rows({ showunique: true })).count).toBe(1)
    const there = await create({
      snapshotid: id,
      zoneid: advanced,
      diskofferingid: cloudstackDiskOfferings.custom,
    })
    expect(there).toMatchObject({ zoneid: advanced, size: 2 * GiB })
    await client.run('resizeVolume', { id: volumeid, size: 3 })
    const revert = () => client.ended('revertSnapshot', { id })
    await client.run('startVirtualMachine', { id: host.id })
    expect(problem(await revert())).toContain('not in the shutdown state')
    await client.run('stopVirtualMachine', { id: host.id })
    expect(await revert()).toMatchObject({ jobresult: { snapshot: { id } } })
    expect(await shown(volumeid)).toMatchObject({ size: 2 * GiB, state: 'Ready' })
    await client.run('detachVolume', { id: volumeid })
    await client.ask('deleteVolume', { id: volumeid })
    expect(problem(await revert())).toContain('is gone')
    await client.run('deleteSnapshot', { id, zoneid: basic })
    expect((await rows()).snapshot.map(({ zoneid }: Body) => zoneid)).toEqual([advanced])
    await client.run('deleteSnapshot', { id })
  })

  test('is not taken of a volume on which nothing was yet', async () => {
    const { id } = await create()
    expect(await client.call('createSnapshot', { volumeid: id })).toMatchObject({
      status: 431,
      body: { errortext: `VolumeId: ${id} is not in Ready state but Allocated. Cannot take snapshot.` },
    })
  })

  test('that fails is in error', async () => {
    const owner = await client.machine()
    const { volume } = await client.ask('listVolumes', { virtualmachineid: owner.id })
    local.faults.add({ operation: 'createSnapshot', kind: 'errored', count: 1 })
    expect(await client.ended('createSnapshot', { volumeid: volume[0].id })).toMatchObject({
      jobresultcode: 530,
    })
    expect((await client.ask('listSnapshots', { volumeid: volume[0].id })).snapshot).toMatchObject([
      { state: 'Error' },
    ])
  })
})

test('the account has no more volumes than its limit', async () => {
  const made = async () => (await client.ask('listVolumes')).count
  while ((await made()) < 40) await create()
  const all = { name: 'more', zoneid: cloudstackZones.basic, diskofferingid: cloudstackDiskOfferings.small }
  expect(await client.call('createVolume', all)).toMatchObject({ status: 535, body: { cserrorcode: 4370 } })
})
