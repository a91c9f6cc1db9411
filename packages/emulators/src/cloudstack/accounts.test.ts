import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type CloudStackClient, cloudstackClient } from '../testing/cloudstack-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { cloudstackOfferings } from './service-offerings.ts'

let local: LocalCloud
let client: CloudStackClient
beforeAll(async () => {
  local = await startCloud({
    times: { ...shortTimes, actionMs: 2 },
    cloudstack: { limits: { instances: 3, cpus: 3, memoryMiB: 5_000 } },
  })
  client = cloudstackClient(local)
})
afterAll(() => local.close())

test('the account tells what it has and what it may have', async () => {
  await client.machine()
  const { account } = await client.ask('listAccounts')
  expect(account).toMatchObject([
    { name: 'developer', roletype: 'User', vmtotal: 1, vmlimit: '3', vmavailable: '2', vmrunning: 1 },
  ])
  expect((await client.ask('listUsers')).user).toMatchObject([
    { username: 'developer', account: 'developer' },
  ])
  const { resourcelimit } = await client.ask('listResourceLimits')
  expect(resourcelimit.slice(0, 2)).toMatchObject([
    { resourcetype: '0', resourcetypename: 'user_vm', max: 3 },
    { resourcetype: '1', max: 1_000 },
  ])
  expect((await client.ask('listResourceLimits', { resourcetype: 5 })).resourcelimit).toMatchObject([
    { max: -1 },
  ])
  expect(await client.call('listResourceLimits', { resourcetype: 99 })).toMatchObject({ status: 431 })
  const { capability } = await client.ask('listCapabilities')
  expect(capability).toMatchObject({ securitygroupsenabled: true, customdiskofferingmaxsize: 1_024 })
  expect((await client.ask('listHypervisors')).hypervisor).toEqual([{ name: 'KVM' }])
})

test('processors and memory are limited too', async () => {
  const { large } = cloudstackOfferings
  await client.machine({ serviceofferingid: large })
  await expect(client.machine()).rejects.toThrow('535 Maximum amount of resources of Type = "cpu"')
})

test('nothing is done for another account', async () => {
  for (const input of [{ account: 'operations' }, { domainid: 'none' }])
    expect(await client.call('createSSHKeyPair', { name: 'x', ...input })).toMatchObject({ status: 531 })
})

test('a project has its own things, and takes them with it', async () => {
  const { project } = await client.run('createProject', { name: 'shop', displaytext: 'The shop' })
  const { id: projectid } = project
  expect(project).toMatchObject({ name: 'shop', state: 'Active', owner: [{ account: 'developer' }] })
  expect(await client.call('createProject', { name: 'shop', displaytext: '' })).toMatchObject({ status: 431 })
  const { keypair } = await client.ask('createSSHKeyPair', { name: 'theirs', projectid })
  expect(keypair).toMatchObject({ project: 'shop', projectid })
  expect(keypair).not.toHaveProperty('account')
  const group = await client.ask('createSecurityGroup', { name: 'theirs', projectid })
  const listed = async (input: object) =>
    ((await client.ask('listSSHKeyPairs', { ...input })).sshkeypair ?? []).map(({ name }: Body) => name)
  expect(await listed({})).toEqual([])
  expect(await listed({ projectid })).toEqual(['theirs'])
  expect(await listed({ projectid: '-1' })).toEqual(['theirs'])
  await client.run('createTags', {
    resourcetype: 'Project',
    resourceids: projectid,
    'tags[0].key': 'a',
    'tags[0].value': 'b',
  })
  expect((await client.ask('listProjects', { 'tags[0].key': 'a' })).count).toBe(1)
  await client.run('updateProject', { id: projectid, displaytext: 'Another text' })
  expect((await client.run('suspendProject', { id: projectid })).project.state).toBe('Suspended')
  expect(await client.call('createSSHKeyPair', { name: 'more', projectid })).toMatchObject({ status: 531 })
  await client.run('activateProject', { id: projectid })
  expect(await client.ended('deleteProject', { id: projectid })).toMatchObject({ jobresultcode: 431 })
  await client.run('deleteProject', { id: projectid, cleanup: true })
  expect(await client.ask('listProjects')).toEqual({})
  expect(await client.ask('listSecurityGroups', { id: group.securitygroup.id })).toEqual({})
})
