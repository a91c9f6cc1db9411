import { waitUntilInstanceRunning, waitUntilNetworkInterfaceAvailable } from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { startCloud } from '../../start-cloud.ts'
import { quickly, sdkClient, shortTimes } from '../../testing/sdk-client.ts'
import { serviceModel } from '../../testing/service-model.ts'
import { ec2Images } from '../images.ts'
import { networkActionNames } from './network-action-names.ts'

const where = serviceModel ? '' : ' (skipped: the service model is not on this machine)'

test.skipIf(!serviceModel)(
  `every network action's answer has the shape of the service model${where}`,
  async () => {
    await using local = await startCloud({ times: shortTimes })
    const { ec2, checked } = sdkClient(local)
    const VpcId = (await ec2.createVpc({ CidrBlock: '10.0.0.0/16' })).Vpc?.VpcId ?? ''
    await ec2.modifyVpcAttribute({ VpcId, EnableDnsHostnames: { Value: true } })
    await ec2.describeVpcAttribute({ VpcId, Attribute: 'enableDnsSupport' })
    const { Subnet } = await ec2.createSubnet({ VpcId, CidrBlock: '10.0.1.0/24' })
    const SubnetId = Subnet?.SubnetId ?? ''
    await ec2.modifySubnetAttribute({ SubnetId, MapPublicIpOnLaunch: { Value: true } })
    const { InternetGateway } = await ec2.createInternetGateway({})
    const InternetGatewayId = InternetGateway?.InternetGatewayId ?? ''
    await ec2.attachInternetGateway({ InternetGatewayId, VpcId })

    const { RouteTable } = await ec2.createRouteTable({ VpcId })
    const RouteTableId = RouteTable?.RouteTableId ?? ''
    const route = { RouteTableId, DestinationCidrBlock: '0.0.0.0/0' }
    await ec2.createRoute({ ...route, GatewayId: InternetGatewayId })
    await ec2.replaceRoute({ ...route, GatewayId: InternetGatewayId })
    const { AssociationId = '' } = await ec2.associateRouteTable({ RouteTableId, SubnetId })
    const replaced = await ec2.replaceRouteTableAssociation({ AssociationId, RouteTableId })

    const { GroupId = '' } = await ec2.createSecurityGroup({ GroupName: 'web', Description: 'd', VpcId })
    const IpPermissions = [
      {
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'ssh' }],
      },
      { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }], UserIdGroupPairs: [{ GroupId }] },
    ]
    const ingress = await ec2.authorizeSecurityGroupIngress({ GroupId, IpPermissions })
    await ec2.authorizeSecurityGroupEgress({ GroupId, IpPermissions })
    await ec2.updateSecurityGroupRuleDescriptionsIngress({ GroupId, IpPermissions })
    await ec2.updateSecurityGroupRuleDescriptionsEgress({ GroupId, IpPermissions })
    await ec2.modifySecurityGroupRules({
      GroupId,
      SecurityGroupRules: [
        {
          SecurityGroupRuleId: ingress.SecurityGroupRules?.[0]?.SecurityGroupRuleId,
          SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIpv4: '0.0.0.0/0' },
        },
      ],
    })

    const { Instances = [] } = await ec2.runInstances({
      ImageId: ec2Images.debian12,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SubnetId,
      SecurityGroupIds: [GroupId],
    })
    const [{ InstanceId = '', NetworkInterfaces = [] } = {}] = Instances
    await waitUntilInstanceRunning({ client: ec2, ...quickly }, { InstanceIds: [InstanceId] })
    const { AllocationId = '' } = await ec2.allocateAddress({})
    const associated = await ec2.associateAddress({ AllocationId, InstanceId })
    const [{ NetworkInterfaceId = '' } = {}] = NetworkInterfaces
    await ec2.modifyNetworkInterfaceAttribute({ NetworkInterfaceId, Groups: [GroupId] })
    await ec2.modifyNetworkInterfaceAttribute({ NetworkInterfaceId, SourceDestCheck: { Value: false } })

    const { NetworkInterface } = await ec2.createNetworkInterface({ SubnetId, Groups: [GroupId] })
    const spare = NetworkInterface?.NetworkInterfaceId ?? ''
    const { AttachmentId = '' } = await ec2.attachNetworkInterface({
      NetworkInterfaceId: spare,
      InstanceId,
      DeviceIndex: 1,
    })
    await ec2.describeInstances({})
    await ec2.detachNetworkInterface({ AttachmentId })

    await ec2.describeAddresses({})
    await ec2.describeAddressesAttribute({ AllocationIds: [AllocationId], Attribute: 'domain-name' })
    await ec2.describeInternetGateways({})
    await ec2.describeNetworkAcls({})
    await ec2.describeRouteTables({})
    await ec2.describeSecurityGroupRules({})
    await ec2.describeSecurityGroups({})
    await ec2.describeSubnets({})
    await ec2.describeVpcs({})
    const { NetworkInterfaces: shown } = await ec2.describeNetworkInterfaces({})
    expect(shown).toMatchObject([
      { NetworkInterfaceId, SourceDestCheck: false, Groups: [{ GroupId }] },
      { NetworkInterfaceId: spare, Groups: [{ GroupId }] },
    ])
    await waitUntilNetworkInterfaceAvailable({ client: ec2, ...quickly }, { NetworkInterfaceIds: [spare] })
    await ec2.deleteNetworkInterface({ NetworkInterfaceId: spare })

    await ec2.disassociateAddress({ AssociationId: associated.AssociationId ?? '' })
    await ec2.releaseAddress({ AllocationId })
    await ec2.terminateInstances({ InstanceIds: [InstanceId] })
    await expect.poll(() => local.inventory().nodes[0]?.state).toBe('terminated')
    await ec2.revokeSecurityGroupEgress({ GroupId, IpPermissions })
    const { SecurityGroupRules = [] } = ingress
    await ec2.revokeSecurityGroupIngress({
      GroupId,
      SecurityGroupRuleIds: SecurityGroupRules.map(({ SecurityGroupRuleId = '' }) => SecurityGroupRuleId),
    })
    await ec2.deleteSecurityGroup({ GroupId })
    await ec2.deleteRoute(route)
    await ec2.disassociateRouteTable({ AssociationId: replaced.NewAssociationId ?? '' })
    await ec2.deleteRouteTable({ RouteTableId })
    await ec2.detachInternetGateway({ InternetGatewayId, VpcId })
    await ec2.deleteInternetGateway({ InternetGatewayId })
    await ec2.deleteSubnet({ SubnetId })
    await ec2.deleteVpc({ VpcId })
    expect(networkActionNames.filter((name) => !checked.has(name))).toEqual([])
  },
)
