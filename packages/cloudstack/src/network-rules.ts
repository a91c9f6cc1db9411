import type { CallOptions, Listing, Ref } from '@cloud/core'
import {
  beforeWrite,
  checkCidr,
  checkList,
  checkNames,
  checkText,
  clientOf,
  type HasClient,
  idOf,
  invalid,
  told,
} from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { getAddress } from './get-address.ts'
import { getNetwork } from './get-network.ts'
import { nodeIdOf } from './get-node.ts'
import { makeRule, removeRule, ruleLists } from './make-rule.ts'
import { list } from './pages.ts'
import type { Parameters } from './parameters.ts'
import { checkNetworked, zoneOf } from './zones.ts'

type Driver = HasClient<CloudStackClient>

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listFirewallRules.html */
export interface FirewallRuleWire {
  readonly id: string
  readonly protocol: string
  readonly startport?: number
  readonly endport?: number
  readonly icmptype?: number
  readonly icmpcode?: number
  /** Joined by commas. */
  readonly cidrlist?: string
  readonly destcidrlist?: string
  readonly ipaddressid?: string
  readonly ipaddress?: string
  readonly networkid?: string
  readonly state?: string
  readonly traffictype?: string
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listPortForwardingRules.html */
export interface PortForwardingWire {
  readonly id: string
  readonly protocol: string
  readonly publicport: string
  readonly publicendport?: string
  readonly privateport: string
  readonly privateendport?: string
  readonly ipaddressid: string
  readonly ipaddress?: string
  readonly networkid?: string
  readonly virtualmachineid?: string
  readonly vmguestip?: string
  readonly state?: string
}

export interface Passes {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'all'
  /** Of `tcp` and `udp`; left out, all. */
  readonly ports?: { readonly from: number; readonly to: number } | undefined
  /** From where; left out, everywhere. */
  readonly cidrs?: readonly string[] | undefined
}

/** What may come in at an address. */
export interface CreateFirewallRule extends Passes {
  readonly address: Ref<'address'>
}

/** What may go out of an isolated network, and to where; left out, everywhere. */
export interface CreateEgressRule extends Passes {
  readonly network: Ref<'network'>
  readonly destinationCidrs?: readonly string[] | undefined
}

/** Ports of an address that lead to those of a node, as many of each. */
export interface CreatePortForwarding {
  readonly address: Ref<'address'>
  readonly node: Ref<'node'>
  readonly protocol: 'tcp' | 'udp'
  readonly port: number | { readonly from: number; readonly to: number }
  /** The first of the node's; left out, as at the address. */
  readonly targetPort?: number | undefined
  /** Left out, the firewall of the address is opened for them. */
  readonly openFirewall?: boolean | undefined
}

/** The rules of the firewalls of addresses, in advanced zones. */
export function listFirewallRules(
  driver: Driver,
  query: { readonly address?: Ref<'address'> | undefined } = {},
  call?: CallOptions,
): Listing<FirewallRuleWire> {
  checkNames('listFirewallRules', query, ['address'])
  const ipaddressid = query.address && idOf('address', query.address, 'address')
  const map = (wire: FirewallRuleWire) => wire
  return list(clientOf(driver), { ...ruleLists.firewall, parameters: { ipaddressid }, map }, call)
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/createFirewallRule.html */
export function createFirewallRule(
  driver: Driver,
  options: CreateFirewallRule,
  call?: CallOptions,
): Promise<FirewallRuleWire> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('createFirewallRule', options, ['address', 'protocol', 'ports', 'cidrs'])
    const passes = passesOf(options, ['tcp', 'udp', 'icmp'])
    const ipaddressid = await networkedAddress(client, options.address, left)
    const parameters = { ipaddressid, ...passes }
    return makeRule<FirewallRuleWire>(client, 'firewall', { ipaddressid }, parameters, left)
  })
}

/** `not-found` where there is none. https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteFirewallRule.html */
export const deleteFirewallRule = (driver: Driver, id: string, call?: CallOptions): Promise<void> =>
  removeRule(clientOf(driver), 'firewall', id, call)

/** What may go out of networks, in advanced zones. */
export function listEgressRules(
  driver: Driver,
  query: { readonly network?: Ref<'network'> | undefined } = {},
  call?: CallOptions,
): Listing<FirewallRuleWire> {
  checkNames('listEgressRules', query, ['network'])
  const networkid = query.network && idOf('network', query.network, 'network')
  const map = (wire: FirewallRuleWire) => wire
  return list(clientOf(driver), { ...ruleLists.egress, parameters: { networkid }, map }, call)
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/createEgressFirewallRule.html */
export function createEgressRule(
  driver: Driver,
  options: CreateEgressRule,
  call?: CallOptions,
): Promise<FirewallRuleWire> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('createEgressRule', options, ['network', 'protocol', 'ports', 'cidrs', 'destinationCidrs'])
    const passes = passesOf(options, ['tcp', 'udp', 'icmp', 'all'])
    const destcidrlist = cidrsOf('destinationCidrs', options.destinationCidrs)
    const { id: networkid, location } = await beforeWrite(getNetwork(client, options.network, left))
    checkNetworked(await beforeWrite(zoneOf(client, location, left)), 'rules for networks')
    const parameters = { networkid, ...passes, destcidrlist }
    return makeRule<FirewallRuleWire>(client, 'egress', { networkid }, parameters, left)
  })
}

/** `not-found` where there is none. https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteEgressFirewallRule.html */
export const deleteEgressRule = (driver: Driver, id: string, call?: CallOptions): Promise<void> =>
  removeRule(clientOf(driver), 'egress', id, call)

/** The ports of addresses that lead to nodes, in advanced zones. */
export function listPortForwardings(
  driver: Driver,
  query: { readonly address?: Ref<'address'> | undefined } = {},
  call?: CallOptions,
): Listing<PortForwardingWire> {
  checkNames('listPortForwardings', query, ['address'])
  const ipaddressid = query.address && idOf('address', query.address, 'address')
  const map = (wire: PortForwardingWire) => wire
  return list(clientOf(driver), { ...ruleLists.forwarding, parameters: { ipaddressid }, map }, call)
}

const forwardingNames = ['address', 'node', 'protocol', 'port', 'targetPort', 'openFirewall']

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/createPortForwardingRule.html */
export function createPortForwarding(
  driver: Driver,
  options: CreatePortForwarding,
  call?: CallOptions,
): Promise<PortForwardingWire> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('createPortForwarding', options, forwardingNames)
    const { protocol, port, openFirewall: openfirewall } = options
    if (protocol !== 'tcp' && protocol !== 'udp')
      throw invalid(`The protocol is ${told(protocol)}`, 'tcp or udp')
    const { from, to } = typeof port === 'number' ? { from: port, to: port } : port
    const { targetPort = from } = options
    checkPorts({ from, to })
    checkPorts({ from: targetPort, to: targetPort + to - from })
    const virtualmachineid = nodeIdOf(options.node)
    const ipaddressid = await networkedAddress(client, options.address, left)
    const ports = { publicport: from, publicendport: to, privateport: targetPort }
    const own = { protocol, ...ports, privateendport: targetPort + to - from }
    const parameters = { ipaddressid, virtualmachineid, ...own, openfirewall }
    return makeRule<PortForwardingWire>(client, 'forwarding', { ipaddressid }, parameters, left)
  })
}

/** `not-found` where there is none. https://cloudstack.apache.org/api/apidocs-4.20/apis/deletePortForwardingRule.html */
export const deletePortForwarding = (driver: Driver, id: string, call?: CallOptions): Promise<void> =>
  removeRule(clientOf(driver), 'forwarding', id, call)

/** The id of an address that is in a zone whose addresses have rules. */
async function networkedAddress(
  client: CloudStackClient,
  ref: Ref<'address'>,
  call: CallOptions,
): Promise<string> {
  const { id, location } = await beforeWrite(getAddress(client, ref, call))
  checkNetworked(await beforeWrite(zoneOf(client, location, call)), 'rules for addresses')
  return id
}

export function passesOf({ protocol, ports, cidrs }: Passes, known: readonly string[]): Parameters {
  if (!known.includes(protocol)) throw invalid(`The protocol is ${told(protocol)}`, known.join(', '))
  const hasPorts = protocol === 'tcp' || protocol === 'udp'
  if (ports !== undefined && !hasPorts) throw invalid(`${protocol} has no ports`)
  const { from, to } = ports ?? { from: 1, to: 65_535 }
  checkPorts({ from, to })
  const cidrlist = cidrsOf('cidrs', cidrs)
  if (protocol === 'icmp') return { protocol, cidrlist, icmptype: -1, icmpcode: -1 }
  return hasPorts ? { protocol, cidrlist, startport: from, endport: to } : { protocol, cidrlist }
}

function cidrsOf(what: string, cidrs: readonly string[] | undefined): readonly string[] | undefined {
  checkList(what, cidrs, (each, cidr) => checkText(each, checkCidr(cidr), { max: 64 }))
  if (cidrs?.length === 0) throw invalid(`${what} is empty`, 'left out, for everywhere')
  return cidrs
}

function checkPorts({ from, to }: { readonly from: number; readonly to: number }): void {
  const right = [from, to].every((port) => Number.isInteger(port) && port >= 1 && port <= 65_535)
  if (!right || from > to) throw invalid(`The ports are ${from} to ${to}`, 'from 1 to 65535')
}
