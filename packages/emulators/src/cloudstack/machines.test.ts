import { privateDecrypt } from 'node:crypto'
import ssh2 from 'ssh2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ed25519KeyPair } from '../machines/ed25519-key.ts'
import { run } from '../machines/testing/client.ts'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type CloudStackClient, cloudstackClient } from '../testing/cloudstack-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { virtualClock } from '../virtual-clock.ts'
import { cloudstackOfferings } from './service-offerings.ts'
import { cloudstackTemplates } from './template.ts'
import { cloudstackZones } from './zones.ts'

let local: LocalCloud
let client: CloudStackClient
const key = ed25519KeyPair('me')

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 5 } })
  client = cloudstackClient(local)
  await client.ask('registerSSHKeyPair', { name: 'me', publickey: `${key.publicKey} me` })
})
afterAll(() => local.close())

const stored = (id: string) =>
  local.inventory().cloudstack.virtualMachines.find((machine) => machine.id === id)
const booted = (id: string) => expect.poll(() => stored(id)?.booted, { timeout: 10_000 }).toBe(true)
const shown = async (id: string) => (await client.ask('listVirtualMachines', { id })).virtualmachine?.[0]

async function ask(machine: Body, username: string, command: string): Promise<string> {
  const sock = await local.ssh.socket({ host: machine.ipaddress, port: 22 })
  const ssh = new ssh2.Client()
  await new Promise<void>((resolve, reject) => {
    ssh.on('ready', resolve).on('error', reject)
    ssh.connect({ sock: sock as never, username, privateKey: key.privateKey })
  })
  const { out } = await run(ssh, command)
  ssh.end()
  return out
}

test.each(['basic', 'advanced'] as const)(
  'a machine of the %s zone answers SSH to its key pair, with its user data done',
  async (zone) => {
    const script = '#!/bin/sh\necho done > /var/tmp/first'
    const machine = await client.machine({
      name: `web-${zone}`,
      zoneid: cloudstackZones[zone],
      templateid: cloudstackTemplates.ubuntu2404,
      keypair: 'me',
      userdata: Buffer.from(script).toString('base64'),
    })
    expect(machine).toMatchObject({ state: 'Running', keypairs: 'me', cpunumber: 1, memory: 512 })
    await booted(machine.id)
    expect(await ask(machine, 'ubuntu', 'whoami; hostname; cat /var/tmp/first')).toBe(
      `ubuntu\nweb-${zone}\ndone\n`,
    )
  },
)

test('zones differ in networks, addresses and groups', async () => {
  const basic = await client.machine()
  expect(basic).toMatchObject({
    ipaddress: expect.stringMatching(/^203\.0\.113\./),
    nic: [{ type: 'Shared', isdefault: true, networkname: 'defaultGuestNetwork' }],
    securitygroup: [{ name: 'default', ingressrule: [], egressrule: [] }],
  })
  const advanced = await client.machine({ zoneid: cloudstackZones.advanced })
  expect(advanced).toMatchObject({
    ipaddress: expect.stringMatching(/^10\.1\.1\./),
    nic: [{ type: 'Isolated', gateway: '10.1.1.1', networkname: 'developer-network' }],
    securitygroup: [],
  })
  const { network } = await client.ask('listNetworks', { type: 'isolated' })
  expect(network).toMatchObject([{ id: advanced.nic[0].networkid, state: 'Implemented' }])
  const refused = { zoneid: cloudstackZones.advanced, securitygroupnames: 'default' }
  await expect(client.machine(refused)).rejects.toThrow("Can't create vm with security groups")
  await expect(client.machine({ networkids: network[0].id })).rejects.toThrow("Can't specify network Ids")
})

test('a command answers at once with its job, and the job ends later', async () => {
  const clock = virtualClock()
  await using slow = await startCloud({ clock, times: { pendingMs: 30_000, stoppingMs: 5_000 } })
  const api = cloudstackClient(slow)
  const { id, jobid } = await api.ask('deployVirtualMachine', {
    zoneid: cloudstackZones.basic,
    serviceofferingid: cloudstackOfferings.small,
    templateid: cloudstackTemplates.debian12,
  })
  const job = () => api.ask('queryAsyncJobResult', { jobid })
  expect(await job()).toMatchObject({
    jobid,
    jobstatus: 0,
    jobresultcode: 0,
    jobinstancetype: 'VirtualMachine',
    jobinstanceid: id,
  })
  const state = async () => (await api.ask('listVirtualMachines', { id })).virtualmachine[0].state
  expect(await state()).toBe('Starting')
  const stopping = await api.ask('stopVirtualMachine', { id })
  expect(await state()).toBe('Starting')
  await clock.advance(30_000)
  expect(await job()).toMatchObject({ jobstatus: 1, jobresult: { virtualmachine: { id } } })
  // Jobs of one machine wait for one another.
  expect(await state()).toBe('Stopping')
  await clock.advance(5_000)
  expect(await state()).toBe('Stopped')
  expect(await api.ask('listAsyncJobs')).toMatchObject({ asyncjobs: [{ jobid }, { jobid: stopping.jobid }] })
})

test('a machine is stopped, started, restarted, destroyed, recovered and expunged', async () => {
  const { id, ipaddress } = await client.machine({ startvm: false })
  expect(await shown(id)).toMatchObject({ state: 'Stopped', ipaddress })
  const { virtualmachine } = await client.run('startVirtualMachine', { id })
  expect(virtualmachine).toMatchObject({ state: 'Running', ipaddress })
  await booted(id)
  await client.run('rebootVirtualMachine', { id })
  await booted(id)
  expect((await client.run('stopVirtualMachine', { id })).virtualmachine.state).toBe('Stopped')
  expect(await client.ended('rebootVirtualMachine', { id })).toMatchObject({
    jobstatus: 2,
    jobresultcode: 530,
    jobresult: { errorcode: 530, errortext: 'Failed to reboot vm instance' },
  })
  expect((await client.run('stopVirtualMachine', { id })).virtualmachine.state).toBe('Stopped')
  expect(await client.ended('expungeVirtualMachine', { id })).toMatchObject({ jobresultcode: 431 })
  expect((await client.run('destroyVirtualMachine', { id })).virtualmachine.state).toBe('Destroyed')
  expect(await client.ended('startVirtualMachine', { id })).toMatchObject({ jobresultcode: 530 })
  expect((await client.ask('recoverVirtualMachine', { id })).virtualmachine.state).toBe('Stopped')
  await client.run('startVirtualMachine', { id })
  expect(await client.ended('startVirtualMachine', { id })).toMatchObject({ jobresultcode: 431 })
  await client.run('destroyVirtualMachine', { id, expunge: true })
  expect([await shown(id), stored(id)]).toEqual([undefined, undefined])
  expect(await client.call('startVirtualMachine', { id })).toMatchObject({ status: 431 })
})

test('a destroyed machine is expunged after a while', async () => {
  const clock = virtualClock({ auto: true })
  await using brief = await startCloud({ clock, times: { terminatedShownMs: 60_000 } })
  const api = cloudstackClient(brief)
  const { id } = await api.machine()
  await api.run('destroyVirtualMachine', { id })
  expect((await api.ask('listVirtualMachines', { id })).virtualmachine[0].state).toBe('Destroyed')
  await clock.advance(60_000)
  expect(await api.ask('listVirtualMachines', { id })).toEqual({})
})

test('a job that is told to fail leaves the machine in error', async () => {
  local.faults.add({
    operation: 'deployVirtualMachine',
    kind: 'errored',
    code: '533',
    message: 'no room',
    count: 1,
  })
  const name = 'unlucky'
  await expect(client.machine({ name })).rejects.toThrow('deployVirtualMachine: 533 no room')
  const { virtualmachine } = await client.ask('listVirtualMachines', { name: 'UNLUCK' })
  expect(virtualmachine).toMatchObject([{ name, state: 'Error' }])
  await client.run('destroyVirtualMachine', { id: virtualmachine[0].id, expunge: true })
  local.faults.add({ operation: 'listZones', kind: 'error', count: 1 })
  expect(await client.call('listZones')).toMatchObject({ status: 429, body: { cserrorcode: 4545 } })
})

test('a new password is told once, and kept encrypted to the key pair', async () => {
  const { keypair } = await client.ask('createSSHKeyPair', { name: 'rsa' })
  const machine = await client.machine({ keypair: 'rsa' })
  expect(machine.password).toMatch(/^[a-z2-9]{12}$/)
  expect(await shown(machine.id)).not.toHaveProperty('password')
  const { password } = await client.ask('getVMPassword', { id: machine.id })
  const sealed = Buffer.from(password.encryptedpassword, 'base64')
  expect(privateDecrypt({ key: keypair.privatekey, padding: 1 }, sealed).toString()).toBe(machine.password)
})

test('names, resources, limits and user data are judged', async () => {
  const { id, name } = await client.machine({ name: 'only-one' })
  await expect(client.machine({ name })).rejects.toThrow('The vm with hostName only-one already exists')
  await expect(client.machine({ name: '1st' })).rejects.toThrow('Invalid name.')
  await client.run('destroyVirtualMachine', { id, expunge: true })
  await expect(client.machine({ userdata: 'no base 64' })).rejects.toThrow('not base64')
  const custom = { serviceofferingid: cloudstackOfferings.custom }
  await expect(client.machine(custom)).rejects.toThrow('Invalid cpuNumber value')
  const sized = { 'details[0].cpuNumber': 2, 'details[0].cpuSpeed': 1_500, 'details[0].memory': 3_072 }
  expect(await client.machine({ ...custom, ...sized })).toMatchObject({ cpunumber: 2, memory: 3_072 })
  const long = {
    userdata: 'QUJD'.repeat(2_000),
    zoneid: cloudstackZones.basic,
    templateid: cloudstackTemplates.debian12,
    serviceofferingid: cloudstackOfferings.small,
  }
  expect(await client.call('deployVirtualMachine', long, 'GET')).toMatchObject({ status: 431 })
  expect(await client.call('deployVirtualMachine', long)).toMatchObject({ status: 200 })
  await using small = await startCloud({
    times: shortTimes,
    cloudstack: { limits: { instances: 2 }, capacity: { 'Large Instance': 0 } },
  })
  const api = cloudstackClient(small)
  await expect(api.machine({ serviceofferingid: cloudstackOfferings.large })).rejects.toThrow('533')
  await Promise.all([api.machine(), api.machine()])
  await expect(api.machine()).rejects.toThrow('535 Maximum amount of resources')
})

test('a new machine is not found for a while', async () => {
  const clock = virtualClock()
  await using late = await startCloud({ clock, consistencyMs: 1_000 })
  const api = cloudstackClient(late)
  const { id } = await api.ask('deployVirtualMachine', {
    zoneid: cloudstackZones.basic,
    serviceofferingid: cloudstackOfferings.small,
    templateid: cloudstackTemplates.debian12,
  })
  expect(await api.call('listVirtualMachines', { id })).toMatchObject({ status: 431 })
  expect(await api.ask('listVirtualMachines')).toEqual({})
  await clock.advance(1_000)
  expect(await api.ask('listVirtualMachines', { id })).toMatchObject({ count: 1 })
})
