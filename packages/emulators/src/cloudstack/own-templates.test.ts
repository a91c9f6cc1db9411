import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type CloudStackClient, cloudstackClient } from '../testing/cloudstack-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { cloudstackTemplates } from './template.ts'
import { cloudstackZones } from './zones.ts'

let local: LocalCloud
let client: CloudStackClient
let ostypeid: string
beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 2, importMs: 40 } })
  client = cloudstackClient(local)
  const { ostype } = await client.ask('listOsTypes', { keyword: 'rocky' })
  ostypeid = ostype[0].id
})
afterAll(() => local.close())

const { basic, advanced } = cloudstackZones
const own = async (input = {}) =>
  (await client.ask('listTemplates', { templatefilter: 'self', ...input })).template ?? []
const problem = (job: Body) => `${job.jobresultcode} ${job.jobresult.errortext}`
const image = () => ({
  name: 'mine',
  displaytext: 'my own',
  format: 'QCOW2',
  hypervisor: 'KVM',
  url: 'https://images.example.com/mine.qcow2',
  ostypeid,
})

test('a registered template is there when it is downloaded, in one zone or in all', async () => {
  const { template } = await client.ask('registerTemplate', { ...image(), zoneid: basic })
  expect(template).toMatchObject([{ name: 'mine', isready: false, zoneid: basic, crossZones: false }])
  const { id } = template[0]
  await expect.poll(async () => (await own({ id }))[0].isready).toBe(true)
  const machine = await client.machine({ templateid: id })
  expect(machine).toMatchObject({ templatename: 'mine', ostypeid, passwordenabled: false })
  await expect(client.machine({ templateid: id, zoneid: advanced })).rejects.toThrow('is not in zone')
  const everywhere = await client.ask('registerTemplate', { ...image(), name: 'all', zoneid: '-1' })
  expect(everywhere).toMatchObject({ count: 2, template: [{ crossZones: true }, { crossZones: true }] })
})

test('a template that is still on its way is not used', async () => {
  await using slow = await startCloud({ times: { importMs: 3_600_000 } })
  const api = cloudstackClient(slow)
  const { template } = await api.ask('registerTemplate', { ...image(), zoneid: basic })
  const [{ id }] = template
  await expect(api.machine({ templateid: id })).rejects.toThrow('not been completely downloaded')
})

test.each([
  [{ format: 'ZIP' }, 'The ZIP format is invalid'],
  [{ hypervisor: 'VMware' }, 'Supported Hypervisor types are KVM'],
  [{ url: 'ftp://images.example.com/a.qcow2' }, 'valid URL'],
  [{ url: 'https://images.example.com/a.iso' }, 'valid qcow2'],
  [{ zoneid: 'none' }, 'Invalid parameter zoneid'],
])('a template of %o is not registered: %s', async (input, text) => {
  expect(await client.call('registerTemplate', { ...image(), zoneid: basic, ...input })).toMatchObject({
    status: 431,
    body: { errortext: expect.stringContaining(text) },
  })
})

test('a template is made of a disk or a snapshot, copied to another zone, and deleted', async () => {
  const machine = await client.machine({ name: 'source' })
  const { volume } = await client.ask('listVolumes', { virtualmachineid: machine.id })
  const input = { name: 'image', displaytext: 'of a disk', ostypeid }
  const running = { ...input, volumeid: volume[0].id }
  expect(await client.call('createTemplate', running)).toMatchObject({
    status: 431,
    body: { errortext: expect.stringContaining('not stopped but Running') },
  })
  expect(await client.call('createTemplate', input)).toMatchObject({ status: 431 })
  const { snapshot } = await client.run('createSnapshot', { volumeid: volume[0].id })
  await client.run('stopVirtualMachine', { id: machine.id })
  const made = await client.run('createTemplate', running)
  expect(made.template).toMatchObject({
    isready: true,
    ispublic: false,
    zoneid: basic,
    sourcetemplateid: cloudstackTemplates.debian12,
  })
  const { template } = await client.run('createTemplate', {
    ...input,
    snapshotid: snapshot.id,
    ispublic: true,
  })
  const { id } = template
  expect((await client.ask('listTemplates', { templatefilter: 'community', id })).count).toBe(1)

  await client.run('copyTemplate', { id, sourcezoneid: basic, destzoneid: advanced })
  expect((await own({ id })).map((one: Body) => [one.zoneid, one.isready])).toEqual([
    [basic, true],
    [advanced, true],
  ])
  expect(problem(await client.ended('copyTemplate', { id, sourcezoneid: basic, destzoneid: basic }))).toBe(
    '431 Please specify different source and destination zones.',
  )
  await client.run('deleteTemplate', { id, zoneid: advanced })
  expect(await own({ id })).toHaveLength(1)
  const user = await client.machine({ templateid: id })
  expect(problem(await client.ended('deleteTemplate', { id }))).toContain('are using it')
  await client.run('destroyVirtualMachine', { id: user.id, expunge: true })
  await client.run('deleteTemplate', { id })
  expect(await own({ id })).toEqual([])
  const builtIn = { id: cloudstackTemplates.debian12 }
  expect(await client.ended('deleteTemplate', builtIn)).toMatchObject({ jobresultcode: 531 })
})

test('a template is changed and shared', async () => {
  const { template } = await client.ask('registerTemplate', { ...image(), zoneid: basic })
  const { id } = template[0]
  const update = {
    id,
    name: 'other',
    displaytext: 'text',
    passwordenabled: true,
    'details[0].rootDiskController': 'virtio',
  }
  expect((await client.ask('updateTemplate', update)).template).toMatchObject({
    name: 'other',
    passwordenabled: true,
    details: { rootDiskController: 'virtio' },
  })
  const share = (input: object) => client.call('updateTemplatePermissions', { id, ...input })
  const permission = async () => (await client.ask('listTemplatePermissions', { id })).templatepermission[0]
  await share({ op: 'add', accounts: 'operations,testing' })
  expect(await permission()).toMatchObject({ ispublic: false, account: ['operations', 'testing'] })
  await share({ op: 'remove', accounts: 'testing', ispublic: true })
  expect(await permission()).toMatchObject({ ispublic: true, account: ['operations'] })
  await share({ op: 'reset' })
  expect(await permission()).not.toHaveProperty('account')
  expect(await share({ op: 'add', accounts: 'nobody' })).toMatchObject({
    status: 431,
    body: { errortext: expect.stringContaining('account not found') },
  })
  expect(await share({ accounts: 'testing' })).toMatchObject({ status: 431 })
  expect(await client.call('updateTemplate', { id: cloudstackTemplates.debian12 })).toMatchObject({
    status: 531,
  })
})

describe('a disc', () => {
  const disc = { name: 'disc', displaytext: 'a disc', url: 'https://images.example.com/a.iso', zoneid: basic }

  test('is put into machines of its zone, one at a time, and stays while one has it', async () => {
    const register = async (input: object) =>
      (await client.ask('registerIso', { ...disc, ostypeid, ...input })).iso[0].id
    const id = await register({})
    const far = await register({ zoneid: advanced })
    const machine = await client.machine({ name: 'drive' })
    const virtualmachineid = machine.id
    expect(problem(await client.ended('attachIso', { id: far, virtualmachineid }))).toContain(
      'not available in',
    )
    await client.run('deleteIso', { id: far })
    expect(problem(await client.ended('detachIso', { virtualmachineid }))).toContain('has no ISO attached')
    await expect.poll(async () => (await client.ask('listIsos', { id })).iso[0].isready).toBe(true)
    expect((await client.ask('listIsos', { id, zoneid: advanced })).iso).toBeUndefined()
    const { virtualmachine } = await client.run('attachIso', { id, virtualmachineid })
    expect(virtualmachine).toMatchObject({ isoid: id, isoname: 'disc' })
    expect(problem(await client.ended('deleteIso', { id }))).toContain("it's used by other vms")
    await client.run('detachIso', { virtualmachineid })
    await client.run('deleteIso', { id })
    expect(local.inventory().cloudstack.isos).toEqual([])
  })

  test.each([
    [{ url: 'ftp://images.example.com/a.iso' }, 'valid URL'],
    [{ url: 'https://images.example.com/a.qcow2' }, 'valid iso'],
    [{ ostypeid: undefined }, 'valid ostypeid'],
    [{ zoneid: 'none' }, 'Invalid parameter zoneid'],
  ])('of %o is not registered: %s', async (input, text) => {
    const { ostypeid: type, ...rest } = { ostypeid, ...input }
    expect(
      await client.call('registerIso', { ...disc, ...rest, ...(type !== undefined && { ostypeid: type }) }),
    ).toMatchObject({ status: 431, body: { errortext: expect.stringContaining(text) } })
  })
})
