import { describe, expect, it } from 'vitest'
import { getNodeAttribute, type NodeAttributes, setNodeAttribute } from './index.ts'
import { answer, mockedDriver } from './testing/mock-ec2.ts'

const form = (action: string, more: Record<string, string>) => ({
  Action: action,
  Version: '2016-11-15',
  ...more,
})

const returned = '<return>true</return>'

describe('getNodeAttribute', () => {
  const values: readonly [keyof NodeAttributes, wire: string, content: string, value: unknown][] = [
    ['size', 'instanceType', '<instanceType><value>t3.micro</value></instanceType>', 't3.micro'],
    [
      'userData',
      'userData',
      '<userData><value>IyEvYmluL3No</value></userData>',
      new Uint8Array(Buffer.from('#!/bin/sh')),
    ],
    ['userData', 'userData', '<userData/>', new Uint8Array()],
    [
      'terminationProtection',
      'disableApiTermination',
      '<disableApiTermination><value>true</value></disableApiTermination>',
      true,
    ],
    ['stopProtection', 'disableApiStop', '<disableApiStop><value>false</value></disableApiStop>', false],
    [
      'shutdownBehavior',
      'instanceInitiatedShutdownBehavior',
      '<instanceInitiatedShutdownBehavior><value>terminate</value></instanceInitiatedShutdownBehavior>',
      'terminate',
    ],
    ['sourceDestCheck', 'sourceDestCheck', '<sourceDestCheck><value>false</value></sourceDestCheck>', false],
    ['ebsOptimized', 'ebsOptimized', '<ebsOptimized><value>true</value></ebsOptimized>', true],
    ['enaSupport', 'enaSupport', '<enaSupport><value>true</value></enaSupport>', true],
    ['sriovNetSupport', 'sriovNetSupport', '<sriovNetSupport/>', ''],
    [
      'rootDevice',
      'rootDeviceName',
      '<rootDeviceName><value>/dev/xvda</value></rootDeviceName>',
      '/dev/xvda',
    ],
    ['securityGroupIds', 'groupSet', '<groupSet><item><groupId>sg-1</groupId></item></groupSet>', ['sg-1']],
    ['enclave', 'enclaveOptions', '<enclaveOptions><enabled>true</enabled></enclaveOptions>', true],
    ['kernel', 'kernel', '<kernel><value>aki-1</value></kernel>', 'aki-1'],
    ['ramdisk', 'ramdisk', '<ramdisk/>', ''],
  ]
  it.each(values)('gives %s', async (name, wire, content, value) => {
    const asked = answer('DescribeInstanceAttribute', `<instanceId>i-1</instanceId>${content}`)
    expect(await getNodeAttribute(mockedDriver(), 'i-1', name)).toEqual(value)
    expect(asked.form).toEqual(form('DescribeInstanceAttribute', { InstanceId: 'i-1', Attribute: wire }))
  })
})

describe('setNodeAttribute', () => {
  it.each([
    [{ terminationProtection: true }, { 'DisableApiTermination.Value': 'true' }],
    [{ stopProtection: false }, { 'DisableApiStop.Value': 'false' }],
    [{ shutdownBehavior: 'terminate' }, { 'InstanceInitiatedShutdownBehavior.Value': 'terminate' }],
    [{ sourceDestCheck: false }, { 'SourceDestCheck.Value': 'false' }],
    [{ ebsOptimized: true, enaSupport: undefined }, { 'EbsOptimized.Value': 'true' }],
    [{ enaSupport: true }, { 'EnaSupport.Value': 'true' }],
    [{ sriovNetSupport: 'simple' }, { 'SriovNetSupport.Value': 'simple' }],
    [{ userData: '#!/bin/sh' }, { 'UserData.Value': 'IyEvYmluL3No' }],
    [
      { deleteOnTermination: { '/dev/sdf': false } },
      {
        'BlockDeviceMapping.1.DeviceName': '/dev/sdf',
        'BlockDeviceMapping.1.Ebs.DeleteOnTermination': 'false',
      },
    ],
  ] as const)('sends %j alone', async (change, sent) => {
    const asked = answer('ModifyInstanceAttribute', returned)
    await setNodeAttribute(mockedDriver(), 'i-1', change)
    expect(asked.form).toEqual(form('ModifyInstanceAttribute', { InstanceId: 'i-1', ...sent }))
  })
})
