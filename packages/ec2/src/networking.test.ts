import { type CreateNode, type Network, waitForNode } from '@cloud/core'
import { ec2Images, type LocalCloud, startCloud } from '@cloud/emulators'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as ec2 from './index.ts'
import { checkedTransport } from './testing/checked-transport.ts'

const transport = checkedTransport()
let local: LocalCloud
let driver: ec2.Ec2
let network: Network

beforeAll(async () => {
  local = await startCloud()
  driver = ec2.compute({ ...local.ec2, transport })
  network = await driver.createNetwork({ name: 'inner', cidr: '10.20.0.0/16' })
})
afterAll(async () => {
  await transport.close()
  await local.close()
})

const conflict = expect.objectContaining({ code: 'conflict', outcome: 'not-applied' })
const gone = expect.objectContaining({ code: 'not-found' })
const running = async (options: CreateNode<ec2.Ec2CreateNode>) =>
  waitForNode(driver, await driver.createNode(options), 'running', { intervalMs: 20 })
const subnetOf = (cidr: string) => ec2.createSubnet(driver, { network, cidr })

describe('subnets', () => {
  it('are made, found, changed and deleted', async () => {
    const location = `${local.ec2.region}b`
    const made = await ec2.createSubnet(driver, { network, cidr: '10.20.1.0/24', location, name: 'one' })
    expect(made).toMatchObject({
      kind: 'subnet',
      name: 'one',
      network: network.id,
      cidr: '10.20.1.0/24',
      location,
    })
    const changed = await ec2.modifySubnet(driver, made, { publicIpOnLaunch: true })
    expect(changed.native.mapPublicIpOnLaunch).toBe(true)
    expect((await ec2.getSubnet(driver, made.id)).native.mapPublicIpOnLaunch).toBe(true)
    const ids = async (query: ec2.SubnetQuery) =>
      (await ec2.listSubnets(driver, query).toArray()).map(({ id }) => id)
    expect(await ids({ network, name: 'one' })).toEqual([made.id])
    expect(await ids({ location, network })).toEqual([made.id])
    expect(await ids({ location: `${local.ec2.region}a`, network })).toEqual([])
    await ec2.deleteSubnet(driver, made)
    await expect(ec2.getSubnet(driver, made)).rejects.toEqual(gone)
  })

  it('keep their network, and what overlaps is invalid', async () => {
    const made = await subnetOf('10.20.2.0/24')
    await expect(subnetOf('10.20.2.128/25')).rejects.toMatchObject({
      code: 'invalid',
      outcome: 'not-applied',
    })
    await expect(driver.destroyNetwork(network)).rejects.toEqual(conflict)
    await ec2.deleteSubnet(driver, made)
  })

  it('are made together with their network, or not at all', async () => {
    const create = (name: string, ...cidrs: string[]) =>
      driver.createNetwork({
        name,
        cidr: '10.21.0.0/16',
        native: { subnets: cidrs.map((cidr) => ({ cidr })) },
      })
    const made = await create('two', '10.21.1.0/24', '10.21.2.0/24')
    const subnets = await ec2.listSubnets(driver, { network: made }).toArray()
    expect(subnets.map(({ cidr }) => cidr).toSorted()).toEqual(['10.21.1.0/24', '10.21.2.0/24'])
    for (const subnet of subnets) await ec2.deleteSubnet(driver, subnet)
    await driver.destroyNetwork(made)
    await expect(create('none', '10.21.1.0/24', '10.22.1.0/24')).rejects.toMatchObject({
      code: 'invalid',
      outcome: 'not-applied',
    })
    expect(await driver.listNetworks({ name: 'none' }).toArray()).toEqual([])
  })

  it('are in no location that is none', async () => {
    const options = { network, cidr: '10.20.3.0/24', location: 'mars-1' }
    await expect(ec2.createSubnet(driver, options)).rejects.toMatchObject({
      code: 'not-found',
      outcome: 'not-applied',
    })
  })
})

describe('internet gateways', () => {
  it('are attached to a network and taken from it', async () => {
    const gateway = await ec2.createInternetGateway(driver, { name: 'out' })
    expect(gateway).toMatchObject({ kind: 'internet-gateway', name: 'out' })
    expect(gateway).not.toHaveProperty('network')
    for (const _ of [1, 2]) await ec2.attachInternetGateway(driver, gateway, { network })
    expect((await ec2.getInternetGateway(driver, gateway)).network).toBe(network.id)
    expect(await ec2.listInternetGateways(driver, { network }).toArray()).toMatchObject([{ id: gateway.id }])
    const other = await ec2.createInternetGateway(driver)
    await expect(ec2.attachInternetGateway(driver, other, { network })).rejects.toEqual(conflict)
    await expect(ec2.deleteInternetGateway(driver, gateway)).rejects.toEqual(conflict)
    for (const _ of [1, 2]) await ec2.detachInternetGateway(driver, gateway)
    for (const each of [gateway, other]) await ec2.deleteInternetGateway(driver, each)
    await expect(ec2.getInternetGateway(driver, gateway)).rejects.toEqual(gone)
  })
})

describe('route tables', () => {
  it('hold for the subnets that they are associated with', async () => {
    const subnet = await subnetOf('10.20.4.0/24')
    const [one, two] = [
      await ec2.createRouteTable(driver, { network, name: 'one' }),
      await ec2.createRouteTable(driver, { network }),
    ]
    expect(one).toMatchObject({
      kind: 'route-table',
      name: 'one',
      network: network.id,
      subnets: [],
      main: false,
    })
    const association = await ec2.associateRouteTable(driver, one, { subnet })
    expect(await ec2.associateRouteTable(driver, one, { subnet })).toBe(association)
    expect((await ec2.getRouteTable(driver, one)).subnets).toEqual([subnet.id])
    await expect(ec2.associateRouteTable(driver, two, { subnet })).rejects.toEqual(conflict)
    const replaced = await ec2.replaceRouteTableAssociation(driver, association, two)
    expect(await ec2.listRouteTables(driver, { subnet }).toArray()).toMatchObject([{ id: two.id }])
    await expect(ec2.disassociateRouteTable(driver, association)).rejects.toEqual(gone)
    await expect(ec2.deleteRouteTable(driver, two)).rejects.toEqual(conflict)
    await ec2.disassociateRouteTable(driver, replaced)
    for (const table of [one, two]) await ec2.deleteRouteTable(driver, table)
    await expect(ec2.getRouteTable(driver, one)).rejects.toEqual(gone)
    await ec2.deleteSubnet(driver, subnet)
  })

  it('may become the main one of their network', async () => {
    const [main] = (await ec2.listRouteTables(driver, { network }).toArray()).filter((table) => table.main)
    const table = await ec2.createRouteTable(driver, { network })
    const association = main?.native.associationSet.find((each) => each.main)?.routeTableAssociationId ?? ''
    const now = await ec2.replaceRouteTableAssociation(driver, association, table)
    expect((await ec2.getRouteTable(driver, table)).main).toBe(true)
    await ec2.replaceRouteTableAssociation(driver, now, main?.id ?? '')
    await ec2.deleteRouteTable(driver, table)
  })

  it('have routes, which can be replaced and deleted', async () => {
    const table = await ec2.createRouteTable(driver, { network })
    const gateway = await ec2.createInternetGateway(driver)
    await ec2.attachInternetGateway(driver, gateway, { network })
    const subnet = await subnetOf('10.20.5.0/24')
    const options = { name: 'router', size: 't3.micro', image: ec2Images.debian12 }
    const node = await running({ ...options, native: { subnetId: subnet.id } })
    const routes = async () => {
      const { native } = await ec2.getRouteTable(driver, table)
      return native.routeSet.map((route) => [
        route.destinationCidrBlock ?? route.destinationIpv6CidrBlock,
        route.gatewayId ?? route.instanceId,
      ])
    }
    const local = ['10.20.0.0/16', 'local']
    await ec2.createRoute(driver, table, { to: '0.0.0.0/0', internetGateway: gateway })
    await ec2.createRoute(driver, table, { to: '2001:DB8::/32', internetGateway: gateway })
    expect((await routes()).toSorted()).toEqual(
      [local, ['0.0.0.0/0', gateway.id], ['2001:db8::/32', gateway.id]].toSorted(),
    )
    const taken = ec2.createRoute(driver, table, { to: '0.0.0.0/0', node })
    await expect(taken).rejects.toMatchObject({ code: 'already-exists', outcome: 'not-applied' })
    await ec2.replaceRoute(driver, table, { to: '0.0.0.0/0', node })
    expect(await routes()).toContainEqual(['0.0.0.0/0', node.id])
    for (const to of ['0.0.0.0/0', '2001:db8::/32']) await ec2.deleteRoute(driver, table, to)
    await expect(ec2.deleteRoute(driver, table, '0.0.0.0/0')).rejects.toMatchObject({ code: 'not-found' })
    expect(await routes()).toEqual([local])
    await driver.destroyNode(node)
    await waitForNode(driver, node, 'terminated', { intervalMs: 20 })
    await ec2.deleteSubnet(driver, subnet)
    await ec2.detachInternetGateway(driver, gateway)
    await ec2.deleteInternetGateway(driver, gateway)
    await ec2.deleteRouteTable(driver, table)
  })
})

describe('network interfaces', () => {
  it('are listed with the nodes that have them, and followed by firewalls', async () => {
    const location = `${local.ec2.region}a`
    const subnet = await ec2.createSubnet(driver, { network, cidr: '10.20.6.0/24', location })
    const firewall = await driver.createFirewall({ name: 'inner', rules: [], native: { vpcId: network.id } })
    const options = { name: 'a', size: 't3.micro', image: ec2Images.debian12 }
    const node = await running({
      ...options,
      native: { subnetId: subnet.id, securityGroupIds: [firewall.id] },
    })
    const listed = await ec2.listNetworkInterfaces(driver, { node, subnet, network, firewall }).toArray()
    expect(listed).toMatchObject([
      {
        kind: 'network-interface',
        subnet: subnet.id,
        network: network.id,
        location,
        node: node.id,
        privateIps: node.privateIps,
        firewalls: [firewall.id],
      },
    ])
    const [{ id } = { id: '' }] = listed
    expect(await ec2.getNetworkInterface(driver, id)).toEqual(listed[0])
    await driver.detachFirewall(firewall, { node })
    const [group] = (await ec2.getNetworkInterface(driver, id)).firewalls
    expect(await driver.getFirewall(group ?? '')).toMatchObject({ name: 'default', nodes: [node.id] })
    await driver.destroyNode(node)
    await waitForNode(driver, node, 'terminated', { intervalMs: 20 })
    await driver.destroyFirewall(firewall)
    await ec2.deleteSubnet(driver, subnet)
  })

  it('are attached to nodes and outlive them', async () => {
    const location = `${local.ec2.region}a`
    const subnet = await ec2.createSubnet(driver, { network, cidr: '10.20.7.0/24', location })
    const firewall = await driver.createFirewall({ name: 'second', rules: [], native: { vpcId: network.id } })
    const made = await ec2.createNetworkInterface(driver, {
      subnet,
      name: 'second',
      privateIp: '10.20.7.10',
      firewalls: [firewall],
    })
    expect(made).toMatchObject({
      name: 'second',
      location,
      privateIps: ['10.20.7.10'],
      firewalls: [firewall.id],
    })
    const options = { name: 'a', size: 't3.micro', image: ec2Images.debian12 }
    const node = await running({ ...options, native: { subnetId: subnet.id } })
    for (const _ of [1, 2]) await ec2.attachNetworkInterface(driver, made, { node, deviceIndex: 1 })
    expect((await ec2.getNetworkInterface(driver, made)).node).toBe(node.id)
    await expect(ec2.deleteNetworkInterface(driver, made)).rejects.toEqual(conflict)
    // The firewalls of a node with two interfaces are those of its first.
    expect((await driver.getFirewall(firewall)).nodes).toEqual([])
    await driver.attachFirewall(firewall, { node })
    expect((await driver.getFirewall(firewall)).nodes).toEqual([node.id])
    await driver.detachFirewall(firewall, { node })
    for (const _ of [1, 2]) await ec2.detachNetworkInterface(driver, made, { force: true })
    await driver.destroyNode(node)
    await waitForNode(driver, node, 'terminated', { intervalMs: 20 })
    await ec2.deleteNetworkInterface(driver, made)
    await expect(ec2.getNetworkInterface(driver, made)).rejects.toEqual(gone)
    await driver.destroyFirewall(firewall)
    await ec2.deleteSubnet(driver, subnet)
    await driver.destroyNetwork(network)
  })
})
