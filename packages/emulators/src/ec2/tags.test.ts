import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type SdkClient, sdkClient, shortTimes } from '../testing/sdk-client.ts'
import { ec2Images } from './images.ts'

let local: LocalCloud
let ec2: SdkClient['ec2']
let id = ''
let volume = ''

beforeAll(async () => {
  local = await startCloud({ times: shortTimes })
  ec2 = sdkClient(local).ec2
  const { Instances = [] } = await ec2.runInstances({
    ImageId: ec2Images.debian12,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    TagSpecifications: [
      { ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'a <b> & "c"' }] },
      { ResourceType: 'volume', Tags: [{ Key: 'Name', Value: 'disk' }] },
    ],
  })
  id = Instances[0]?.InstanceId ?? ''
  volume = Instances[0]?.BlockDeviceMappings?.[0]?.Ebs?.VolumeId ?? ''
})
afterAll(() => local.close())

const tagsOf = async (resource: string) => {
  const { Tags = [] } = await ec2.describeTags({ Filters: [{ Name: 'resource-id', Values: [resource] }] })
  return Tags.map(({ Key, Value, ResourceType }) => [ResourceType, Key, Value])
}

test('tags given at launch are on the instance and on its volume, whatever their characters', async () => {
  expect(await tagsOf(id)).toEqual([['instance', 'Name', 'a <b> & "c"']])
  expect(await tagsOf(volume)).toEqual([['volume', 'Name', 'disk']])
})

test('tags are set, overwritten, and deleted by key, by value or all', async () => {
  await ec2.createTags({
    Resources: [id],
    Tags: [
      { Key: 'Name', Value: 'web' },
      { Key: 'env', Value: 'test' },
      { Key: 'empty', Value: '' },
    ],
  })
  expect(await tagsOf(id)).toHaveLength(3)
  await ec2.deleteTags({ Resources: [id], Tags: [{ Key: 'env', Value: 'production' }, { Key: 'empty' }] })
  expect(await tagsOf(id)).toEqual([
    ['instance', 'Name', 'web'],
    ['instance', 'env', 'test'],
  ])
  await ec2.deleteTags({ Resources: [id] })
  expect(await tagsOf(id)).toEqual([])
})

test.each([
  ['TagLimitExceeded', Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: '' }))],
  ['InvalidParameterValue', [{ Key: 'aws:mine', Value: 'x' }]],
  ['InvalidParameterValue', [{ Key: 'k'.repeat(128), Value: 'x' }]],
  ['InvalidParameterValue', [{ Key: 'k', Value: 'v'.repeat(257) }]],
])('CreateTags answers %s and sets nothing', async (code, Tags) => {
  await expect(ec2.createTags({ Resources: [id], Tags })).rejects.toMatchObject({ name: code })
  expect(await tagsOf(id)).toEqual([])
})

test.each([
  ['InvalidID', 'web-1'],
  ['InvalidInstanceID.NotFound', 'i-00000000000000000'],
  ['InvalidVolume.NotFound', 'vol-00000000000000000'],
])('CreateTags answers %s to the id %s', async (code, resource) => {
  const input = { Resources: [resource], Tags: [{ Key: 'k', Value: 'v' }] }
  await expect(ec2.createTags(input)).rejects.toMatchObject({ name: code })
})
