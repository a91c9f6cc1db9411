import ssh2 from 'ssh2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ed25519KeyPair } from '../machines/ed25519-key.ts'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type GceClient, gceClient } from '../testing/gce-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let client: GceClient
const key = ed25519KeyPair('me')

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 5 } })
  client = gceClient(local)
})
afterAll(() => local.close())

const zone = 'zones/europe-west1-b'
const own = `${zone}/instances/web`
const shown = () => client.get(own)

const booted = (name: string) =>
  expect
    .poll(() => local.inventory().gce.instances.find((one) => one.name === name)?.booted, { timeout: 15_000 })
    .toBe(true)

/** Whether the key lets an account in. */
async function letsIn(host: string, username: string): Promise<boolean> {
  const sock = await local.ssh.socket({ host, port: 22 })
  const ssh = new ssh2.Client()
  return new Promise((resolve) => {
    ssh.on('ready', () => {
      ssh.end()
      resolve(true)
    })
    ssh.on('error', () => resolve(false))
    ssh.connect({ sock: sock as never, username, privateKey: key.privateKey })
  })
}

test('labels, tags and metadata change with the fingerprint of what they replace, and not with another', async () => {
  await client.instance({ name: 'web', labels: { a: '1' } })
  const before = await shown()
  await client.change('POST', `${own}/setLabels`, {
    labels: { b: '2' },
    labelFingerprint: before.labelFingerprint,
  })
  await client.change('POST', `${own}/setTags`, { items: ['http'], fingerprint: before.tags.fingerprint })
  const items = [{ key: 'colour', value: 'red' }]
  await client.change('POST', `${own}/setMetadata`, { items, fingerprint: before.metadata.fingerprint })
  expect(await shown()).toMatchObject({ labels: { b: '2' }, tags: { items: ['http'] }, metadata: { items } })
  for (const [verb, body] of [
    ['setLabels', { labels: {}, labelFingerprint: before.labelFingerprint }],
    ['setTags', { items: [], fingerprint: before.tags.fingerprint }],
    ['setMetadata', { items: [], fingerprint: before.metadata.fingerprint }],
    ['setMetadata', { items: [] }],
  ] as const)
    expect(await client.refusal('POST', `${own}/${verb}`, body)).toMatchObject({
      status: 412,
      reason: 'conditionNotMet',
    })
})

test('a machine type is changed while the instance is off', async () => {
  const machineType = `${zone}/machineTypes/e2-standard-2`
  expect(await client.refusal('POST', `${own}/setMachineType`, { machineType })).toMatchObject({
    status: 400,
  })
  await client.change('POST', `${own}/stop`)
  await client.change('POST', `${own}/setMachineType`, { machineType })
  await client.change('POST', `${own}/setServiceAccount`, {
    email: 'default',
    scopes: ['https://www.googleapis.com/auth/compute.readonly'],
  })
  await client.change('POST', `${own}/setScheduling`, { automaticRestart: false })
  await client.change('POST', `${own}/start`)
  const now = await shown()
  expect(now.machineType).toMatch(/e2-standard-2$/)
  expect(now).toMatchObject({
    status: 'RUNNING',
    scheduling: { automaticRestart: false },
    serviceAccounts: [{ email: expect.stringContaining('-compute@') }],
  })
})

test('what is suspended is resumed, and not started', async () => {
  await client.change('POST', `${own}/suspend`)
  expect((await shown()).status).toBe('SUSPENDED')
  expect(await client.refusal('POST', `${own}/start`)).toMatchObject({
    status: 400,
    reason: 'resourceNotReady',
  })
  await client.change('POST', `${own}/resume`)
  expect((await shown()).status).toBe('RUNNING')
})

test('a protected instance is not deleted', async () => {
  await client.change('POST', `${own}/setDeletionProtection`)
  expect(await client.refusal('DELETE', own)).toMatchObject({ status: 400 })
  await client.change('POST', `${own}/setDeletionProtection?deletionProtection=false`)
  expect((await shown()).deletionProtection).toBe(false)
})

test('an access configuration comes and goes, with a reserved address or an ephemeral one', async () => {
  const nat = async () => (await shown()).networkInterfaces[0].accessConfigs?.[0]?.natIP
  const first = await nat()
  const at = 'networkInterface=nic0'
  expect(await client.refusal('POST', `${own}/addAccessConfig?${at}`, {})).toMatchObject({ status: 400 })
  await client.change('POST', `${own}/deleteAccessConfig?${at}&accessConfig=External%20NAT`)
  expect(await nat()).toBeUndefined()
  await client.change('POST', 'regions/europe-west1/addresses', { name: 'front' })
  const { address } = await client.get('regions/europe-west1/addresses/front')
  expect(address).not.toBe(first)
  await client.change('POST', `${own}/addAccessConfig?${at}`, { natIP: address })
  expect(await nat()).toBe(address)
  expect(await client.get('regions/europe-west1/addresses/front')).toMatchObject({
    status: 'IN_USE',
    users: [expect.stringMatching(/web$/)],
  })
  expect(await client.refusal('DELETE', 'regions/europe-west1/addresses/front')).toMatchObject({
    reason: 'resourceInUseByAnotherResource',
  })
  await client.change('POST', `${own}/stop`)
  await client.change('POST', `${own}/start`)
  expect(await nat()).toBe(address)
  await client.change('POST', `${own}/deleteAccessConfig?${at}&accessConfig=External%20NAT`)
  await client.change('DELETE', 'regions/europe-west1/addresses/front')
})

test('an ephemeral address becomes a reserved one', async () => {
  const instance = await client.instance({ name: 'promoted' })
  const { natIP } = instance.networkInterfaces[0].accessConfigs[0]
  await client.change('POST', 'regions/europe-west1/addresses', { name: 'kept', address: natIP })
  expect((await client.get('regions/europe-west1/addresses/kept')).status).toBe('IN_USE')
  await client.change('DELETE', `${zone}/instances/promoted`)
  expect(await client.get('regions/europe-west1/addresses/kept')).toMatchObject({
    status: 'RESERVED',
    address: natIP,
  })
})

test('the serial port gives what is new since a byte, and guest attributes the host keys', async () => {
  const metadata = { items: [{ key: 'enable-guest-attributes', value: 'TRUE' }] }
  await client.instance({ name: 'told', metadata })
  await booted('told')
  const told = `${zone}/instances/told`
  const whole = await client.get(`${told}/serialPort`)
  expect(whole.contents).toContain('told login:')
  const rest = await client.get(`${told}/serialPort?start=${whole.next}`)
  expect([rest.contents, rest.start, rest.next]).toEqual(['', whole.next, whole.next])
  const { queryValue } = await client.get(`${told}/getGuestAttributes?queryPath=hostkeys/`)
  const [line] = local.inventory().gce.instances.find(({ name }) => name === 'told')?.hostKeys ?? []
  expect(queryValue.items.map(({ key: type, value }: Body) => `${type} ${value}`)).toEqual([line])
  expect(await client.refusal('GET', `${own}/getGuestAttributes`)).toMatchObject({ status: 404 })
})

test('keys of the project reach instances that run, until one blocks them or they are taken away', async () => {
  const instance = await client.instance({ name: 'shared' })
  await client.instance({
    name: 'closed',
    metadata: { items: [{ key: 'block-project-ssh-keys', value: 'true' }] },
  })
  await booted('shared')
  await booted('closed')
  const closed = await client.get(`${zone}/instances/closed`)
  const hostOf = ({ networkInterfaces: [nic] }: Body) => nic.accessConfigs[0].natIP
  expect(await letsIn(hostOf(instance), 'ada')).toBe(false)
  const set = async (items: readonly object[]) => {
    const { commonInstanceMetadata } = await client.get(`/compute/v1/projects/${local.gce.project}`)
    const { fingerprint } = commonInstanceMetadata
    await client.change('POST', 'setCommonInstanceMetadata', { items, fingerprint })
  }
  await set([{ key: 'ssh-keys', value: `ada:${key.publicKey} ada` }])
  await expect.poll(() => letsIn(hostOf(instance), 'ada'), { timeout: 10_000 }).toBe(true)
  expect(await letsIn(hostOf(closed), 'ada')).toBe(false)
  await set([])
  await expect.poll(() => letsIn(hostOf(instance), 'ada'), { timeout: 10_000 }).toBe(false)
  expect(await client.refusal('POST', 'setCommonInstanceMetadata', { fingerprint: 'old' })).toMatchObject({
    status: 412,
  })
})
