import { describe, expect, it } from 'vitest'
import * as ec2 from './index.ts'
import { answer, mockedDriver, refuse, reply } from './testing/mock-ec2.ts'

const interfaceXml = (attachment = '', extra = '') =>
  `<networkInterfaceId>eni-1</networkInterfaceId><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId><status>available</status>
  <privateIpAddressesSet><item><privateIpAddress>10.0.0.9</privateIpAddress><association><publicIp>192.0.2.9</publicIp></association></item>
  </privateIpAddressesSet><groupSet><item><groupId>sg-1</groupId></item></groupSet>${attachment}${extra}`
const attachedTo = (node: string, status = 'attached') =>
  `<attachment><attachmentId>eni-attach-1</attachmentId><instanceId>${node}</instanceId><status>${status}</status></attachment>`
const seen = (attachment = '') =>
  answer(
    'DescribeNetworkInterfaces',
    `<networkInterfaceSet><item>${interfaceXml(attachment)}</item></networkInterfaceSet>`,
  )

describe('a network interface', () => {
  it('is made under one token, with firewalls and an address', async () => {
    reply(500, '')
    const { form } = answer(
      'CreateNetworkInterface',
      `<networkInterface>${interfaceXml()}</networkInterface>`,
    )
    const made = await ec2.createNetworkInterface(mockedDriver(), {
      subnet: 'subnet-1',
      name: 'second',
      privateIp: '10.0.0.9',
      firewalls: ['sg-1'],
      idempotencyKey: 'mine',
    })
    expect(made).toMatchObject({
      kind: 'network-interface',
      id: 'eni-1',
      subnet: 'subnet-1',
      network: 'vpc-1',
      privateIps: ['10.0.0.9'],
      publicIps: ['192.0.2.9'],
      firewalls: ['sg-1'],
    })
    expect(form).toMatchObject({
      SubnetId: 'subnet-1',
      PrivateIpAddress: '10.0.0.9',
      'SecurityGroupId.1': 'sg-1',
      ClientToken: 'mine',
      'TagSpecification.1.ResourceType': 'network-interface',
    })
  })

  it('is attached to a node, once', async () => {
    const { form } = answer('AttachNetworkInterface', '<attachmentId>eni-attach-1</attachmentId>')
    await ec2.attachNetworkInterface(mockedDriver(), 'eni-1', { node: 'i-1', deviceIndex: 1 })
    expect(form).toMatchObject({ NetworkInterfaceId: 'eni-1', InstanceId: 'i-1', DeviceIndex: '1' })
    refuse(400, 'InvalidNetworkInterface.InUse')
    seen(attachedTo('i-1'))
    await ec2.attachNetworkInterface(mockedDriver(), 'eni-1', { node: 'i-1', deviceIndex: 1 })
    reply(500, '')
    seen(attachedTo('i-1', 'attaching'))
    await ec2.attachNetworkInterface(mockedDriver(), 'eni-1', { node: 'i-1', deviceIndex: 1 })
  })

  it('that another node has is a conflict', async () => {
    refuse(400, 'InvalidNetworkInterface.InUse')
    seen(attachedTo('i-2'))
    const attaching = ec2.attachNetworkInterface(mockedDriver(), 'eni-1', { node: 'i-1', deviceIndex: 1 })
    await expect(attaching).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
      message: expect.stringContaining('is attached to the node i-2'),
      details: { nodeId: 'i-2' },
    })
  })

  it('is never the first of a node', async () => {
    const attaching = ec2.attachNetworkInterface(mockedDriver(), 'eni-1', { node: 'i-1', deviceIndex: 0 })
    await expect(attaching).rejects.toMatchObject({ code: 'invalid' })
  })

  it('is detached by its attachment, once', async () => {
    seen(attachedTo('i-1'))
    const { form } = answer('DetachNetworkInterface', '<return>true</return>')
    await ec2.detachNetworkInterface(mockedDriver(), 'eni-1', { force: true })
    expect(form).toMatchObject({ AttachmentId: 'eni-attach-1', Force: 'true' })
    seen()
    await ec2.detachNetworkInterface(mockedDriver(), 'eni-1')
    seen(attachedTo('i-1'))
    reply(500, '')
    seen(attachedTo('i-1', 'detaching'))
    await ec2.detachNetworkInterface(mockedDriver(), 'eni-1')
  })

  it('that its node does not let go of is forced, and is not taken for attached', async () => {
    seen(attachedTo('i-1', 'detaching'))
    reply(500, '')
    seen(attachedTo('i-1', 'detaching'))
    const { form } = answer('DetachNetworkInterface', '<return>true</return>')
    await ec2.detachNetworkInterface(mockedDriver(), 'eni-1', { force: true })
    expect(form).toMatchObject({ AttachmentId: 'eni-attach-1', Force: 'true' })
    refuse(400, 'InvalidNetworkInterface.InUse')
    seen(attachedTo('i-1', 'detaching'))
    const attaching = ec2.attachNetworkInterface(mockedDriver(), 'eni-1', { node: 'i-1', deviceIndex: 1 })
    await expect(attaching).rejects.toMatchObject({ code: 'conflict' })
  })

  it('tells the token where nobody knows whether it was made', async () => {
    reply(500, '')
    const options = { subnet: 'subnet-1', idempotencyKey: 'mine' }
    const driver = mockedDriver({ retry: { attempts: 1 } })
    await expect(ec2.createNetworkInterface(driver, options)).rejects.toMatchObject({
      outcome: 'unknown',
      details: { idempotencyKey: 'mine' },
    })
  })

  it('that a node starts from stays with it', async () => {
    seen(attachedTo('i-1'))
    refuse(400, 'OperationNotPermitted')
    seen(attachedTo('i-1'))
    await expect(ec2.detachNetworkInterface(mockedDriver(), 'eni-1')).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('is detached where somebody else was quicker', async () => {
    seen(attachedTo('i-1'))
    refuse(400, 'InvalidAttachmentID.NotFound')
    seen()
    await ec2.detachNetworkInterface(mockedDriver(), 'eni-1')
  })

  it('is deleted unless a node has it', async () => {
    const { form } = answer('DeleteNetworkInterface', '<return>true</return>')
    await ec2.deleteNetworkInterface(mockedDriver(), 'eni-1')
    expect(form.NetworkInterfaceId).toBe('eni-1')
    refuse(400, 'InvalidNetworkInterface.InUse')
    await expect(ec2.deleteNetworkInterface(mockedDriver(), 'eni-1')).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})

const table = (content: string) =>
  answer(
    'DescribeRouteTables',
    `<routeTableSet><item><routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId>${content}</item></routeTableSet>`,
  )
const association = (id: string, subnet: string) =>
  `<associationSet><item><routeTableAssociationId>${id}</routeTableAssociationId><subnetId>${subnet}</subnetId></item></associationSet>`
const gateways = (network = '') =>
  answer(
    'DescribeInternetGateways',
    `<internetGatewaySet><item><internetGatewayId>igw-1</internetGatewayId>${network && `<attachmentSet><item><vpcId>${network}</vpcId><state>available</state></item></attachmentSet>`}</item></internetGatewaySet>`,
  )

describe('a lost answer', () => {
  it('to createRoute is told by the route', async () => {
    reply(500, '')
    table(
      '<routeSet><item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><gatewayId>igw-1</gatewayId></item></routeSet>',
    )
    await ec2.createRoute(mockedDriver(), 'rtb-1', { to: '0.0.0.0/0', internetGateway: 'igw-1' })
  })

  it('to createRoute is not told by a route to elsewhere', async () => {
    const other =
      '<routeSet><item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><gatewayId>igw-2</gatewayId></item></routeSet>'
    reply(500, '')
    table(other)
    refuse(400, 'RouteAlreadyExists')
    table(other)
    const creating = ec2.createRoute(mockedDriver(), 'rtb-1', { to: '0.0.0.0/0', internetGateway: 'igw-1' })
    await expect(creating).rejects.toMatchObject({ code: 'already-exists' })
  })

  it('to associateRouteTable is told by the association', async () => {
    reply(500, '')
    table(association('rtbassoc-1', 'subnet-1'))
    expect(await ec2.associateRouteTable(mockedDriver(), 'rtb-1', { subnet: 'subnet-1' })).toBe('rtbassoc-1')
  })

  it('to replaceRouteTableAssociation is told by the new one', async () => {
    table(association('rtbassoc-1', 'subnet-1'))
    reply(500, '')
    table(association('rtbassoc-2', 'subnet-1'))
    expect(await ec2.replaceRouteTableAssociation(mockedDriver(), 'rtbassoc-1', 'rtb-1')).toBe('rtbassoc-2')
  })

  it('to replaceRouteTableAssociation of a gateway is not told by that of the main table', async () => {
    const of = (id: string, what: string) =>
      `<associationSet><item><routeTableAssociationId>${id}</routeTableAssociationId>${what}</item></associationSet>`
    table(of('rtbassoc-1', '<gatewayId>igw-1</gatewayId>'))
    reply(500, '')
    table(of('rtbassoc-9', '<main>true</main>'))
    answer('ReplaceRouteTableAssociation', '<newAssociationId>rtbassoc-2</newAssociationId>')
    expect(await ec2.replaceRouteTableAssociation(mockedDriver(), 'rtbassoc-1', 'rtb-1')).toBe('rtbassoc-2')
  })

  it('to attachInternetGateway and detachInternetGateway is told by the gateway', async () => {
    reply(500, '')
    gateways('vpc-1')
    await ec2.attachInternetGateway(mockedDriver(), 'igw-1', { network: 'vpc-1' })
    refuse(400, 'Resource.AlreadyAssociated')
    gateways('vpc-1')
    await ec2.attachInternetGateway(mockedDriver(), 'igw-1', { network: 'vpc-1' })
    gateways('vpc-1')
    reply(500, '')
    gateways()
    await ec2.detachInternetGateway(mockedDriver(), 'igw-1')
    gateways('vpc-1')
    refuse(400, 'Gateway.NotAttached')
    gateways()
    await ec2.detachInternetGateway(mockedDriver(), 'igw-1')
  })

  it('to createInternetGateway and createSubnet is told by what was made', async () => {
    reply(500, '')
    const { form } = gateways()
    expect(await ec2.createInternetGateway(mockedDriver(), { name: 'out' })).toMatchObject({ id: 'igw-1' })
    expect(form['Filter.1.Name']).toBe('tag:cloud-intent')
    reply(500, '')
    answer(
      'DescribeSubnets',
      '<subnetSet><item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId></item></subnetSet>',
    )
    const made = await ec2.createSubnet(mockedDriver(), { network: 'vpc-1', cidr: '10.0.0.0/24' })
    expect(made).toMatchObject({ id: 'subnet-1', network: 'vpc-1' })
  })

  it('to each that deletes is followed by nothing to be found', async () => {
    const calls = {
      InvalidSubnetID: () => ec2.deleteSubnet(mockedDriver(), 'subnet-1'),
      InvalidInternetGatewayID: () => ec2.deleteInternetGateway(mockedDriver(), 'igw-1'),
      InvalidRouteTableID: () => ec2.deleteRouteTable(mockedDriver(), 'rtb-1'),
      InvalidRoute: () => ec2.deleteRoute(mockedDriver(), 'rtb-1', '0.0.0.0/0'),
      InvalidAssociationID: () => ec2.disassociateRouteTable(mockedDriver(), 'rtbassoc-1'),
      InvalidNetworkInterfaceID: () => ec2.deleteNetworkInterface(mockedDriver(), 'eni-1'),
    }
    for (const [code, call] of Object.entries(calls)) {
      reply(500, '')
      refuse(400, `${code}.NotFound`)
      await call()
      refuse(400, `${code}.NotFound`)
      await expect(call()).rejects.toMatchObject({ code: 'not-found', outcome: 'not-applied' })
    }
  })
})

describe('disassociateRouteTable', () => {
  it('of the main table is a conflict', async () => {
    refuse(400, 'InvalidParameterValue')
    table(
      '<associationSet><item><routeTableAssociationId>rtbassoc-1</routeTableAssociationId><main>true</main></item></associationSet>',
    )
    await expect(ec2.disassociateRouteTable(mockedDriver(), 'rtbassoc-1')).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
    })
  })
})

describe('modifySubnet', () => {
  it('says that something is changed where the second of two is refused', async () => {
    answer(
      'DescribeSubnets',
      '<subnetSet><item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId></item></subnetSet>',
    )
    answer('ModifySubnetAttribute', '<return>true</return>')
    refuse(400, 'InvalidParameterValue')
    const changes = { publicIpOnLaunch: true, ipv6OnCreation: true }
    await expect(ec2.modifySubnet(mockedDriver(), 'subnet-1', changes)).rejects.toMatchObject({
      code: 'invalid',
      outcome: 'unknown',
    })
  })
})

describe('functions of networking', () => {
  const driver = mockedDriver()
  it.each<readonly [string, () => unknown]>([
    ['a route to nowhere', () => ec2.createRoute(driver, 'rtb-1', { to: '0.0.0.0/0' })],
    [
      'a route by two ways',
      () => ec2.createRoute(driver, 'rtb-1', { to: '0.0.0.0/0', node: 'i-1', natGateway: 'nat-1' }),
    ],
    [
      'a route by an unknown way',
      () => ec2.replaceRoute(driver, 'rtb-1', { to: '0.0.0.0/0', tunnel: 'x' } as never),
    ],
    ['a route to what is no range', () => ec2.deleteRoute(driver, 'rtb-1', 'everybody')],
    [
      'a network for a subnet',
      () => ec2.deleteSubnet(driver, { id: 'subnet-1', kind: 'network' as 'subnet' }),
    ],
    ['a subnet without a range', () => ec2.createSubnet(driver, { network: 'vpc-1' } as never)],
    [
      'a change that is no truth',
      () => ec2.modifySubnet(driver, 'subnet-1', { publicIpOnLaunch: 'yes' } as never),
    ],
    ['an unknown query', async () => ec2.listSubnets(driver, { vpc: 'vpc-1' } as never)],
    [
      'an empty list of firewalls',
      () => ec2.createNetworkInterface(driver, { subnet: 'subnet-1', firewalls: [] }),
    ],
  ])('refuse %s before anything is sent', async (_what, call) => {
    await expect((async () => call())()).rejects.toMatchObject({ code: 'invalid' })
  })

  it('know ids by their form', async () => {
    for (const call of [
      () => ec2.getSubnet(driver, 'a'),
      () => ec2.getInternetGateway(driver, 'a'),
      () => ec2.getRouteTable(driver, 'a'),
      () => ec2.getNetworkInterface(driver, 'a'),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'not-found' })
  })

  it('reach what a network has besides nodes: NAT and peering', async () => {
    const { form } = answer('ReplaceRoute', '<return>true</return>')
    await ec2.replaceRoute(driver, 'rtb-1', { to: '2001:DB8::/32', egressOnlyInternetGateway: 'eigw-1' })
    expect(form).toMatchObject({
      DestinationIpv6CidrBlock: '2001:db8::/32',
      EgressOnlyInternetGatewayId: 'eigw-1',
    })
  })
})
