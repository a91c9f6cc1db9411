import { expect, test } from 'vitest'
import { startCloud } from '../start-cloud.ts'
import { type Body, cloudstackClient, type Input } from '../testing/cloudstack-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { commandNames } from './command-names.ts'
import { cloudstackDiskOfferings } from './disk-offerings.ts'
import { cloudstackNetworkOfferings } from './network-offerings.ts'
import { cloudstackOfferings } from './service-offerings.ts'
import { cloudstackVpcOffering } from './vpc.ts'
import { cloudstackZones } from './zones.ts'

type Client = ReturnType<typeof cloudstackClient>

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE me'
const tag = { 'tags[0].key': 'a', 'tags[0].value': 'b' }

test('every command answers, and its job results, as the description says', async () => {
  await using local = await startCloud({ times: { ...shortTimes, actionMs: 2, importMs: 2 } })
  const client = cloudstackClient(local)
  for (const part of [machines, disks, templates, groups, networks, addresses, balancers, projects])
    await part(client)
  for (const list of commandNames.filter((name) => name.startsWith('list') && !client.checked.has(name)))
    await client.ask(list)
  expect(commandNames.filter((name) => !client.checked.has(name))).toEqual([])
}, 60_000)

async function machines({ ask, run, machine }: Client): Promise<void> {
  await ask('createSSHKeyPair', { name: 'made' })
  await ask('registerSSHKeyPair', { name: 'given', publickey: key })
  const { id } = await machine({ keypair: 'made', userdata: 'AAAA', displayname: 'Web' })
  await run('createTags', { resourcetype: 'UserVm', resourceids: id, ...tag })
  for (const list of ['listVirtualMachines', 'listTags', 'listSSHKeyPairs']) await ask(list)
  await ask('createConsoleEndpoint', { virtualmachineid: id })
  await run('scaleVirtualMachine', { id, serviceofferingid: cloudstackOfferings.medium })
  await run('rebootVirtualMachine', { id })
  await run('stopVirtualMachine', { id })
  await ask('changeServiceForVirtualMachine', { id, serviceofferingid: cloudstackOfferings.small })
  await ask('updateVirtualMachine', { id, displayname: 'other' })
  await run('resetPasswordForVirtualMachine', { id })
  await ask('getVMPassword', { id })
  await run('resetSSHKeyForVirtualMachine', { id, keypair: 'given' })
  await run('restoreVirtualMachine', { virtualmachineid: id })
  await run('startVirtualMachine', { id })
  await run('deleteTags', { resourcetype: 'UserVm', resourceids: id })
  await run('destroyVirtualMachine', { id })
  await ask('recoverVirtualMachine', { id })
  await run('destroyVirtualMachine', { id })
  await run('expungeVirtualMachine', { id })
  await ask('deleteSSHKeyPair', { name: 'made' })
}

async function disks({ ask, run, machine }: Client): Promise<void> {
  const { id: virtualmachineid } = await machine()
  const input = { name: 'data', zoneid: cloudstackZones.basic, diskofferingid: cloudstackDiskOfferings.small }
  const { volume } = await run('createVolume', input)
  const { id } = volume
  await run('attachVolume', { id, virtualmachineid })
  const { snapshot } = await run('createSnapshot', { volumeid: id, ...tag })
  for (const list of ['listVolumes', 'listSnapshots']) await ask(list)
  await run('copySnapshot', { id: snapshot.id, destzoneid: cloudstackZones.advanced })
  await run('detachVolume', { id })
  await run('revertSnapshot', { id: snapshot.id })
  await run('resizeVolume', { id, diskofferingid: cloudstackDiskOfferings.medium })
  await run('updateVolume', { id, name: 'other' })
  await run('destroyVolume', { id })
  await ask('recoverVolume', { id })
  await ask('deleteVolume', { id })
  await run('deleteSnapshot', { id: snapshot.id })
}

async function templates({ ask, run, machine }: Client): Promise<void> {
  const { id: virtualmachineid } = await machine()
  const { ostype } = await ask('listOsTypes')
  const { volume } = await ask('listVolumes', { virtualmachineid })
  await run('stopVirtualMachine', { id: virtualmachineid })
  const named = { name: 'mine', displaytext: 'my own', ostypeid: ostype[0].id }
  const { template } = await run('createTemplate', { ...named, volumeid: volume[0].id })
  const { id } = template
  await run('copyTemplate', { id, destzoneid: cloudstackZones.advanced })
  await ask('updateTemplate', { id, name: 'other' })
  await ask('updateTemplatePermissions', { id, op: 'add', accounts: 'testing' })
  await ask('listTemplatePermissions', { id })
  const url = 'https://images.example.com/a.qcow2'
  await ask('registerTemplate', { ...named, url, format: 'QCOW2', hypervisor: 'KVM', zoneid: '-1' })
  await ask('listTemplates', { templatefilter: 'self' })
  await run('deleteTemplate', { id })
  const disc = { name: 'disc', displaytext: 'disc', bootable: false, zoneid: cloudstackZones.basic }
  const { iso } = await ask('registerIso', { ...disc, url: 'https://images.example.com/a.iso' })
  await expect.poll(async () => (await ask('listIsos', { id: iso[0].id })).iso[0].isready).toBe(true)
  await run('attachIso', { id: iso[0].id, virtualmachineid })
  await ask('listVirtualMachines', { id: virtualmachineid })
  await run('detachIso', { virtualmachineid })
  await run('deleteIso', { id: iso[0].id })
}

async function groups({ ask, run, machine }: Client): Promise<void> {
  const { securitygroup } = await ask('createSecurityGroup', { name: 'web' })
  const { id: securitygroupid } = securitygroup
  const rule = { securitygroupid, protocol: 'tcp', startport: 80, endport: 80 }
  for (const way of ['Ingress', 'Egress']) {
    const made = await run(`authorizeSecurityGroup${way}`, rule)
    const [{ ruleid }] = made.securitygroup[`${way.toLowerCase()}rule`]
    await ask('listSecurityGroups', { id: securitygroupid })
    await run(`revokeSecurityGroup${way}`, { id: ruleid })
  }
  await ask('updateSecurityGroup', { id: securitygroupid, name: 'other' })
  await ask('deleteSecurityGroup', { id: securitygroupid })
  const { affinitygroup } = await run('createAffinityGroup', { name: 'apart', type: 'host anti-affinity' })
  const { id } = await machine({ startvm: false })
  await run('updateVMAffinityGroup', { id, affinitygroupids: affinitygroup.id })
  await ask('listAffinityGroups')
  await run('updateVMAffinityGroup', { id, affinitygroupids: '' })
  await run('deleteAffinityGroup', { id: affinitygroup.id })
}

const zoneid = cloudstackZones.advanced

async function networks(client: Client): Promise<void> {
  const { ask, run, machine } = client
  const named = { name: 'net', displaytext: 'net', zoneid }
  const { network } = await ask('createNetwork', {
    ...named,
    networkofferingid: cloudstackNetworkOfferings.isolated,
  })
  const { id: virtualmachineid } = await machine({ zoneid, networkids: network.id })
  const { network: shared } = await ask('listNetworks', { zoneid, type: 'Shared' })
  const added = await run('addNicToVirtualMachine', { virtualmachineid, networkid: shared[0].id })
  const [first, second] = added.virtualmachine.nic
  await run('updateDefaultNicForVirtualMachine', { virtualmachineid, nicid: second.id })
  await run('removeNicFromVirtualMachine', { virtualmachineid, nicid: first.id })
  await ask('listNics', { virtualmachineid })
  await run('updateNetwork', { id: network.id, name: 'other' })
  await run('restartNetwork', { id: network.id })
  await run('deleteNetwork', { id: network.id })

  const { vpc } = await run('createVPC', {
    ...named,
    cidr: '10.0.0.0/16',
    vpcofferingid: cloudstackVpcOffering,
  })
  const { id: vpcid } = vpc
  const range = { gateway: '10.0.1.1', netmask: '255.255.255.0' }
  const networkofferingid = cloudstackNetworkOfferings.vpcTier
  const { network: tier } = await ask('createNetwork', { ...named, ...range, vpcid, networkofferingid })
  const { networkacllist } = await run('createNetworkACLList', { name: 'web', vpcid })
  const { networkacl } = await run('createNetworkACL', {
    aclid: networkacllist.id,
    protocol: 'tcp',
    startport: 80,
  })
  await run('updateNetworkACLItem', { id: networkacl.id, action: 'deny' })
  await run('replaceNetworkACLList', { aclid: networkacllist.id, networkid: tier.id })
  for (const list of ['listVPCs', 'listNetworkACLLists', 'listNetworkACLs', 'listNetworks']) await ask(list)
  await run('deleteNetworkACL', { id: networkacl.id })
  await run('deleteNetwork', { id: tier.id })
  await run('deleteNetworkACLList', { id: networkacllist.id })
  await vpns(client, vpcid)
  await run('updateVPC', { id: vpcid, name: 'other' })
  await run('restartVPC', { id: vpcid })
  await run('deleteVPC', { id: vpcid })
}

async function vpns({ ask, run }: Client, vpcid: string): Promise<void> {
  const { vpngateway } = await run('createVpnGateway', { vpcid })
  const { vpncustomergateway } = await run('createVpnCustomerGateway', {
    name: 'office',
    gateway: '203.0.113.77',
    cidrlist: '192.168.9.0/24',
    ipsecpsk: 'shared-by-both',
    ikepolicy: 'aes256-sha256;modp2048',
    esppolicy: 'aes256-sha256',
  })
  const { vpnconnection } = await run('createVpnConnection', {
    s2svpngatewayid: vpngateway.id,
    s2scustomergatewayid: vpncustomergateway.id,
  })
  for (const list of ['listVpnGateways', 'listVpnCustomerGateways', 'listVpnConnections']) await ask(list)
  await run('resetVpnConnection', { id: vpnconnection.id })
  await run('deleteVpnConnection', { id: vpnconnection.id })
  await run('deleteVpnCustomerGateway', { id: vpncustomergateway.id })
  await run('deleteVpnGateway', { id: vpngateway.id })
}

async function addresses({ ask, run, machine }: Client): Promise<void> {
  const { id: virtualmachineid, nic } = await machine({ zoneid })
  const { networkid } = nic[0]
  const { ipaddress } = await run('associateIpAddress', { networkid })
  const { id: ipaddressid } = ipaddress
  await ask('enableStaticNat', { ipaddressid, virtualmachineid })
  await ask('listVirtualMachines', { id: virtualmachineid })
  await run('disableStaticNat', { ipaddressid })
  const { firewallrule } = await run('createFirewallRule', { ipaddressid, protocol: 'icmp' })
  const { firewallrule: egress } = await run('createEgressFirewallRule', { networkid, protocol: 'all' })
  const ports = { protocol: 'tcp', publicport: 80, privateport: 80 }
  const { portforwardingrule } = await run('createPortForwardingRule', {
    ipaddressid,
    virtualmachineid,
    ...ports,
  })
  for (const list of ['PublicIpAddresses', 'FirewallRules', 'EgressFirewallRules', 'PortForwardingRules'])
    await ask(`list${list}`)
  await run('deletePortForwardingRule', { id: portforwardingrule.id })
  await run('deleteFirewallRule', { id: firewallrule.id })
  await run('deleteEgressFirewallRule', { id: egress.id })
  await run('disassociateIpAddress', { id: ipaddressid })
}

async function balancers({ ask, run, machine }: Client): Promise<void> {
  const { id: member, nic } = await machine({ zoneid })
  const { ipaddress } = await run('associateIpAddress', { networkid: nic[0].networkid })
  const ports = { publicport: 80, privateport: 80 }
  const input = { name: 'web', algorithm: 'roundrobin', publicipid: ipaddress.id, ...ports }
  const { loadbalancer } = await run('createLoadBalancerRule', input)
  const { id } = loadbalancer
  const lbrule: Input = { lbruleid: id }
  await run('assignToLoadBalancerRule', { id, virtualmachineids: member })
  const sticky = await run('createLBStickinessPolicy', { ...lbrule, name: 'sticky', methodname: 'LbCookie' })
  const checked = await run('createLBHealthCheckPolicy', lbrule)
  await ask('listLoadBalancerRuleInstances', { id, lbvmips: true })
  for (const list of ['listLBStickinessPolicies', 'listLBHealthCheckPolicies']) await ask(list, lbrule)
  await ask('listLoadBalancerRules')
  const policies = (body: Body) => body[0].id
  await run('deleteLBStickinessPolicy', { id: policies(sticky.stickinesspolicies.stickinesspolicy) })
  await run('deleteLBHealthCheckPolicy', { id: policies(checked.healthcheckpolicies.healthcheckpolicy) })
  await run('updateLoadBalancerRule', { id, algorithm: 'source' })
  await run('removeFromLoadBalancerRule', { id, virtualmachineids: member })
  await run('deleteLoadBalancerRule', { id })
}

async function projects({ ask, run }: Client): Promise<void> {
  const { project } = await run('createProject', { name: 'shop', displaytext: 'shop' })
  const { id } = project
  await run('updateProject', { id, displaytext: 'other' })
  await run('suspendProject', { id })
  await ask('listProjects')
  await run('activateProject', { id })
  await run('deleteProject', { id })
}
