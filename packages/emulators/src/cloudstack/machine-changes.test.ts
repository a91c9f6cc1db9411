import { privateDecrypt } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type CloudStackClient, cloudstackClient } from '../testing/cloudstack-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { cloudstackOfferings } from './service-offerings.ts'
import { cloudstackTemplates } from './template.ts'

let local: LocalCloud
let client: CloudStackClient
beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 2 } })
  client = cloudstackClient(local)
})
afterAll(() => local.close())

const { medium, large, small, custom } = cloudstackOfferings
const problem = (job: Body) => `${job.jobresultcode} ${job.jobresult.errortext}`
const shown = async (id: string) => (await client.ask('listVirtualMachines', { id })).virtualmachine[0]

test('a machine that runs grows; one that is stopped changes to any offering', async () => {
  const { id } = await client.machine({ serviceofferingid: medium })
  const scale = (serviceofferingid: string, input = {}) =>
    client.ended('scaleVirtualMachine', { id, serviceofferingid, ...input })
  const change = (serviceofferingid: string) =>
    client.call('changeServiceForVirtualMachine', { id, serviceofferingid })
  expect(await scale(large)).toMatchObject({ jobresult: { success: true } })
  expect(await shown(id)).toMatchObject({ serviceofferingid: large, cpunumber: 2, memory: 4_096 })
  expect(problem(await scale(small))).toContain('only scaling up')
  expect(problem(await scale(large))).toContain('already has the requested service offering')
  expect(await change(small)).toMatchObject({ status: 431 })
  await client.run('stopVirtualMachine', { id })
  expect(await change(small)).toMatchObject({ body: { virtualmachine: { memory: 512 } } })
  expect(problem(await scale(custom))).toContain('Invalid cpuNumber value')
  const details = { 'details[0].cpuNumber': 3, 'details[0].cpuSpeed': 1_000, 'details[0].memory': 2_048 }
  expect(await scale(custom, details)).toMatchObject({ jobstatus: 1 })
  expect(await shown(id)).toMatchObject({ cpunumber: 3, memory: 2_048 })
  const { serviceoffering } = await client.ask('listServiceOfferings', { virtualmachineid: id })
  expect(serviceoffering.map((one: Body) => one.id)).not.toContain(custom)
})

test('names, texts and user data are changed', async () => {
  const { id } = await client.machine({ name: 'before' })
  await client.machine({ name: 'taken' })
  const update = (input: object) => client.call('updateVirtualMachine', { id, ...input })
  await update({ name: 'after', displayname: 'After All', group: 'web', userdata: 'AAAA' })
  const { virtualmachine } = await client.ask('listVirtualMachines', { id, userdata: true })
  expect(virtualmachine).toMatchObject([
    { name: 'after', displayname: 'After All', group: 'web', userdata: 'AAAA' },
  ])
  expect(await update({ name: 'taken' })).toMatchObject({ status: 431 })
  expect(await update({ name: '-' })).toMatchObject({ status: 431 })
})

test('passwords and key pairs are reset while a machine is stopped', async () => {
  const { id } = await client.machine()
  const reset = () => client.ended('resetPasswordForVirtualMachine', { id })
  expect(problem(await reset())).toContain('should be in Stopped state for Password Reset')
  expect(await client.call('getVMPassword', { id })).toMatchObject({ status: 431 })
  await client.run('stopVirtualMachine', { id })
  const { keypair } = await client.ask('createSSHKeyPair', { name: 'later' })
  const { virtualmachine } = await client.run('resetSSHKeyForVirtualMachine', { id, keypair: 'later' })
  expect(virtualmachine).toMatchObject({ keypairs: 'later' })
  const { password } = (await reset()).jobresult.virtualmachine
  expect(password).not.toBe(virtualmachine.password)
  const sealed = (await client.ask('getVMPassword', { id })).password.encryptedpassword
  const opened = privateDecrypt({ key: keypair.privatekey, padding: 1 }, Buffer.from(sealed, 'base64'))
  expect(opened.toString()).toBe(password)
})

test('affinity groups hold machines, and are not deleted while they do', async () => {
  const create = (input: object) =>
    client.ended('createAffinityGroup', { name: 'apart', type: 'host anti-affinity', ...input })
  const { jobresult } = await create({ description: 'on other hosts' })
  const { id: group } = jobresult.affinitygroup
  expect(await client.call('createAffinityGroup', { name: 'apart', type: 'host affinity' })).toMatchObject({
    status: 431,
  })
  expect(await client.call('createAffinityGroup', { name: 'x', type: 'star' })).toMatchObject({ status: 431 })
  const machine = await client.machine({ affinitygroupnames: 'apart' })
  expect(machine.affinitygroup).toMatchObject([{ id: group, name: 'apart' }])
  const { affinitygroup } = await client.ask('listAffinityGroups', { virtualmachineid: machine.id })
  expect(affinitygroup).toMatchObject([{ id: group, virtualmachineIds: [machine.id] }])
  expect(await client.ended('deleteAffinityGroup', { id: group })).toMatchObject({ jobresultcode: 536 })
  const update = { id: machine.id, affinitygroupids: '' }
  expect(await client.ended('updateVMAffinityGroup', update)).toMatchObject({ jobresultcode: 431 })
  await client.run('stopVirtualMachine', { id: machine.id })
  await client.run('updateVMAffinityGroup', update)
  await client.run('deleteAffinityGroup', { name: 'apart' })
  expect(await client.ask('listAffinityGroups')).toEqual({})
  expect((await client.ask('listAffinityGroupTypes')).count).toBe(4)
})

test('a console has an address while its machine runs', async () => {
  const { id } = await client.machine({ startvm: false })
  const endpoint = async () =>
    (await client.ask('createConsoleEndpoint', { virtualmachineid: id })).consoleendpoint
  expect(await endpoint()).toMatchObject({ success: false })
  await client.run('startVirtualMachine', { id })
  expect(await endpoint()).toMatchObject({ success: true, url: expect.stringContaining('token=') })
})

test('a machine gets another root disk, and keeps the rest', async () => {
  const { id, ipaddress } = await client.machine({ name: 'old' })
  const { volume: before } = await client.ask('listVolumes', { virtualmachineid: id })
  const restore = (input = {}) => client.ended('restoreVirtualMachine', { virtualmachineid: id, ...input })
  const { jobresult } = await restore({ templateid: cloudstackTemplates.rocky9 })
  expect(jobresult.virtualmachine).toMatchObject({
    templateid: cloudstackTemplates.rocky9,
    ipaddress,
    name: 'old',
    password: expect.any(String),
  })
  const { volume: after } = await client.ask('listVolumes', { virtualmachineid: id })
  expect(after).toMatchObject([{ type: 'ROOT', deviceid: 0, name: before[0].name }])
  expect(after[0].id).not.toBe(before[0].id)
  await expect.poll(async () => (await shown(id)).state).toBe('Running')
  await expect(restore({ templateid: id })).rejects.toThrow('Invalid parameter templateid')
  await client.run('stopVirtualMachine', { id })
  expect(await restore()).toMatchObject({ jobstatus: 1 })
  expect(await shown(id)).toMatchObject({ state: 'Stopped', templateid: cloudstackTemplates.rocky9 })
  await client.run('startVirtualMachine', { id })
  await client.run('destroyVirtualMachine', { id })
  expect(problem(await restore())).toContain('530 Vm')
})
