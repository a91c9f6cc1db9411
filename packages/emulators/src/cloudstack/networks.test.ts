import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type CloudStackClient, cloudstackClient } from '../testing/cloudstack-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { cloudstackNetworkOfferings } from './network-offerings.ts'
import { cloudstackVpcOffering } from './vpc.ts'
import { cloudstackZones } from './zones.ts'

let local: LocalCloud
let client: CloudStackClient
beforeAll(async () => {
  local = await startCloud({
    times: { ...shortTimes, actionMs: 2 },
    cloudstack: { zone: 'advanced', limits: { vpcs: 2 } },
  })
  client = cloudstackClient(local)
})
afterAll(() => local.close())

const zoneid = cloudstackZones.advanced
const { isolated, l2, shared, vpcTier } = cloudstackNetworkOfferings
const create = (input: object) =>
  client.call('createNetwork', { name: 'net', zoneid, networkofferingid: isolated, ...input })
const made = async (input: object) => (await create(input)).body.network
const shown = async (id: string) => (await client.ask('listNetworks', { id })).network?.[0]
const problem = (job: Body) => `${job.jobresultcode} ${job.jobresult.errortext}`

describe('an isolated network', () => {
  test('is made, used, changed and deleted', async () => {
    const { id } = await made({ gateway: '10.5.0.1', netmask: '255.255.254.0', displaytext: 'text' })
    expect(await shown(id)).toMatchObject({
      cidr: '10.5.0.0/23',
      state: 'Allocated',
      type: 'Isolated',
      canusefordeploy: true,
    })
    const machine = await client.machine({ networkids: id, ipaddress: '10.5.0.77' })
    expect(machine.ipaddress).toBe('10.5.0.77')
    expect(await shown(id)).toMatchObject({ state: 'Implemented' })
    const { publicipaddress } = await client.ask('listPublicIpAddresses', { associatednetworkid: id })
    expect(publicipaddress).toMatchObject([{ issourcenat: true, isstaticnat: false, hasrules: false }])
    await expect(client.machine({ networkids: id, ipaddress: '10.5.0.77' })).rejects.toThrow('533')
    await expect(client.machine({ networkids: id, ipaddress: '10.9.0.1' })).rejects.toThrow(
      "not in the network's range",
    )
    expect(problem(await client.ended('deleteNetwork', { id }))).toBe('530 Failed to delete network')
    await client.run('destroyVirtualMachine', { id: machine.id, expunge: true })
    expect((await client.run('updateNetwork', { id, name: 'renamed' })).network.name).toBe('renamed')
    await client.run('restartNetwork', { id, cleanup: true })
    await client.run('deleteNetwork', { id })
    expect(await shown(id)).toBeUndefined()
    expect(await client.ask('listPublicIpAddresses', { associatednetworkid: id })).toEqual({})
  })

  test.each([
    [{ gateway: '10.5.0.1' }, 'passed together', 431],
    [{ gateway: '10.5.0.1', netmask: '255.0.255.0' }, 'Invalid netmask', 431],
    [{ gateway: '10.5.0.300', netmask: '255.255.255.0' }, 'Invalid gateway', 431],
    [{ networkofferingid: shared }, 'Only ROOT admin', 531],
    [{ networkofferingid: vpcTier }, 'VPC networks only', 431],
    [{ networkofferingid: l2, gateway: '10.5.0.1', netmask: '255.255.255.0' }, 'type L2', 431],
    [{ zoneid: cloudstackZones.basic }, 'Basic type', 431],
  ])('of %o is refused: %s', async (input, text, status) => {
    expect(await create(input)).toMatchObject({ status, body: { errortext: expect.stringContaining(text) } })
  })

  test('is the only one, or has to be named', async () => {
    const first = await client.machine()
    const other = await made({ name: 'other' })
    await expect(client.machine()).rejects.toThrow('More than 1 default Isolated networks')
    await client.run('deleteNetwork', { id: other.id })
    expect((await client.machine()).nic[0].networkid).toBe(first.nic[0].networkid)
  })
})

test('offerings are listed by what they are for', async () => {
  const list = (input: object) => client.ask('listNetworkOfferings', { ...input })
  expect((await list({})).count).toBe(6)
  expect((await list({ forvpc: true })).count).toBe(2)
  const routed = await list({ guestiptype: 'isolated', supportedservices: 'SourceNat', forvpc: false })
  expect(routed.networkoffering).toMatchObject([{ id: isolated, availability: 'Required' }])
})

test('a machine is in several networks, and interfaces come and go', async () => {
  const { id: plain } = await made({ name: 'plain', networkofferingid: l2 })
  const { id: second } = await made({ name: 'second', gateway: '10.6.0.1', netmask: '255.255.255.0' })
  const machine = await client.machine({ networkids: `${second},${plain}` })
  expect(machine.nic).toMatchObject([
    { isdefault: true, ipaddress: expect.stringMatching(/^10\.6\.0\./) },
    { type: 'L2' },
  ])
  const virtualmachineid = machine.id
  const { network } = await client.ask('listNetworks', { type: 'Shared', zoneid })
  const added = await client.run('addNicToVirtualMachine', { virtualmachineid, networkid: network[0].id })
  const [first, , third] = added.virtualmachine.nic
  expect(third).toMatchObject({ networkname: 'shared', isdefault: false })
  const again = { virtualmachineid, networkid: network[0].id }
  expect(problem(await client.ended('addNicToVirtualMachine', again))).toContain('A NIC already exists')
  const remove = (nicid: string) => client.ended('removeNicFromVirtualMachine', { virtualmachineid, nicid })
  expect(problem(await remove(first.id))).toContain('nic is default')
  await client.run('updateDefaultNicForVirtualMachine', { virtualmachineid, nicid: third.id })
  expect(await remove(first.id)).toMatchObject({ jobstatus: 1 })
  const { nic } = await client.ask('listNics', { virtualmachineid })
  expect(nic.map(({ isdefault }: Body) => isdefault)).toEqual([false, true])
})

describe('a VPC', () => {
  const vpc = async (input = {}) => {
    const all = {
      name: 'vpc',
      displaytext: 'vpc',
      cidr: '10.0.0.0/16',
      vpcofferingid: cloudstackVpcOffering,
      zoneid,
    }
    return client.ended('createVPC', { ...all, ...input })
  }
  const tier = (vpcid: string, net: number, input = {}) =>
    create({
      vpcid,
      networkofferingid: vpcTier,
      gateway: `10.0.${net}.1`,
      netmask: '255.255.255.0',
      ...input,
    })

  test('holds tiers, which are apart, and goes when they are gone', async () => {
    const { vpc: one } = (await vpc()).jobresult
    expect(one).toMatchObject({
      state: 'Enabled',
      cidr: '10.0.0.0/16',
      vpcofferingname: 'Default VPC offering',
    })
    const { publicipaddress } = await client.ask('listPublicIpAddresses', { vpcid: one.id })
    expect(publicipaddress).toMatchObject([{ issourcenat: true }])
    const first = await tier(one.id, 1)
    expect(first).toMatchObject({ status: 200, body: { network: { vpcid: one.id, cidr: '10.0.1.0/24' } } })
    expect((await tier(one.id, 1)).body.errortext).toContain('crosses other network cidrs')
    expect((await tier(one.id, 2, { gateway: '10.1.0.1' })).body.errortext).toContain('not within vpc cidr')
    const { id } = first.body.network
    expect((await client.ask('listVPCs', { id: one.id })).vpc[0].network).toMatchObject([{ id }])
    const machine = await client.machine({ networkids: id })
    expect(machine.nic).toMatchObject([{ vpcid: one.id }])
    expect(problem(await client.ended('deleteVPC', { id: one.id }))).toContain('its used by 1 networks')
    await client.run('destroyVirtualMachine', { id: machine.id, expunge: true })
    await client.run('deleteNetwork', { id })
    await client.run('updateVPC', { id: one.id, name: 'renamed' })
    await client.run('restartVPC', { id: one.id })
    await client.run('deleteVPC', { id: one.id })
    expect(await client.ask('listVPCs', { id: one.id })).toEqual({})
    expect(await client.ask('listPublicIpAddresses', { vpcid: one.id })).toEqual({})
    expect((await client.ask('listVPCOfferings')).vpcoffering).toMatchObject([{ isdefault: true }])
  })

  test('has lists of rules for its tiers', async () => {
    const { vpc: one } = (await vpc()).jobresult
    const { id: networkid } = (await tier(one.id, 1)).body.network
    const { networkacllist: builtIn } = await client.ask('listNetworkACLLists')
    expect(builtIn.map(({ name }: Body) => name)).toEqual(['default_deny', 'default_allow'])
    expect((await client.ask('listNetworkACLLists', { networkid })).networkacllist).toMatchObject([
      { name: 'default_deny' },
    ])
    const { networkacllist: list } = await client.run('createNetworkACLList', { name: 'web', vpcid: one.id })
    const item = (input: object) =>
      client.call('createNetworkACL', { aclid: list.id, protocol: 'tcp', ...input })
    await client.run('createNetworkACL', {
      aclid: list.id,
      protocol: 'tcp',
      startport: 80,
      endport: 80,
      cidrlist: '0.0.0.0/0',
    })
    const { networkacl } = await client.run('createNetworkACL', {
      aclid: list.id,
      protocol: 'all',
      traffictype: 'egress',
      action: 'deny',
    })
    expect(networkacl).toMatchObject({ number: 2, action: 'Deny', traffictype: 'Egress', aclname: 'web' })
    expect((await item({ startport: 1, number: 2 })).body.errortext).toContain('already exists in ACL')
    expect(await item({ aclid: builtIn[0].id, startport: 1 })).toMatchObject({ status: 431 })
    expect(await item({ action: 'maybe' })).toMatchObject({ status: 431 })
    const changed = await client.run('updateNetworkACLItem', {
      id: networkacl.id,
      number: 9,
      action: 'allow',
    })
    expect(changed.networkacl).toMatchObject({ number: 9, action: 'Allow', traffictype: 'Egress' })
    await client.run('replaceNetworkACLList', { aclid: list.id, networkid })
    const { networkacl: items } = await client.ask('listNetworkACLs', { networkid })
    expect(items.map(({ number, startport }: Body) => [number, startport])).toEqual([
      [1, '80'],
      [9, undefined],
    ])
    expect(problem(await client.ended('deleteNetworkACLList', { id: list.id }))).toContain(
      '530 ACL is still associated',
    )
    await client.run('deleteNetworkACL', { id: networkacl.id })
    await client.run('replaceNetworkACLList', { aclid: builtIn[1].id, networkid })
    await client.run('deleteNetworkACLList', { id: list.id })
    expect(await client.ask('listNetworkACLs', { aclid: list.id })).toEqual({})
  })

  test.each([
    [{ cidr: '10.0.0.1/16' }, 'Invalid cidr'],
    [{ cidr: 'x' }, 'Invalid cidr'],
    [{ zoneid: cloudstackZones.basic }, 'Basic type'],
    [{ vpcofferingid: 'none' }, 'Invalid parameter vpcofferingid'],
  ])('of %o is refused: %s', async (input, text) => {
    await expect(vpc(input)).rejects.toThrow(text)
  })

  test('is one of no more than the account may have', async () => {
    await vpc()
    await expect(vpc()).rejects.toThrow('535 Maximum amount of resources of Type = "vpc"')
  })
})

describe('a VPN', () => {
  const office = {
    name: 'office',
    gateway: '203.0.113.77',
    cidrlist: '192.168.9.0/24',
    ipsecpsk: 'shared-by-both',
    ikepolicy: 'aes256-sha256;modp2048,aes128-sha1;modp1536',
    esppolicy: '3des-md5',
  }
  const end = (input = {}) => client.ended('createVpnCustomerGateway', { ...office, ...input })
  let vpcid = ''
  beforeAll(async () => {
    const [known] = (await client.ask('listVPCs')).vpc
    vpcid = known.id
  })

  test('connects a VPC with whoever is elsewhere, and goes with it', async () => {
    const { vpngateway } = await client.run('createVpnGateway', { vpcid })
    const { publicipaddress } = await client.ask('listPublicIpAddresses', { vpcid })
    expect(vpngateway.publicip).toBe(publicipaddress[0].ipaddress)
    await expect(client.run('createVpnGateway', { vpcid })).rejects.toThrow('already existed!')
    const { vpncustomergateway } = (await end()).jobresult
    expect(vpncustomergateway).toMatchObject({ ...office, ikelifetime: 86_400, esplifetime: 3600 })
    const ends = { s2svpngatewayid: vpngateway.id, s2scustomergatewayid: vpncustomergateway.id }
    const { vpnconnection } = await client.run('createVpnConnection', ends)
    expect(vpnconnection).toMatchObject({ ...ends, state: 'Connected', publicip: vpngateway.publicip })
    await expect(client.run('createVpnConnection', ends)).rejects.toThrow('already existed!')
    const inner = (await end({ name: 'inner', gateway: 'vpn.example.com', cidrlist: '10.0.3.0/24' }))
      .jobresult
    const crossing = { ...ends, s2scustomergatewayid: inner.vpncustomergateway.id }
    await expect(client.run('createVpnConnection', crossing)).rejects.toThrow('overlapped with 10.0.0.0/16')
    for (const [command, { id }] of [
      ['deleteVpnGateway', vpngateway],
      ['deleteVpnCustomerGateway', vpncustomergateway],
    ] as const)
      expect(problem(await client.ended(command, { id }))).toContain('still related VPN connections')
    expect((await client.ask('listVpnConnections', { vpcid })).count).toBe(1)
    expect((await client.ask('listVpnGateways', { vpcid })).count).toBe(1)
    for (const { id } of (await client.ask('listNetworks')).network.filter(
      (net: Body) => net.vpcid === vpcid,
    ))
      await client.run('deleteNetwork', { id })
    await client.run('deleteVPC', { id: vpcid })
    expect(await client.ask('listVpnGateways')).toEqual({})
    expect(await client.ask('listVpnConnections')).toEqual({})
    expect(local.inventory().cloudstack.vpnCustomerGateways).toHaveLength(2)
  })

  test.each([
    [{ gateway: '203.0.113.400' }, 'gateway ip 203.0.113.400 is invalid'],
    [{ gateway: '203.0.113.77', name: 'another' }, 'with ip 203.0.113.77 already existed'],
    [{ gateway: '203.0.113.78' }, 'with name office already existed'],
    [{ cidrlist: '10.7.0.0/16,10.7.1.0/24' }, 'overlap each other'],
    [{ cidrlist: 'office' }, 'Invalid cidr'],
    [{ ikepolicy: 'aes256-sha256' }, 'IKE policy aes256-sha256 is invalid'],
    [{ esppolicy: 'des-md5' }, 'ESP policy des-md5 is invalid'],
    [{ ikelifetime: 86_401 }, 'IKE lifetime 86401'],
    [{ ikeversion: 'ikev3' }, 'IKE version ikev3'],
  ])('to an end of %o is refused: %s', async (input, text) => {
    await expect(end(input)).rejects.toThrow(text)
  })
})
