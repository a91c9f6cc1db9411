import type { CallOptions, Listing, Ref, Resource, Secret } from '@cloud/core'
import {
  beforeWrite,
  checkCidr,
  checkList,
  checkNames,
  checkSeconds,
  checkSecret,
  checkText,
  clientOf,
  type HasClient,
  idOf,
  invalid,
  told,
} from '@cloud/core/driver'
import { checkName, nameOf } from './check-value.ts'
import type { CloudStackClient } from './client.ts'
import { create } from './create.ts'
import { list, oneOf } from './pages.ts'
import type { Parameters } from './parameters.ts'
import { refusal } from './refusal.ts'
import { remove } from './remove.ts'

type Driver = HasClient<CloudStackClient>

/** Without the key. https://cloudstack.apache.org/api/apidocs-4.20/apis/listVpnCustomerGateways.html */
export interface VpnCustomerGatewayWire {
  readonly id: string
  readonly name: string
  readonly gateway: string
  readonly cidrlist: string
  readonly ikepolicy?: string
  readonly esppolicy?: string
  /** Seconds. */
  readonly ikelifetime?: number
  readonly esplifetime?: number
  readonly ikeversion?: string
  readonly dpd?: boolean
  readonly forceencap?: boolean
  readonly splitconnections?: boolean
}

/** The end of VPNs at somebody else's, as CloudStack knows it. */
export interface VpnCustomerGateway extends Resource<'vpn-customer-gateway', VpnCustomerGatewayWire> {
  /** An address, or a name. */
  readonly gateway: string
  /** What is behind it. */
  readonly cidrs: readonly string[]
}

export interface CreateVpnCustomerGateway {
  readonly name: string
  /** An address, or a name where the server takes one. Another end of the account may not have it. */
  readonly gateway: string
  /** What is behind it; no two of them overlap. */
  readonly cidrs: readonly string[]
  /** Known to both ends. */
  readonly presharedKey: string | Secret
  /** As in `aes256-sha256;modp2048`, several with commas between. */
  readonly ikePolicy: string
  /** As in `aes256-sha256`, or with a group for perfect forward secrecy. */
  readonly espPolicy: string
  /** Whole seconds, as milliseconds, up to a day; left out, a day. */
  readonly ikeLifetimeMs?: number | undefined
  /** Left out, an hour. */
  readonly espLifetimeMs?: number | undefined
  /** Left out, `ike`: whichever both know. */
  readonly ikeVersion?: 'ike' | 'ikev1' | 'ikev2' | undefined
  /** Whether a peer that is dead is found out; left out, it is not. */
  readonly deadPeerDetection?: boolean | undefined
  readonly forceEncapsulation?: boolean | undefined
}

const gatewayList = { name: 'listVpnCustomerGateways', key: 'vpncustomergateway' } as const
const names = ['name', 'gateway', 'cidrs', 'presharedKey', 'ikePolicy', 'espPolicy', 'ikeLifetimeMs']
const others = ['espLifetimeMs', 'ikeVersion', 'deadPeerDetection', 'forceEncapsulation']

export function listVpnCustomerGateways(
  driver: Driver,
  query: { readonly name?: string | undefined } = {},
  call?: CallOptions,
): Listing<VpnCustomerGateway> {
  const name = nameOf('listVpnCustomerGateways', query)
  const map = (wire: VpnCustomerGatewayWire) =>
    name === undefined || wire.name === name ? toGateway(wire) : undefined
  return list(clientOf(driver), { ...gatewayList, map }, call)
}

/** `not-found` where there is none. */
export function getVpnCustomerGateway(
  driver: Driver,
  gateway: Ref<'vpn-customer-gateway'>,
  call?: CallOptions,
): Promise<VpnCustomerGateway> {
  const client = clientOf(driver)
  return client.within(call, (left) => {
    const what = { what: 'VPN customer gateway', id: customerIdOf(gateway) }
    return oneOf(client, { ...gatewayList, map: toGateway }, what, left)
  })
}

export const customerIdOf = (gateway: Ref<'vpn-customer-gateway'>): string =>
  idOf('VPN customer gateway', gateway, 'vpn-customer-gateway')

/** The API tells the key to whoever may list gateways; it is no plain value, and stays there. */
function toGateway(wire: VpnCustomerGatewayWire & { readonly ipsecpsk?: string }): VpnCustomerGateway {
  const { ipsecpsk: _, ...native } = wire
  const { id, name, gateway, cidrlist } = native
  return { kind: 'vpn-customer-gateway', id, name, gateway, cidrs: cidrlist.split(','), native }
}

/** `already-exists` where the name or the gateway is taken. https://cloudstack.apache.org/api/apidocs-4.20/apis/createVpnCustomerGateway.html */
export function createVpnCustomerGateway(
  driver: Driver,
  options: CreateVpnCustomerGateway,
  call?: CallOptions,
): Promise<VpnCustomerGateway> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = parametersOf(options)
    const { name, gateway } = options
    const map = (wire: VpnCustomerGatewayWire) => wire
    const all = await beforeWrite(list(client, { ...gatewayList, map }, left).toArray())
    if (all.some((other) => other.name === name || other.gateway === gateway))
      throw refusal(client, 'already-exists', `There is a VPN customer gateway ${name}, or one at ${gateway}`)
    const own = (wire: VpnCustomerGatewayWire) => (wire.name === name ? wire : undefined)
    const among = { ...gatewayList, map: own }
    const command = { name: 'createVpnCustomerGateway', parameters, result: 'vpncustomergateway' }
    const creation = { ...command, among, seen: [] }
    return toGateway((await create<VpnCustomerGatewayWire>(client, creation, left)).wire)
  })
}

function parametersOf(options: CreateVpnCustomerGateway): Parameters {
  checkNames('createVpnCustomerGateway', options, [...names, ...others])
  const { gateway, cidrs, ikePolicy: ikepolicy, espPolicy: esppolicy, ikeVersion: ikeversion } = options
  const { ikeLifetimeMs, espLifetimeMs, deadPeerDetection: dpd, forceEncapsulation: forceencap } = options
  const name = checkName('VPN customer gateway', options.name)
  const ipsecpsk = checkSecret('presharedKey', options.presharedKey)
  for (const [what, text] of Object.entries({ gateway, ikePolicy: ikepolicy, espPolicy: esppolicy }))
    checkText(what, text, { max: 255 })
  if (ipsecpsk.length === 0) throw invalid('presharedKey is empty')
  if (!Array.isArray(cidrs) || cidrs.length === 0)
    throw invalid('cidrs is empty', 'what is behind the gateway')
  checkList('cidrs', cidrs, (_what, cidr) => checkCidr(cidr, [4]))
  if (ikeversion !== undefined && !['ike', 'ikev1', 'ikev2'].includes(ikeversion))
    throw invalid(`ikeVersion is ${told(ikeversion)}`, 'ike, ikev1 or ikev2')
  for (const [what, flag] of Object.entries({ deadPeerDetection: dpd, forceEncapsulation: forceencap }))
    if (flag !== undefined && typeof flag !== 'boolean')
      throw invalid(`${what} is ${told(flag)}`, 'true or false')
  const ikelifetime = seconds('ikeLifetimeMs', ikeLifetimeMs)
  const esplifetime = seconds('espLifetimeMs', espLifetimeMs)
  const policies = { ikepolicy, esppolicy, ikelifetime, esplifetime, ikeversion }
  return { name, gateway, cidrlist: cidrs.join(','), ipsecpsk, ...policies, dpd, forceencap }
}

const seconds = (what: string, ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : checkSeconds(what, ms, 1, 86_400)

/** `not-found` where there is none; `conflict` where it has connections. https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteVpnCustomerGateway.html */
export function deleteVpnCustomerGateway(
  driver: Driver,
  gateway: Ref<'vpn-customer-gateway'>,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, (left) => {
    const what = { what: 'VPN customer gateway', id: customerIdOf(gateway) }
    const among = { ...gatewayList, map: toGateway }
    return remove(client, { name: 'deleteVpnCustomerGateway', among, ...what }, left)
  })
}
