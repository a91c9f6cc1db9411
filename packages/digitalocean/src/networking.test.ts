import type { FirewallRule } from '@cloud/core'
import { describe, expect, it } from 'vitest'
import {
  assignResources,
  createProject,
  type DigitalOceanPeers,
  deleteProject,
  enableIpv6,
  listProjectResources,
  listProjects,
  updateProject,
} from './index.ts'
import { emulated } from './testing/emulated.ts'

const cloud = emulated({ digitalocean: { reservedIpLimit: 4 } })

const everybody = ['0.0.0.0/0', '::/0']
const rules: readonly FirewallRule<DigitalOceanPeers>[] = [
  { direction: 'inbound', protocol: 'tcp', ports: { from: 22, to: 22 }, cidrs: ['203.0.113.0/24'] },
  { direction: 'inbound', protocol: 'tcp', ports: { from: 8000, to: 8080 }, cidrs: everybody },
  { direction: 'inbound', protocol: 'icmp', cidrs: everybody },
  { direction: 'outbound', protocol: 'all', cidrs: everybody },
]

describe('firewalls', () => {
  it('are made, read back as they were, put before nodes, changed and destroyed', async () => {
    const { driver } = cloud
    const [node, other] = [await cloud.node('guarded'), await cloud.node('other')]
    const firewall = await driver.createFirewall({ name: 'web', rules, native: { dropletIds: [other] } })
    expect(firewall).toMatchObject({ kind: 'firewall', name: 'web', rules, nodes: [other] })
    await driver.attachFirewall(firewall, { node })
    await driver.attachFirewall(firewall, { node })
    const wanted: typeof rules = [
      {
        direction: 'inbound',
        protocol: 'udp',
        cidrs: [],
        native: { dropletIds: [other] },
      },
    ]
    expect(await driver.setFirewallRules(firewall, wanted)).toMatchObject({ rules: wanted })
    const after = await driver.getFirewall(firewall)
    expect([after.rules, after.nodes]).toEqual([wanted, [other, node]])
    expect(await driver.listFirewalls({ name: 'web' }).toArray()).toEqual([after])
    expect(await driver.listFirewalls({ name: 'we' }).toArray()).toEqual([])
    await driver.detachFirewall(firewall, { node })
    await driver.detachFirewall(firewall, { node })
    expect((await driver.getFirewall(firewall)).nodes).toEqual([other])
    await expect(driver.createFirewall({ name: 'web', rules })).rejects.toMatchObject({
      code: 'already-exists',
    })
    await driver.destroyFirewall(firewall)
    await expect(driver.getFirewall(firewall)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('are put before no node that is not there, nor taken from one that a tag puts behind them', async () => {
    const { driver } = cloud
    const node = { kind: 'node', id: await cloud.node('by-tag') } as const
    await driver.setTags(node, { role: 'web' })
    const firewall = await driver.createFirewall({ name: 'tagged', rules, native: { tags: ['role:web'] } })
    for (const work of [driver.attachFirewall, driver.detachFirewall])
      await expect(work(firewall, { node: '999999' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(driver.attachFirewall(crypto.randomUUID(), { node })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(driver.detachFirewall(firewall, { node })).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
      details: { tag: 'role:web' },
    })
  })
})

describe('addresses', () => {
  it('are reserved, led to a node, taken away and given back', async () => {
    const { driver } = cloud
    const [node, other] = [await cloud.node('reached'), await cloud.node('spare')]
    const [v4, v6] = [await driver.createAddress(), await driver.createAddress({ version: 6 })]
    expect(v4).toMatchObject({ kind: 'address', version: 4, location: 'fra1', id: v4.ip })
    expect(v6).toMatchObject({ kind: 'address', version: 6, location: 'fra1', id: v6.ip })
    expect(v4).not.toHaveProperty('node')
    await enableIpv6(driver, node)
    for (const address of [v4, v6]) {
      await driver.attachAddress(address, { node })
      await driver.attachAddress(address, { node })
      expect((await driver.getAddress(address)).node).toBe(node)
      await expect(driver.attachAddress(address, { node: other })).rejects.toMatchObject({
        code: 'conflict',
        details: { nodeId: node },
      })
    }
    expect((await driver.listAddresses({ node }).toArray()).map(({ ip }) => ip)).toEqual([v4.ip, v6.ip])
    await driver.detachAddress(v4)
    await driver.detachAddress(v4)
    expect(await driver.getAddress(v4)).not.toHaveProperty('node')
    for (const address of [v4, v6]) {
      await driver.destroyAddress(address)
      await expect(driver.getAddress(address)).rejects.toMatchObject({ code: 'not-found' })
    }
    expect(await driver.listAddresses().toArray()).toEqual([])
  })

  it('are in one region, and the account has so many', async () => {
    const { driver } = cloud
    const node = await cloud.node('near')
    const address = await driver.createAddress({ location: 'nyc3' })
    await expect(driver.attachAddress(address, { node })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('The address is in nyc3, and the node in fra1'),
    })
    await expect(driver.attachAddress(address, { node: '999999' })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(driver.createAddress({ location: 'moon1' })).rejects.toMatchObject({ code: 'not-found' })
    for (let more = 0; more < 3; more++) await driver.createAddress()
    await expect(driver.createAddress()).rejects.toMatchObject({ code: 'quota', outcome: 'not-applied' })
  })
})

describe('networks', () => {
  it('are made, used and destroyed when nothing is in them', async () => {
    const { driver } = cloud
    const network = await driver.createNetwork({ name: 'inner', cidr: '10.9.0.0/20' })
    expect(network).toMatchObject({
      kind: 'network',
      name: 'inner',
      cidr: '10.9.0.0/20',
      location: 'fra1',
      default: false,
    })
    const chosen = await driver.createNetwork({ name: 'chosen', native: { description: 'a' } })
    expect(chosen.cidr).toMatch(/^10\./)
    await expect(driver.createNetwork({ name: 'inner' })).rejects.toMatchObject({ code: 'already-exists' })
    await expect(driver.createNetwork({ name: 'lap', cidr: '10.9.0.0/24' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(driver.createNetwork({ name: 'far', location: 'moon1' })).rejects.toMatchObject({
      code: 'not-found',
    })
    const options = { name: 'member', size: 's-1vcpu-1gb', image: 'debian-12-x64' }
    const node = await driver.createNode({ ...options, native: { vpcId: network.id } })
    await expect(driver.destroyNetwork(network)).rejects.toMatchObject({ code: 'conflict' })
    await driver.destroyNode(node)
    await expect.poll(() => driver.destroyNetwork(network).then(() => 'gone')).toBe('gone')
    await expect(driver.getNetwork(network)).rejects.toMatchObject({ code: 'not-found' })
    await cloud.node('in-default')
    const all = await driver.listNetworks().toArray()
    const standard = all.find((each) => each.default && each.location === 'fra1')
    await expect(driver.destroyNetwork(standard ?? '')).rejects.toMatchObject({ code: 'conflict' })
    expect(await driver.listNetworks({ name: 'chosen' }).toArray()).toEqual([chosen])
  })
})

describe('projects', () => {
  it('are made, changed, given resources, and deleted when they hold nothing', async () => {
    const { driver } = cloud
    const node = { kind: 'node', id: await cloud.node('assigned') } as const
    const project = await createProject(driver, { name: 'shop', purpose: 'Web Application' })
    expect(project).toMatchObject({ kind: 'project', name: 'shop', default: false })
    await expect(createProject(driver, { name: 'shop', purpose: 'IoT' })).rejects.toMatchObject({
      code: 'already-exists',
    })
    expect(await updateProject(driver, project, { environment: 'Production' })).toMatchObject({
      name: 'shop',
      environment: 'Production',
    })
    await assignResources(driver, project, [node])
    await assignResources(driver, project, [node])
    expect((await listProjectResources(driver, project).toArray()).map(({ urn }) => urn)).toEqual([
      `do:droplet:${node.id}`,
    ])
    await expect(
      assignResources(driver, project, [node, { kind: 'node', id: '999999' }]),
    ).rejects.toMatchObject({
      code: 'not-found',
      outcome: 'unknown',
      details: { missing: ['do:droplet:999999'] },
    })
    await expect(deleteProject(driver, project)).rejects.toMatchObject({ code: 'conflict' })
    await driver.destroyNode(node)
    await deleteProject(driver, project)
    expect((await listProjects(driver).toArray()).map(({ name }) => name)).not.toContain('shop')
  })
})
