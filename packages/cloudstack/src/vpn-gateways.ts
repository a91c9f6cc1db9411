import type { CallOptions, Listing, Ref, Resource } from '@cloud/core'
import { beforeWrite, checkNames, clientOf, type HasClient, idOf } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { create } from './create.ts'
import { findOne, list, oneOf } from './pages.ts'
import { refusal } from './refusal.ts'
import { remove } from './remove.ts'
import { getVpc } from './vpcs.ts'

type Driver = HasClient<CloudStackClient>

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listVpnGateways.html */
export interface VpnGatewayWire {
  readonly id: string
  readonly publicip: string
  readonly vpcid: string
  readonly vpcname?: string
}

/** The end of VPNs at a VPC, which has one; its name is the VPC's. */
export interface VpnGateway extends Resource<'vpn-gateway', VpnGatewayWire> {
  readonly vpc: string
  /** Whom the other ends connect with. */
  readonly ip: string
}

const gatewayList = { name: 'listVpnGateways', key: 'vpngateway', map: toGateway } as const

export function listVpnGateways(
  driver: Driver,
  query: { readonly vpc?: Ref<'vpc'> | undefined } = {},
  call?: CallOptions,
): Listing<VpnGateway> {
  checkNames('listVpnGateways', query, ['vpc'])
  const vpcid = query.vpc === undefined ? undefined : idOf('VPC', query.vpc, 'vpc')
  return list(clientOf(driver), { ...gatewayList, parameters: { vpcid } }, call)
}

/** `not-found` where there is none. */
export function getVpnGateway(
  driver: Driver,
  gateway: Ref<'vpn-gateway'>,
  call?: CallOptions,
): Promise<VpnGateway> {
  const client = clientOf(driver)
  return client.within(call, (left) => {
    const what = { what: 'VPN gateway', id: gatewayIdOf(gateway) }
    return oneOf(client, gatewayList, what, left)
  })
}

const gatewayIdOf = (gateway: Ref<'vpn-gateway'>): string => idOf('VPN gateway', gateway, 'vpn-gateway')

function toGateway(wire: VpnGatewayWire): VpnGateway {
  const { id, vpcid: vpc, vpcname: name = '', publicip: ip } = wire
  return { kind: 'vpn-gateway', id, name, vpc, ip, native: wire }
}

/** `not-found` where there is no such VPC; `already-exists` where it has one. https://cloudstack.apache.org/api/apidocs-4.20/apis/createVpnGateway.html */
export function createVpnGateway(
  driver: Driver,
  options: { readonly vpc: Ref<'vpc'> },
  call?: CallOptions,
): Promise<VpnGateway> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('createVpnGateway', options, ['vpc'])
    const { id: vpcid } = await beforeWrite(getVpc(driver, options.vpc, left))
    const among = { ...gatewayList, parameters: { vpcid }, map: (wire: VpnGatewayWire) => wire }
    if ((await beforeWrite(findOne(client, among, left))) !== undefined)
      throw refusal(client, 'already-exists', `The VPC ${vpcid} has a VPN gateway`)
    const parameters = { vpcid }
    const creation = { name: 'createVpnGateway', parameters, among, seen: [], result: 'vpngateway' }
    return toGateway((await create<VpnGatewayWire>(client, creation, left)).wire)
  })
}

/** `not-found` where there is none; `conflict` where it has connections. https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteVpnGateway.html */
export function deleteVpnGateway(
  driver: Driver,
  gateway: Ref<'vpn-gateway'>,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, (left) => {
    const what = { what: 'VPN gateway', id: gatewayIdOf(gateway) }
    return remove(client, { name: 'deleteVpnGateway', among: gatewayList, ...what }, left)
  })
}
