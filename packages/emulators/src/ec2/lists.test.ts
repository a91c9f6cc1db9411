import { paginateDescribeInstances, paginateDescribeInstanceTypes } from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type SdkClient, sdkClient, shortTimes } from '../testing/sdk-client.ts'
import { ec2Images } from './images.ts'

describe('lists', () => {
  let local: LocalCloud
  let ec2: SdkClient['ec2']
  const names = Array.from({ length: 12 }, (_, index) => `node-${index}`)

  beforeAll(async () => {
    local = await startCloud({ times: shortTimes })
    ec2 = sdkClient(local).ec2
    for (const Value of names) {
      await ec2.runInstances({
        ImageId: Value === 'node-3' ? ec2Images.ubuntu2404Arm : ec2Images.ubuntu2404,
        InstanceType: Value === 'node-3' ? 't4g.micro' : 't3.micro',
        MinCount: 1,
        MaxCount: 1,
        TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value }] }],
      })
    }
  })
  afterAll(() => local.close())

  const namesBy = async (...Filters: readonly { Name: string; Values: string[] }[]) => {
    const { Reservations = [] } = await ec2.describeInstances({ Filters: [...Filters] })
    return Reservations.flatMap(({ Instances = [] }) => Instances).map(({ Tags }) => Tags?.[0]?.Value)
  }

  test('instances come in pages of the size asked for, each once', async () => {
    const sizes: number[] = []
    const ids = new Set<string>()
    for await (const page of paginateDescribeInstances({ client: ec2, pageSize: 5 }, {})) {
      const instances = page.Reservations?.flatMap(({ Instances = [] }) => Instances) ?? []
      sizes.push(instances.length)
      for (const { InstanceId = '' } of instances) ids.add(InstanceId)
    }
    expect(sizes).toEqual([5, 5, 2])
    expect(ids.size).toBe(12)
  })

  test('a page goes on behind its last instance although an earlier one is gone', async () => {
    const own = await startCloud({ times: { ...shortTimes, terminatingMs: 0, terminatedShownMs: 0 } })
    const { ec2: client } = sdkClient(own)
    const { Instances = [] } = await client.runInstances({
      ImageId: ec2Images.debian12,
      InstanceType: 't3.nano',
      MinCount: 8,
      MaxCount: 8,
    })
    const ids = Instances.map(({ InstanceId = '' }) => InstanceId)
    const first = await client.describeInstances({ MaxResults: 5 })
    await client.terminateInstances({ InstanceIds: [ids[0] ?? ''] })
    await expect.poll(() => own.inventory().nodes.length).toBe(7)
    const second = await client.describeInstances({ MaxResults: 5, NextToken: first.NextToken })
    expect(second.Reservations?.[0]?.Instances?.map(({ InstanceId }) => InstanceId)).toEqual(ids.slice(5))
    await own.close()
  })

  test('instance types come in pages of a hundred although no size was asked for', async () => {
    const sizes: number[] = []
    for await (const page of paginateDescribeInstanceTypes({ client: ec2 }, {})) {
      sizes.push(page.InstanceTypes?.length ?? 0)
    }
    expect(sizes[0]).toBe(100)
    expect(sizes).toHaveLength(2)
  })

  test('a type tells its vCPUs, memory and architecture', async () => {
    const { InstanceTypes } = await ec2.describeInstanceTypes({ InstanceTypes: ['m7g.2xlarge'] })
    expect(InstanceTypes).toMatchObject([
      {
        InstanceType: 'm7g.2xlarge',
        VCpuInfo: { DefaultVCpus: 8, DefaultCores: 8 },
        MemoryInfo: { SizeInMiB: 32_768 },
        ProcessorInfo: { SupportedArchitectures: ['arm64'] },
      },
    ])
  })

  test('filters must all fit, a filter by one of its values, with wildcards', async () => {
    expect(await namesBy({ Name: 'tag:Name', Values: ['node-1*'] })).toEqual(['node-1', 'node-10', 'node-11'])
    expect(await namesBy({ Name: 'tag:Name', Values: ['node-?'] })).toHaveLength(10)
    expect(await namesBy({ Name: 'architecture', Values: ['arm64'] })).toEqual(['node-3'])
    expect(
      await namesBy(
        { Name: 'tag:Name', Values: ['node-3', 'node-4'] },
        { Name: 'instance-type', Values: ['t3.micro', 't3.nano'] },
      ),
    ).toEqual(['node-4'])
    expect(await namesBy({ Name: 'tag:Name', Values: ['node-\\*'] })).toEqual([])
    expect(await namesBy({ Name: 'tag-key', Values: ['Name'] })).toHaveLength(12)
  })

  test.each([
    ['InvalidParameterValue', { Filters: [{ Name: 'colour', Values: ['red'] }] }],
    ['InvalidParameterValue', { MaxResults: 4 }],
    ['InvalidParameterValue', { MaxResults: 1001 }],
    ['InvalidNextToken', { NextToken: 'nonsense' }],
    ['InvalidInstanceID.Malformed', { InstanceIds: ['i-xyz'] }],
    ['InvalidInstanceID.NotFound', { InstanceIds: ['i-00000000000000000'] }],
    ['InvalidParameterCombination', { InstanceIds: ['i-00000000000000000'], MaxResults: 5 }],
  ])('DescribeInstances answers %s to %o', async (code, input) => {
    await expect(ec2.describeInstances(input)).rejects.toMatchObject({ name: code })
  })

  test('images are found by name and owner, and the exported ids are theirs', async () => {
    const { Images = [] } = await ec2.describeImages({
      Owners: ['amazon'],
      Filters: [
        { Name: 'name', Values: ['al2023-ami-2023.*-x86_64'] },
        { Name: 'state', Values: ['available'] },
      ],
    })
    expect(Images.map(({ ImageId }) => ImageId)).toEqual([ec2Images.amazonLinux2023])
    const all = await ec2.describeImages({ ImageIds: Object.values(ec2Images) })
    expect(all.Images).toHaveLength(6)
  })

  test('an unknown image is InvalidAMIID.NotFound, an unknown type InvalidInstanceType', async () => {
    await expect(ec2.describeImages({ ImageIds: ['ami-00000000'] })).rejects.toMatchObject({
      name: 'InvalidAMIID.NotFound',
    })
    await expect(ec2.describeInstanceTypes({ InstanceTypes: ['z9.huge' as never] })).rejects.toMatchObject({
      name: 'InvalidInstanceType',
    })
  })

  test('zones, regions and the zones of a type are those of the region', async () => {
    const { AvailabilityZones = [] } = await ec2.describeAvailabilityZones({})
    expect(AvailabilityZones.map(({ ZoneName, ZoneId }) => [ZoneName, ZoneId])).toEqual([
      ['eu-west-1a', 'euw1-az1'],
      ['eu-west-1b', 'euw1-az2'],
      ['eu-west-1c', 'euw1-az3'],
    ])
    const { Regions = [] } = await ec2.describeRegions({ RegionNames: ['eu-west-1'] })
    expect(Regions.map(({ Endpoint }) => Endpoint)).toEqual(['ec2.eu-west-1.amazonaws.com'])
    const { InstanceTypeOfferings = [] } = await ec2.describeInstanceTypeOfferings({
      LocationType: 'availability-zone',
      Filters: [{ Name: 'instance-type', Values: ['c5.large'] }],
    })
    expect(InstanceTypeOfferings.map(({ Location }) => Location)).toEqual(['eu-west-1a', 'eu-west-1b'])
  })
})
