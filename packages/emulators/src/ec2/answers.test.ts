import { waitUntilInstanceStatusOk, waitUntilInstanceStopped } from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { startCloud } from '../start-cloud.ts'
import { problemsOf } from '../testing/answer-check.ts'
import { quickly, sdkClient, shortTimes } from '../testing/sdk-client.ts'
import { serviceModel } from '../testing/service-model.ts'
import { actionNames } from './action-names.ts'
import { ec2Images } from './images.ts'
import { answerDocument } from './xml.ts'

const where = serviceModel ? '' : ' (skipped: the service model is not on this machine)'

test.skipIf(!serviceModel)(`every action's answer has the shape of the service model${where}`, async () => {
  await using local = await startCloud({ times: shortTimes })
  const { ec2, checked } = sdkClient(local)
  await ec2.createKeyPair({ KeyName: 'made', KeyType: 'ed25519' })
  const { KeyPairs = [] } = await ec2.describeKeyPairs({ IncludePublicKey: true })
  await ec2.importKeyPair({ KeyName: 'given', PublicKeyMaterial: Buffer.from(KeyPairs[0]?.PublicKey ?? '') })
  await ec2.deleteKeyPair({ KeyName: 'given' })
  await ec2.describeAvailabilityZones({})
  await ec2.describeRegions({})
  await ec2.describeImages({})
  await ec2.describeInstanceTypes({})
  await ec2.describeInstanceTypeOfferings({})

  const { Instances = [] } = await ec2.runInstances({
    ImageId: ec2Images.debian12,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    KeyName: 'made',
    UserData: Buffer.from('#!/bin/sh\n').toString('base64'),
    IamInstanceProfile: { Name: 'web' },
  })
  const InstanceIds = [Instances[0]?.InstanceId ?? '']
  const [InstanceId = ''] = InstanceIds
  await ec2.createTags({ Resources: InstanceIds, Tags: [{ Key: 'k', Value: 'v' }] })
  await ec2.describeTags({})
  await ec2.deleteTags({ Resources: InstanceIds })
  await waitUntilInstanceStatusOk({ client: ec2, ...quickly }, { InstanceIds })
  await ec2.getConsoleOutput({ InstanceId })
  await ec2.rebootInstances({ InstanceIds })
  for (const Attribute of [
    'instanceType',
    'userData',
    'disableApiTermination',
    'groupSet',
    'enaSupport',
  ] as const) {
    await ec2.describeInstanceAttribute({ InstanceId, Attribute })
  }
  await ec2.stopInstances({ InstanceIds })
  await waitUntilInstanceStopped({ client: ec2, ...quickly }, { InstanceIds })
  await ec2.modifyInstanceAttribute({ InstanceId, InstanceType: { Value: 't3.small' } })
  await ec2.startInstances({ InstanceIds })
  await ec2.terminateInstances({ InstanceIds })
  await ec2.describeInstances({})
  expect([...checked].sort()).toEqual([...actionNames].sort())
})

test.skipIf(!serviceModel).each([
  ['a name of its own', { colour: 'red' }],
  ['a word for a number', { reservationSet: [{ instancesSet: [{ amiLaunchIndex: 'first' }] }] }],
  ['a state that is none', { reservationSet: [{ instancesSet: [{ instanceState: { name: 'asleep' } }] }] }],
  ['text where a structure belongs', { reservationSet: [{ instancesSet: [{ placement: 'here' }] }] }],
])(`the check finds %s${where}`, (_what, body) => {
  const document = answerDocument('DescribeInstances', 'id', body)
  expect(serviceModel && problemsOf(serviceModel, 'DescribeInstances', document)).toHaveLength(1)
})
