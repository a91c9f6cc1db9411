import { waitUntilInstanceRunning, waitUntilInstanceStopped } from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { quickly, type SdkClient, sdkClient, shortTimes } from '../testing/sdk-client.ts'
import { ec2Images } from './images.ts'

const base = { ImageId: ec2Images.debian12, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const
const encrypted = { DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeSize: 8 } }

let local: LocalCloud
let ec2: SdkClient['ec2']
beforeAll(async () => {
  local = await startCloud({ times: shortTimes })
  ec2 = sdkClient(local).ec2
})
afterAll(() => local.close())

const launch = async (input: object = {}) => {
  const { Instances = [] } = await ec2.runInstances({ ...base, ...input })
  return Instances[0] ?? {}
}

describe('An instance', () => {
  test('changes the options of its metadata service, and is watched more closely', async () => {
    const { InstanceId = '' } = await launch()
    const { InstanceMetadataOptions } = await ec2.modifyInstanceMetadataOptions({
      InstanceId,
      HttpEndpoint: 'disabled',
      HttpTokens: 'optional',
    })
    expect(InstanceMetadataOptions).toMatchObject({
      State: 'pending',
      HttpEndpoint: 'disabled',
      HttpTokens: 'optional',
    })
    await expect(ec2.modifyInstanceMetadataOptions({ InstanceId })).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    })
    await ec2.monitorInstances({ InstanceIds: [InstanceId] })
    const monitored = async () => {
      const { Reservations } = await ec2.describeInstances({ InstanceIds: [InstanceId] })
      return Reservations?.[0]?.Instances?.[0]?.Monitoring?.State
    }
    expect(await monitored()).toBe('enabled')
    await ec2.unmonitorInstances({ InstanceIds: [InstanceId] })
    expect(await monitored()).toBe('disabled')
  })

  test('is hibernated where it was made for that', async () => {
    const { InstanceId = '' } = await launch({
      HibernationOptions: { Configured: true },
      BlockDeviceMappings: [encrypted],
    })
    const plain = await launch()
    const InstanceIds = [InstanceId]
    await waitUntilInstanceRunning(
      { client: ec2, ...quickly },
      { InstanceIds: [InstanceId, plain.InstanceId ?? ''] },
    )
    await expect(
      ec2.stopInstances({ InstanceIds: [plain.InstanceId ?? ''], Hibernate: true }),
    ).rejects.toMatchObject({ name: 'UnsupportedHibernationConfiguration' })
    await ec2.stopInstances({ InstanceIds, Hibernate: true })
    await waitUntilInstanceStopped({ client: ec2, ...quickly }, { InstanceIds })
  })
})
