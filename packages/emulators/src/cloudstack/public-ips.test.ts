import ssh2 from 'ssh2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ed25519KeyPair } from '../machines/ed25519-key.ts'
import { run } from '../machines/testing/client.ts'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type CloudStackClient, cloudstackClient } from '../testing/cloudstack-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { cloudstackZones } from './zones.ts'

let local: LocalCloud
let client: CloudStackClient
let machine: Body
let networkid: string
const key = ed25519KeyPair('me')
beforeAll(async () => {
  local = await startCloud({
    times: { ...shortTimes, actionMs: 2 },
    cloudstack: { zone: 'advanced', limits: { addresses: 6 } },
  })
  client = cloudstackClient(local)
  await client.ask('registerSSHKeyPair', { name: 'me', publickey: key.publicKey })
  machine = await client.machine({ name: 'inside', keypair: 'me' })
  networkid = machine.nic[0].networkid
})
afterAll(() => local.close())

const associate = async (input = {}) =>
  (await client.run('associateIpAddress', { networkid, ...input })).ipaddress
const release = (id: string) => client.run('disassociateIpAddress', { id })
const shown = async (id: string) => (await client.ask('listPublicIpAddresses', { id })).publicipaddress?.[0]
const problem = (job: Body) => `${job.jobresultcode} ${job.jobresult.errortext}`

async function hostname(host: string): Promise<string> {
  const sock = await local.ssh.socket({ host, port: 22 })
  const ssh = new ssh2.Client()
  await new Promise<void>((resolve, reject) => {
    ssh.on('ready', resolve).on('error', reject)
    ssh.connect({ sock: sock as never, username: 'debian', privateKey: key.privateKey })
  })
  const { out } = await run(ssh, 'hostname')
  ssh.end()
  return out.trim()
}

describe('a public address', () => {
  test('leads to a machine by static NAT, also through a stop, until it is told otherwise', async () => {
    const ip = await associate()
    expect(ip).toMatchObject({ state: 'Allocated', associatednetworkid: networkid, isstaticnat: false })
    const enable = (input = {}) =>
      client.call('enableStaticNat', { ipaddressid: ip.id, virtualmachineid: machine.id, ...input })
    expect(await enable()).toMatchObject({ status: 200, body: { success: true } })
    expect(await enable()).toMatchObject({ status: 200 })
    expect(await shown(ip.id)).toMatchObject({
      isstaticnat: true,
      virtualmachineid: machine.id,
      vmipaddress: machine.ipaddress,
    })
    const { virtualmachine } = await client.ask('listVirtualMachines', { id: machine.id })
    expect(virtualmachine[0]).toMatchObject({ publicip: ip.ipaddress, publicipid: ip.id })
    await expect.poll(() => hostname(ip.ipaddress).catch(() => ''), { timeout: 10_000 }).toBe('inside')
    await client.run('stopVirtualMachine', { id: machine.id })
    await client.run('startVirtualMachine', { id: machine.id })
    await expect.poll(() => hostname(ip.ipaddress).catch(() => ''), { timeout: 10_000 }).toBe('inside')

    const other = await client.machine()
    expect(await enable({ virtualmachineid: other.id })).toMatchObject({
      status: 537,
      body: { cserrorcode: 4360 },
    })
    const second = await associate()
    expect(await enable({ ipaddressid: second.id })).toMatchObject({ status: 537 })
    await client.run('disableStaticNat', { ipaddressid: ip.id })
    expect(problem(await client.ended('disableStaticNat', { ipaddressid: ip.id }))).toContain('431')
    await expect(local.ssh.socket({ host: ip.ipaddress, port: 22 })).rejects.toThrow()
    await release(second.id)
    await release(ip.id)
    expect(await shown(ip.id)).toBeUndefined()
  })

  test('that networks go out by is neither released nor for static NAT', async () => {
    const { publicipaddress } = await client.ask('listPublicIpAddresses', { issourcenat: true })
    const { id } = publicipaddress[0]
    expect(await client.call('disassociateIpAddress', { id })).toMatchObject({ status: 431 })
    const enable = { ipaddressid: id, virtualmachineid: machine.id }
    expect((await client.call('enableStaticNat', enable)).body.errortext).toContain(
      'is a sourceNat ip address',
    )
  })

  test('is for a network, the only one of a zone, or none', async () => {
    const { ipaddress } = await client.run('associateIpAddress', { zoneid: cloudstackZones.advanced })
    expect(ipaddress.associatednetworkid).toBe(networkid)
    await release(ipaddress.id)
    const call = (input: object) => client.call('associateIpAddress', { ...input })
    expect((await call({})).body.errortext).toContain('Unable to figure out zone')
    expect((await call({ zoneid: cloudstackZones.basic })).body.errortext).toContain('basic zone')
    expect(await call({ vpcid: 'none' })).toMatchObject({ status: 431 })
  })

  test('is one of no more than the account may have', async () => {
    const taken: string[] = []
    for (;;) {
      const { status, body } = await client.call('associateIpAddress', { networkid })
      if (status !== 200) {
        expect([status, body.cserrorcode]).toEqual([535, 4370])
        break
      }
      taken.push(body.id)
    }
    expect(taken.length).toBe(5)
    for (const id of taken) await release(id)
  })
})

describe('rules of the firewall', () => {
  test('open ports of an address, and conflict with one another', async () => {
    const { id: ipaddressid } = await associate()
    const create = (input: object) =>
      client.call('createFirewallRule', { ipaddressid, protocol: 'tcp', ...input })
    const { firewallrule } = await client.run('createFirewallRule', {
      ipaddressid,
      protocol: 'tcp',
      startport: 80,
      endport: 90,
      cidrlist: '0.0.0.0/0',
    })
    expect(firewallrule).toMatchObject({
      startport: 80,
      endport: 90,
      state: 'Active',
      cidrlist: '0.0.0.0/0',
      networkid,
    })
    expect(await create({ startport: 85 })).toMatchObject({ status: 537 })
    expect(await create({ startport: 85, cidrlist: '192.0.2.0/24' })).toMatchObject({ status: 200 })
    expect(await create({ protocol: 'all' })).toMatchObject({ status: 431 })
    expect(await create({ startport: 1, cidrlist: 'everywhere' })).toMatchObject({ status: 431 })
    expect((await client.ask('listFirewallRules', { ipaddressid })).count).toBe(2)
    await client.run('deleteFirewallRule', { id: firewallrule.id })
    expect(await client.call('deleteFirewallRule', { id: firewallrule.id })).toMatchObject({ status: 431 })
    await release(ipaddressid)
    expect(await client.ask('listFirewallRules')).toEqual({})
  })

  test('let traffic out of a network', async () => {
    const rule = { networkid, protocol: 'all', cidrlist: '10.1.1.0/24', destcidrlist: '198.51.100.0/24' }
    const { firewallrule } = await client.run('createEgressFirewallRule', rule)
    expect(firewallrule).toMatchObject({
      protocol: 'all',
      traffictype: 'Egress',
      destcidrlist: '198.51.100.0/24',
    })
    expect(await client.call('createEgressFirewallRule', rule)).toMatchObject({ status: 537 })
    expect((await client.ask('listEgressFirewallRules', { networkid })).count).toBe(1)
    await client.run('deleteEgressFirewallRule', { id: firewallrule.id })
  })

  test('forward ports to a machine', async () => {
    const { id: ipaddressid, ipaddress } = await associate()
    const rule = {
      ipaddressid,
      virtualmachineid: machine.id,
      protocol: 'TCP',
      publicport: 22,
      privateport: 22,
    }
    const { portforwardingrule } = await client.run('createPortForwardingRule', rule)
    expect(portforwardingrule).toMatchObject({
      protocol: 'tcp',
      publicport: '22',
      publicendport: '22',
      privateport: '22',
      vmguestip: machine.ipaddress,
    })
    expect((await client.ask('listFirewallRules', { ipaddressid })).firewallrule).toMatchObject([
      { startport: 22 },
    ])
    expect(await hostname(ipaddress)).toBe('inside')
    expect(await client.call('createPortForwardingRule', rule)).toMatchObject({ status: 537 })
    const range = { ...rule, publicport: 100, publicendport: 101, privateport: 8_000 }
    expect((await client.call('createPortForwardingRule', range)).body.errortext).toContain('of equal sizes')
    const nat = { ipaddressid, virtualmachineid: machine.id }
    expect(await client.call('enableStaticNat', nat)).toMatchObject({ status: 537 })
    expect((await client.ask('listPortForwardingRules', { networkid })).count).toBe(1)
    await client.run('deletePortForwardingRule', { id: portforwardingrule.id })
    expect(await client.ask('listFirewallRules', { ipaddressid })).toEqual({})
    await expect(local.ssh.socket({ host: ipaddress, port: 22 })).rejects.toThrow()
    await release(ipaddressid)
  })
})
