import { secret } from '@cloud/core'
import {
  cloudstackOfferings,
  cloudstackTemplates,
  cloudstackZones,
  type LocalCloud,
  startCloud,
  virtualClock,
} from '@cloud/emulators'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as own from './index.ts'
import { checkedTransport } from './testing/checked-transport.ts'

const clock = virtualClock({ auto: true })
const transport = checkedTransport()
let local: LocalCloud
let basic: own.CloudStack
let advanced: own.CloudStack
beforeAll(async () => {
  local = await startCloud({ clock })
  basic = own.compute({ ...local.cloudstack, transport, clock })
  advanced = own.compute({ ...local.cloudstack, zone: cloudstackZones.advanced, transport, clock })
})
afterAll(() => local.close())

const newNode = (driver: own.CloudStack, native: own.CloudStackCreateNode = {}) =>
  driver.createNode({
    name: 'one',
    size: cloudstackOfferings.small,
    image: cloudstackTemplates.debian12,
    native,
  })
const newVpc = () => own.createVpc(advanced, { name: 'one', cidr: '10.8.0.0/16' })
const inventory = () => local.inventory().cloudstack
const nobody = '00000000-0000-4000-8000-000000000000'

describe('a node', () => {
  it('shares a key with those that are created at the same time, and leaves none in the account', async () => {
    const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF8ghGRcuGKjQFlXAmiuIN3Pn0Jd2Nxr2YwKUXwj2kJa me'
    const { small: size } = cloudstackOfferings
    const options = { size, image: cloudstackTemplates.debian12, authorizedKeys: [key] }
    const made = await Promise.all(['a', 'b', 'c'].map((name) => basic.createNode({ ...options, name })))
    expect(made.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(await basic.listKeyPairs().toArray()).toEqual([])
    for (const node of made) await basic.destroyNode(node)
  })

  it('gets a new root disk, of its image or of another', async () => {
    const node = await newNode(basic)
    const [before] = await basic.listVolumes({ node }).toArray()
    await own.rebuildNode(basic, node)
    const rebuilt = await own.rebuildNode(basic, node, { image: cloudstackTemplates.rocky9 })
    expect(rebuilt).toMatchObject({ id: node.id, image: cloudstackTemplates.rocky9, tags: {} })
    const [after, ...others] = await basic.listVolumes({ node }).toArray()
    expect([after?.id === before?.id, others]).toEqual([false, []])
    await expect(own.rebuildNode(basic, node, { image: nobody })).rejects.toMatchObject({
      code: 'not-found',
      outcome: 'not-applied',
    })
    await basic.destroyNode(node)
    await expect(own.rebuildNode(basic, node)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is brought into networks and taken out of them', async () => {
    const [first, second] = [
      await advanced.createNetwork({ name: 'first', cidr: '10.5.0.0/24' }),
      await advanced.createNetwork({ name: 'second', cidr: '10.6.0.0/24' }),
    ]
    const node = await newNode(advanced, { networks: [first.id] })
    const nic = await own.attachNic(advanced, node, { network: second, ipAddress: '10.6.0.9' })
    expect(nic).toMatchObject({ kind: 'nic', name: 'second', ip: '10.6.0.9', default: false })
    expect(await own.attachNic(advanced, node, { network: second })).toEqual(nic)
    const other = own.attachNic(advanced, node, { network: second, ipAddress: '10.6.0.10' })
    await expect(other).rejects.toMatchObject({ code: 'conflict' })
    await expect(own.attachNic(advanced, node, { network: nobody })).rejects.toMatchObject({
      code: 'not-found',
    })
    await own.setDefaultNic(advanced, node, nic)
    await own.setDefaultNic(advanced, node, nic)
    await expect(own.setDefaultNic(advanced, node, nobody)).rejects.toMatchObject({
      code: 'not-found',
      outcome: 'not-applied',
    })
    const nics = await own.listNics(advanced, node).toArray()
    expect(nics.map((each) => each.default)).toEqual([false, true])
    await expect(own.detachNic(advanced, node, nic)).rejects.toMatchObject({ code: 'conflict' })
    const [left] = nics
    if (left) await own.detachNic(advanced, node, left)
    await own.detachNic(advanced, node, nobody)
    expect((await advanced.getNode(node)).privateIps).toEqual(['10.6.0.9'])
  })

  it('is given discs', async () => {
    const [type] = await own.listOsTypes(basic).toArray({ max: 1 })
    const url = 'https://images.example.com/one.iso'
    const iso = await own.registerIso(basic, { name: 'disc', url, osTypeId: type?.id })
    expect(iso).toMatchObject({ kind: 'iso', name: 'disc', state: 'pending' })
    await own.waitForIso(basic, iso)
    expect(await own.listIsos(basic, { name: 'disc' }).toArray()).toMatchObject([{ state: 'available' }])
    const node = await newNode(basic)
    await own.attachIso(basic, node, iso)
    await own.attachIso(basic, node, iso)
    expect((await basic.getNode(node)).native.isoid).toBe(iso.id)
    await expect(own.deleteIso(basic, iso)).rejects.toMatchObject({ code: 'conflict' })
    await own.detachIso(basic, node)
    await own.detachIso(basic, node)
    await expect(own.attachIso(basic, node, nobody)).rejects.toMatchObject({ code: 'not-found' })
    await own.deleteIso(basic, iso)
    await expect(own.getIso(basic, iso)).rejects.toMatchObject({ code: 'not-found' })
    await expect(own.registerIso(basic, { name: 'disc', url })).rejects.toMatchObject({ code: 'invalid' })
  })
})

it('a snapshot is copied to another zone, and its volume goes back to it', async () => {
  const node = await newNode(basic)
  const volume = await basic.createVolume({ name: 'data', sizeGiB: 2 })
  await basic.attachVolume(volume, { node })
  const snapshot = await basic.createSnapshot({ volume, name: 'then' })
  const location = cloudstackZones.advanced
  expect(await own.copySnapshot(basic, snapshot, { location })).toMatchObject({ id: snapshot.id })
  await own.copySnapshot(basic, snapshot, { location })
  expect(inventory().snapshots).toMatchObject([{ zones: 2 }])
  expect(await basic.listSnapshots().toArray()).toHaveLength(1)
  await expect(own.copySnapshot(basic, snapshot, { location: nobody })).rejects.toMatchObject({
    code: 'not-found',
  })
  await basic.resizeVolume(volume, 3)
  await expect(own.revertSnapshot(basic, snapshot)).rejects.toMatchObject({ code: 'conflict' })
  await basic.stopNode(node)
  await own.revertSnapshot(basic, snapshot)
  expect((await basic.getVolume(volume)).sizeGiB).toBe(2)
  await basic.detachVolume(volume)
  await basic.destroyVolume(volume)
  await expect(own.revertSnapshot(basic, snapshot)).rejects.toMatchObject({ code: 'conflict' })
  await basic.destroySnapshot(snapshot)
  expect(inventory().snapshots).toEqual([])
})

it('the account tells how many of each it may have', async () => {
  const limits = await own.listLimits(basic).toArray()
  expect(limits.find(({ resource }) => resource === 'user_vm')?.most).toBe(1000)
  expect(limits.find(({ resource }) => resource === 'cpu')).not.toHaveProperty('most')
})

it('a tier goes by a list of rules', async () => {
  const vpc = await newVpc()
  const tier = await advanced.createNetwork({ name: 'web', cidr: '10.8.1.0/24', native: { vpc: vpc.id } })
  const acl = await own.createAcl(advanced, { name: 'web', vpc })
  expect(await own.listAcls(advanced, { name: 'web', vpc }).toArray()).toEqual([acl])
  const passes = { protocol: 'tcp', ports: { from: 80, to: 80 } } as const
  const rule = await own.createAclRule(advanced, { acl, direction: 'inbound', ...passes })
  expect(rule).toMatchObject({ number: 1, action: 'Allow', traffictype: 'Ingress', startport: '80' })
  const outbound = { acl, direction: 'outbound', action: 'deny', protocol: 'all' } as const
  await own.createAclRule(advanced, { ...outbound, number: 9 })
  await expect(own.createAclRule(advanced, { ...outbound, number: 9 })).rejects.toMatchObject({
    code: 'invalid',
  })
  expect((await own.listAclRules(advanced, { acl }).toArray()).map(({ number }) => number)).toEqual([1, 9])
  await own.setNetworkAcl(advanced, tier, acl)
  expect((await advanced.getNetwork(tier)).native.aclid).toBe(acl.id)
  await expect(own.deleteAcl(advanced, acl)).rejects.toMatchObject({ code: 'conflict' })
  const [everybodys] = await own.listAcls(advanced, { name: 'default_deny' }).toArray()
  const theirs = own.createAclRule(advanced, { ...outbound, acl: everybodys?.id ?? '' })
  await expect(theirs).rejects.toMatchObject({ code: 'invalid' })
  if (everybodys) await own.setNetworkAcl(advanced, tier, everybodys)
  await own.deleteAclRule(advanced, rule.id)
  await own.deleteAcl(advanced, acl)
  await advanced.destroyNetwork(tier)
  await own.deleteVpc(advanced, vpc)
  expect(inventory().aclLists).toEqual([])
})

describe('a VPN', () => {
  const presharedKey = 'known-to-both-ends-0123456789'
  const office = {
    name: 'office',
    gateway: '203.0.113.77',
    cidrs: ['192.168.9.0/24', '192.168.10.0/24'],
    presharedKey: secret(presharedKey),
    ikePolicy: 'aes256-sha256;modp2048',
    espPolicy: 'aes256-sha256',
  }

  it('connects a VPC with networks elsewhere, and its key is told to nobody', async () => {
    const vpc = await newVpc()
    const gateway = await own.createVpnGateway(advanced, { vpc })
    await expect(own.createVpnGateway(advanced, { vpc })).rejects.toMatchObject({ code: 'already-exists' })
    const customerGateway = await own.createVpnCustomerGateway(advanced, { ...office, ikeLifetimeMs: 60_000 })
    expect(customerGateway).toMatchObject({ cidrs: office.cidrs, native: { ikelifetime: 60 } })
    await expect(own.createVpnCustomerGateway(advanced, office)).rejects.toMatchObject({
      code: 'already-exists',
    })
    const connection = await own.createVpnConnection(advanced, { gateway, customerGateway })
    expect(connection).toMatchObject({ state: 'Connected', gateway: gateway.id, name: office.gateway })
    const again = own.createVpnConnection(advanced, { gateway, customerGateway })
    await expect(again).rejects.toMatchObject({ code: 'already-exists' })
    await own.resetVpnConnection(advanced, connection)
    const told = [
      customerGateway,
      connection,
      await own.listVpnCustomerGateways(advanced).toArray(),
      await own.listVpnConnections(advanced, { vpc }).toArray(),
      await own.listJobs(advanced).toArray(),
    ]
    expect(JSON.stringify(told)).toContain(office.gateway)
    expect(JSON.stringify(told)).not.toContain(presharedKey)
    await expect(own.deleteVpnGateway(advanced, gateway)).rejects.toMatchObject({ code: 'conflict' })
    await own.deleteVpnConnection(advanced, connection)
    await own.deleteVpnCustomerGateway(advanced, customerGateway)
    await own.deleteVpnGateway(advanced, gateway)
    await own.deleteVpc(advanced, vpc)
    const { vpnGateways, vpnCustomerGateways, vpnConnections } = inventory()
    expect([vpnGateways, vpnCustomerGateways, vpnConnections]).toEqual([[], [], []])
  })

  it.each([
    [{ presharedKey: '' }, 'presharedKey is empty'],
    [{ cidrs: [] }, 'cidrs is empty'],
    [{ cidrs: ['192.168.9.1/24'] }, 'bits beyond its prefix'],
    [{ ikeLifetimeMs: 86_401_000 }, 'ikeLifetimeMs'],
    [{ ikeVersion: 'ikev3' as 'ike' }, 'ikeVersion is "ikev3"'],
  ])('to an end of %o is refused before anything is sent', async (wrong, message) => {
    const before = local.requests.length
    const refused = own.createVpnCustomerGateway(advanced, { ...office, ...wrong })
    await expect(refused).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(message),
    })
    expect(local.requests).toHaveLength(before)
  })
})
