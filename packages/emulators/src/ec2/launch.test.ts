import type { RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type SdkClient, sdkClient, shortTimes } from '../testing/sdk-client.ts'
import { ec2Images } from './images.ts'

const base = { ImageId: ec2Images.debian12, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const

describe('RunInstances', () => {
  let local: LocalCloud
  let ec2: SdkClient['ec2']
  beforeAll(async () => {
    local = await startCloud({ times: shortTimes, limits: { vcpus: 40, capacity: { 'c5.large': 1 } } })
    ec2 = sdkClient(local).ec2
  })
  afterAll(() => local.close())

  const refusals: readonly [code: string, what: string, input: Partial<RunInstancesCommandInput>][] = [
    ['InvalidAMIID.Malformed', 'an image id that is none', { ImageId: 'ami-nonsense' }],
    ['InvalidAMIID.NotFound', 'an image that does not exist', { ImageId: 'ami-00000000000000000' }],
    ['InvalidParameterValue', 'a type that does not exist', { InstanceType: 't3.enormous' as never }],
    ['InvalidParameterValue', 'a type of another architecture', { InstanceType: 't4g.micro' }],
    [
      'Unsupported',
      'a zone without the type',
      { InstanceType: 'c5.large', Placement: { AvailabilityZone: 'eu-west-1c' } },
    ],
    ['InvalidParameterValue', 'a zone that does not exist', { Placement: { AvailabilityZone: 'mars-1a' } }],
    ['InvalidSubnetID.NotFound', 'a subnet that does not exist', { SubnetId: 'subnet-00000000000000000' }],
    [
      'InvalidGroup.NotFound',
      'a security group that does not exist',
      { SecurityGroupIds: ['sg-00000000000000000'] },
    ],
    ['InvalidKeyPair.NotFound', 'a key pair that does not exist', { KeyName: 'nobody' }],
    ['InvalidUserData.Malformed', 'user data that is not base64', { UserData: '#!/bin/sh' }],
    ['InvalidParameterValue', 'user data over 16 KiB', { UserData: Buffer.alloc(16_385).toString('base64') }],
    ['InvalidParameterCombination', 'more at least than at most', { MinCount: 2 }],
    ['VcpuLimitExceeded', 'more vCPUs than the account has', { MinCount: 21, MaxCount: 21 }],
    [
      'InsufficientInstanceCapacity',
      'more of a type than there is',
      { InstanceType: 'c5.large', MinCount: 2, MaxCount: 2 },
    ],
    ['UnsupportedOperation', 'a parameter that would have no effect', { EnclaveOptions: { Enabled: true } }],
    [
      'InvalidParameterValue',
      'a tag of a type it does not make',
      { TagSpecifications: [{ ResourceType: 'vpc', Tags: [] }] },
    ],
    ['DryRunOperation', 'a dry run that would succeed', { DryRun: true }],
  ]
  test.each(refusals)('answers %s to %s, and launches nothing', async (code, _what, input) => {
    await expect(ec2.runInstances({ ...base, ...input })).rejects.toMatchObject({ name: code })
    expect(local.inventory().nodes).toEqual([])
  })

  test('launches as many as fit between the least and the most', async () => {
    const { Instances = [], ReservationId } = await ec2.runInstances({ ...base, MinCount: 1, MaxCount: 3 })
    expect(Instances.map(({ AmiLaunchIndex }) => AmiLaunchIndex)).toEqual([0, 1, 2])
    expect(ReservationId).toMatch(/^r-0[0-9a-f]{16}$/)
    const ids = Instances.map(({ InstanceId = '' }) => InstanceId)
    await ec2.terminateInstances({ InstanceIds: ids })
    await expect.poll(() => local.inventory().nodes.every(({ state }) => state === 'terminated')).toBe(true)
  })
})

describe('a client token', () => {
  test('makes one instance however often the request comes, and is for that request alone', async () => {
    await using local = await startCloud({ times: shortTimes })
    const { ec2 } = sdkClient(local)
    const input = { ...base, ClientToken: 'token-1' }
    const [first, second] = await Promise.all([ec2.runInstances(input), ec2.runInstances(input)])
    const id = first.Instances?.[0]?.InstanceId ?? ''
    expect(second.Instances?.[0]?.InstanceId).toBe(id)
    expect(first.Instances?.[0]?.ClientToken).toBe('token-1')
    await expect(ec2.runInstances({ ...input, InstanceType: 't3.small' })).rejects.toMatchObject({
      name: 'IdempotentParameterMismatch',
    })
    expect(local.inventory().nodes).toHaveLength(1)

    await ec2.terminateInstances({ InstanceIds: [id] })
    await expect.poll(() => local.inventory().nodes[0]?.state).toBe('terminated')
    await expect(ec2.runInstances(input)).rejects.toMatchObject({ name: 'IdempotentInstanceTerminated' })
  })
})
