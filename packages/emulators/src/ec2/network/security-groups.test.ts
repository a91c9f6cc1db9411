import { type IpPermission, paginateDescribeSecurityGroups } from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../../options.ts'
import { startCloud } from '../../start-cloud.ts'
import { type SdkClient, sdkClient, shortTimes } from '../../testing/sdk-client.ts'
import { virtualClock } from '../../virtual-clock.ts'
import { ec2Images } from '../images.ts'

let local: LocalCloud
let ec2: SdkClient['ec2']
let made = 0
beforeAll(async () => {
  local = await startCloud({ times: shortTimes, limits: { rulesPerSecurityGroup: 3, securityGroups: 40 } })
  ec2 = sdkClient(local).ec2
})
afterAll(() => local.close())

const group = async (VpcId?: string) => {
  made += 1
  const { GroupId = '' } = await ec2.createSecurityGroup({
    GroupName: `group ${made}`,
    Description: 'of a test',
    ...(VpcId !== undefined && { VpcId }),
  })
  return GroupId
}
const show = async (GroupId: string) => {
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({ GroupIds: [GroupId] })
  return SecurityGroups[0]
}
const tcp = (port: number, CidrIp = '0.0.0.0/0'): IpPermission => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  IpRanges: [{ CidrIp }],
})
const allow = (GroupId: string, ...IpPermissions: IpPermission[]) =>
  ec2.authorizeSecurityGroupIngress({ GroupId, IpPermissions })

describe('The default security group', () => {
  test('lets its own members in and everything out, and cannot be deleted', async () => {
    const { SecurityGroups = [] } = await ec2.describeSecurityGroups({ GroupNames: ['default'] })
    const [{ GroupId = '', VpcId, IpPermissions, IpPermissionsEgress } = {}] = SecurityGroups
    const { Vpcs = [] } = await ec2.describeVpcs({})
    expect(Vpcs.map((vpc) => vpc.VpcId)).toEqual([VpcId])
    expect(IpPermissions).toMatchObject([{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId }] }])
    expect(IpPermissionsEgress).toMatchObject([{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }])
    expect(IpPermissions?.[0]).not.toHaveProperty('FromPort')
    await expect(ec2.deleteSecurityGroup({ GroupId })).rejects.toMatchObject({ name: 'CannotDelete' })
  })
})

describe('CreateSecurityGroup', () => {
  test('makes a group that lets nothing in and everything out, with tags', async () => {
    const created = await ec2.createSecurityGroup({
      GroupName: 'web',
      Description: 'web servers',
      TagSpecifications: [{ ResourceType: 'security-group', Tags: [{ Key: 'env', Value: 'test' }] }],
    })
    const { GroupId = '' } = created
    expect(GroupId).toMatch(/^sg-0[0-9a-f]{16}$/)
    expect(created.SecurityGroupArn).toBe(`arn:aws:ec2:eu-west-1:123456789012:security-group/${GroupId}`)
    expect(await show(GroupId)).toMatchObject({
      GroupName: 'web',
      Description: 'web servers',
      OwnerId: '123456789012',
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      Tags: [{ Key: 'env', Value: 'test' }],
    })
    expect((await show(GroupId))?.IpPermissions).toEqual([])
  })

  test.each([
    ['InvalidGroup.Duplicate', 'a name twice', { GroupName: 'twice' }],
    ['InvalidGroup.Reserved', 'the name of the default group', { GroupName: 'default' }],
    ['InvalidParameterValue', 'a name in the form of an id', { GroupName: 'sg-web' }],
    ['InvalidParameterValue', 'a name over 255 characters', { GroupName: 'n'.repeat(256) }],
    ['InvalidParameterValue', 'a description with other characters', { Description: 'naïve' }],
    ['MissingParameter', 'no description', { Description: '' }],
    ['InvalidVpcID.NotFound', 'a VPC that does not exist', { VpcId: 'vpc-00000000' }],
    ['DryRunOperation', 'a dry run that would succeed', { DryRun: true }],
  ])('answers %s to %s', async (code, _what, input) => {
    await ec2.createSecurityGroup({ GroupName: 'twice', Description: 'd' }).catch(() => {})
    const create = ec2.createSecurityGroup({ GroupName: 'once', Description: 'd', ...input })
    await expect(create).rejects.toMatchObject({ name: code })
  })

  test('stops at the limit of the account', async () => {
    await using small = await startCloud({ limits: { securityGroups: 2 } })
    const client = sdkClient(small).ec2
    await client.createSecurityGroup({ GroupName: 'a', Description: 'd' })
    const more = client.createSecurityGroup({ GroupName: 'b', Description: 'd' })
    await expect(more).rejects.toMatchObject({ name: 'SecurityGroupLimitExceeded' })
  })
})

describe('Rules', () => {
  test('of the same traffic are shown as one permission, and each by its own id', async () => {
    const [GroupId, source] = [await group(), await group()]
    const { SecurityGroupRules: rules = [] } = await allow(GroupId, {
      IpProtocol: '6',
      FromPort: 80,
      ToPort: 81,
      IpRanges: [{ CidrIp: '203.0.113.9/24', Description: 'office' }],
      Ipv6Ranges: [{ CidrIpv6: '2001:DB8:0:0:0:0:0:1/64' }],
      UserIdGroupPairs: [{ GroupId: source }],
    })
    expect(rules.map(({ SecurityGroupRuleId }) => SecurityGroupRuleId)).toEqual([
      expect.stringMatching(/^sgr-0[0-9a-f]{16}$/),
      expect.stringMatching(/^sgr-0[0-9a-f]{16}$/),
      expect.stringMatching(/^sgr-0[0-9a-f]{16}$/),
    ])
    const shown = await show(GroupId)
    expect(shown?.IpPermissions).toEqual([
      {
        IpProtocol: 'tcp',
        FromPort: 80,
        ToPort: 81,
        IpRanges: [{ CidrIp: '203.0.113.0/24', Description: 'office' }],
        Ipv6Ranges: [{ CidrIpv6: '2001:db8::/64' }],
        UserIdGroupPairs: [{ GroupId: source, UserId: '123456789012' }],
        PrefixListIds: [],
      },
    ])
    const described = await ec2.describeSecurityGroupRules({
      Filters: [{ Name: 'group-id', Values: [GroupId] }],
    })
    expect(described.SecurityGroupRules).toHaveLength(4)
    expect(described.SecurityGroupRules?.find(({ IsEgress }) => IsEgress)).toMatchObject({
      IpProtocol: '-1',
      FromPort: -1,
      ToPort: -1,
      CidrIpv4: '0.0.0.0/0',
    })
  })

  test('are added all or none', async () => {
    const GroupId = await group()
    await allow(GroupId, tcp(22))
    await expect(allow(GroupId, tcp(80), tcp(22))).rejects.toMatchObject({
      name: 'InvalidPermission.Duplicate',
      message: 'the specified rule "peer: 0.0.0.0/0, TCP, from port: 22, to port: 22, ALLOW" already exists',
    })
    expect((await show(GroupId))?.IpPermissions).toHaveLength(1)
  })

  test('may be spelled without IpPermissions, by the name of a group of the default VPC', async () => {
    const GroupId = await group()
    const name = (await show(GroupId))?.GroupName ?? ''
    await ec2.authorizeSecurityGroupIngress({
      GroupName: name,
      IpProtocol: 'udp',
      FromPort: 53,
      ToPort: 53,
      CidrIp: '10.0.0.0/8',
    })
    await ec2.authorizeSecurityGroupIngress({ GroupName: name, SourceSecurityGroupName: 'default' })
    expect((await show(GroupId))?.IpPermissions).toMatchObject([
      { IpProtocol: 'udp', FromPort: 53, ToPort: 53, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
      { IpProtocol: '-1', UserIdGroupPairs: [{ UserId: '123456789012' }] },
    ])
  })

  test.each<[code: string, what: string, permission: IpPermission]>([
    ['InvalidParameterValue', 'a protocol that is none', { ...tcp(1), IpProtocol: 'gre over ip' }],
    ['InvalidParameterValue', 'a port out of range', tcp(65_536)],
    ['InvalidParameterValue', 'ports in the wrong order', { ...tcp(80), ToPort: 79 }],
    [
      'InvalidParameterValue',
      'TCP without ports',
      { IpProtocol: 'tcp', IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
    ],
    ['InvalidParameterValue', 'an ICMP code for any type', { ...tcp(-1), IpProtocol: 'icmp', ToPort: 0 }],
    ['InvalidParameterValue', 'a block that is none', tcp(80, '10.0.0.0/33')],
    ['InvalidParameterValue', 'an address without its block', tcp(80, '10.0.0.1')],
    ['InvalidParameterValue', 'IPv6 among the IPv4 blocks', tcp(80, '::/0')],
    [
      'InvalidParameterValue',
      'a description that is none',
      { ...tcp(80), IpRanges: [{ CidrIp: '0.0.0.0/0', Description: '<b>' }] },
    ],
    [
      'InvalidGroup.NotFound',
      'a source that does not exist',
      { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-00000000' }] },
    ],
    [
      'InvalidPrefixListId.NotFound',
      'a prefix list',
      { IpProtocol: '-1', PrefixListIds: [{ PrefixListId: 'pl-00000000' }] },
    ],
    ['MissingParameter', 'no source', { IpProtocol: '-1' }],
  ])('answer %s to %s', async (code, _what, permission) => {
    const GroupId = await group()
    await expect(allow(GroupId, permission)).rejects.toMatchObject({ name: code })
    expect((await show(GroupId))?.IpPermissions).toEqual([])
    await ec2.deleteSecurityGroup({ GroupId })
  })

  test('are counted by direction and by family of addresses', async () => {
    const GroupId = await group()
    await allow(GroupId, tcp(1), tcp(2), tcp(3))
    await allow(GroupId, { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] })
    await expect(allow(GroupId, tcp(4))).rejects.toMatchObject({ name: 'RulesPerSecurityGroupLimitExceeded' })
    await ec2.authorizeSecurityGroupEgress({ GroupId, IpPermissions: [tcp(4)] })
  })

  test('are revoked by their terms, whatever their description, or by id', async () => {
    const GroupId = await group()
    await allow(GroupId, { ...tcp(22), IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'inside' }] })
    const { SecurityGroupRules = [] } = await allow(GroupId, tcp(80))
    const ids = SecurityGroupRules.map(({ SecurityGroupRuleId = '' }) => SecurityGroupRuleId)
    const { RevokedSecurityGroupRules } = await ec2.revokeSecurityGroupIngress({
      GroupId,
      IpPermissions: [tcp(22, '10.0.0.0/8')],
    })
    expect(RevokedSecurityGroupRules).toMatchObject([{ CidrIpv4: '10.0.0.0/8', Description: 'inside' }])
    const inTheOtherDirection = ec2.revokeSecurityGroupEgress({ GroupId, SecurityGroupRuleIds: ids })
    await expect(inTheOtherDirection).rejects.toMatchObject({ name: 'InvalidSecurityGroupRuleId.NotFound' })
    await ec2.revokeSecurityGroupIngress({ GroupId, SecurityGroupRuleIds: ids })
    expect((await show(GroupId))?.IpPermissions).toEqual([])
  })

  test('that are not there are told by a group of the default VPC, and refused by others', async () => {
    const GroupId = await group()
    await allow(GroupId, tcp(22))
    const { UnknownIpPermissions, RevokedSecurityGroupRules } = await ec2.revokeSecurityGroupIngress({
      GroupId,
      IpPermissions: [tcp(22), tcp(80)],
    })
    expect(RevokedSecurityGroupRules).toHaveLength(1)
    expect(UnknownIpPermissions).toMatchObject([{ FromPort: 80 }])
  })

  test('are modified in place, and described anew', async () => {
    const GroupId = await group()
    const { SecurityGroupRules: [rule] = [] } = await allow(GroupId, tcp(22))
    const SecurityGroupRuleId = rule?.SecurityGroupRuleId ?? ''
    const modify = (CidrIpv4: string) =>
      ec2.modifySecurityGroupRules({
        GroupId,
        SecurityGroupRules: [
          {
            SecurityGroupRuleId,
            SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 23, ToPort: 24, CidrIpv4 },
          },
        ],
      })
    await modify('10.0.0.0/8')
    await ec2.updateSecurityGroupRuleDescriptionsIngress({
      GroupId,
      SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId, Description: 'inside' }],
    })
    const { SecurityGroupRules } = await ec2.describeSecurityGroupRules({
      SecurityGroupRuleIds: [SecurityGroupRuleId],
    })
    expect(SecurityGroupRules).toMatchObject([
      { FromPort: 23, ToPort: 24, CidrIpv4: '10.0.0.0/8', Description: 'inside' },
    ])
    await allow(GroupId, { ...tcp(23, '10.1.0.0/16'), ToPort: 24 })
    await expect(modify('10.1.0.0/16')).rejects.toMatchObject({ name: 'InvalidPermission.Duplicate' })
  })
})

describe('A security group', () => {
  test('that is new is not found for as long as consistency takes', async () => {
    const clock = virtualClock({ start: Date.now() })
    await using slow = await startCloud({ clock, consistencyMs: 1_000 })
    const client = sdkClient(slow).ec2
    const { GroupId = '' } = await client.createSecurityGroup({ GroupName: 'new', Description: 'd' })
    const groups = async () => (await client.describeSecurityGroups({})).SecurityGroups ?? []
    const find = client.describeSecurityGroups({ GroupIds: [GroupId] })
    await expect(find).rejects.toMatchObject({ name: 'InvalidGroup.NotFound' })
    expect((await groups()).map(({ GroupName }) => GroupName)).toEqual(['default'])
    const again = client.createSecurityGroup({ GroupName: 'new', Description: 'd' })
    await expect(again).rejects.toMatchObject({ name: 'InvalidGroup.Duplicate' })
    await clock.advance(1_000)
    expect((await groups()).map(({ GroupName }) => GroupName)).toEqual(['default', 'new'])
  })

  test('that a rule of another names cannot be deleted, one that names itself can', async () => {
    const [GroupId, other] = [await group(), await group()]
    const from = (id: string): IpPermission => ({ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: id }] })
    await allow(GroupId, from(GroupId))
    await allow(other, from(GroupId))
    await expect(ec2.deleteSecurityGroup({ GroupId })).rejects.toMatchObject({ name: 'DependencyViolation' })
    await ec2.revokeSecurityGroupIngress({ GroupId: other, IpPermissions: [from(GroupId)] })
    expect(await ec2.deleteSecurityGroup({ GroupId })).toMatchObject({ GroupId })
    await expect(show(GroupId)).rejects.toMatchObject({ name: 'InvalidGroup.NotFound' })
  })

  test('is on the instances that were launched or put into it, and in use until they are terminated', async () => {
    const [first, second] = [await group(), await group()]
    const { Instances = [] } = await ec2.runInstances({
      ImageId: ec2Images.debian12,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SecurityGroupIds: [first],
    })
    const [{ InstanceId = '', SecurityGroups } = {}] = Instances
    expect(SecurityGroups).toMatchObject([{ GroupId: first }])
    await expect(ec2.deleteSecurityGroup({ GroupId: first })).rejects.toMatchObject({
      name: 'DependencyViolation',
    })
    await ec2.modifyInstanceAttribute({ InstanceId, Groups: [second, first] })
    const { Reservations = [] } = await ec2.describeInstances({
      Filters: [{ Name: 'instance.group-id', Values: [second] }],
    })
    expect(Reservations[0]?.Instances?.[0]?.SecurityGroups?.map(({ GroupId }) => GroupId)).toEqual([
      second,
      first,
    ])
    await ec2.modifyInstanceAttribute({ InstanceId, Groups: [second] })
    await ec2.deleteSecurityGroup({ GroupId: first })
    await expect(ec2.modifyInstanceAttribute({ InstanceId, Groups: [first] })).rejects.toMatchObject({
      name: 'InvalidGroup.NotFound',
    })
    await ec2.terminateInstances({ InstanceIds: [InstanceId] })
    await expect.poll(() => local.inventory().nodes[0]?.state).toBe('terminated')
    await ec2.deleteSecurityGroup({ GroupId: second })
  })

  test('is found by its rules, name and tags, in pages', async () => {
    const GroupId = await group()
    await allow(GroupId, tcp(4444))
    await ec2.createTags({ Resources: [GroupId], Tags: [{ Key: 'rare', Value: 'yes' }] })
    for (const Filters of [
      [{ Name: 'ip-permission.from-port', Values: ['4444'] }],
      [{ Name: 'tag:rare', Values: ['y*'] }],
    ]) {
      const { SecurityGroups = [] } = await ec2.describeSecurityGroups({ Filters })
      expect(SecurityGroups.map((one) => one.GroupId)).toEqual([GroupId])
    }
    const { Tags } = await ec2.describeTags({
      Filters: [{ Name: 'resource-type', Values: ['security-group'] }],
    })
    expect(Tags).toContainEqual({
      ResourceId: GroupId,
      ResourceType: 'security-group',
      Key: 'rare',
      Value: 'yes',
    })
    const ids: string[] = []
    for await (const page of paginateDescribeSecurityGroups({ client: ec2, pageSize: 5 }, {})) {
      ids.push(...(page.SecurityGroups ?? []).map((one) => one.GroupId ?? ''))
    }
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThan(5)
  })
})
