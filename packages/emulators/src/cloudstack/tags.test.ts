import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type CloudStackClient, cloudstackClient } from '../testing/cloudstack-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let client: CloudStackClient
let ids: readonly string[]
beforeAll(async () => {
  local = await startCloud({ times: shortTimes })
  client = cloudstackClient(local)
  const machines = await Promise.all([client.machine(), client.machine()])
  ids = machines.map(({ id }) => id)
})
afterAll(() => local.close())

const tag = (key: string, value: string, resourceids = ids.join(',')) =>
  client.ended('createTags', {
    resourcetype: 'userVm',
    resourceids,
    'tags[0].key': key,
    'tags[0].value': value,
  })

test('tags are put on several resources, shown with them, searched for and taken away', async () => {
  expect(await tag('env', 'test')).toMatchObject({ jobresult: { success: true } })
  await tag('env2', 'x', ids[0])
  expect(await tag('env', 'again', ids[0])).toMatchObject({ jobresultcode: 530 })
  const { virtualmachine } = await client.ask('listVirtualMachines', { 'tags[0].key': 'env2' })
  expect(virtualmachine).toMatchObject([
    {
      id: ids[0],
      tags: [
        { key: 'env', value: 'test', resourcetype: 'UserVm', resourceid: ids[0], account: 'developer' },
        { key: 'env2' },
      ],
    },
  ])
  const both = { 'tags[0].key': 'env', 'tags[0].value': 'test' }
  expect((await client.ask('listVirtualMachines', both)).count).toBe(2)
  expect(await client.ask('listVirtualMachines', { ...both, 'tags[0].value': 'other' })).toEqual({})
  expect((await client.ask('listTags', { resourcetype: 'UserVm', key: 'env' })).count).toBe(2)
  const remove = { resourcetype: 'UserVm', resourceids: ids[0] ?? '' }
  await client.run('deleteTags', { ...remove, 'tags[0].key': 'env2', 'tags[0].value': 'x' })
  expect(await client.ended('deleteTags', { ...remove, 'tags[0].key': 'env2' })).toMatchObject({
    jobresultcode: 530,
  })
  await client.run('deleteTags', remove)
  expect((await client.ask('listTags')).tag.map(({ resourceid }: Body) => resourceid)).toEqual([ids[1]])
  expect(local.inventory().cloudstack.virtualMachines[1]?.tags).toEqual({ env: 'test' })
})

test.each([
  [{ resourcetype: 'Dragon' }, 'Invalid resource type'],
  [{ resourceids: 'none' }, 'Invalid parameter resourceids'],
  [{ 'tags[0].key': '' }, 'each has a key and a value'],
])('tags of %o are refused: %s', async (input, text) => {
  const all = {
    resourcetype: 'UserVm',
    resourceids: ids[0] ?? '',
    'tags[0].key': 'k',
    'tags[0].value': 'v',
    ...input,
  }
  expect(await client.call('createTags', all)).toMatchObject({
    status: 431,
    body: { errortext: expect.stringContaining(text) },
  })
})
