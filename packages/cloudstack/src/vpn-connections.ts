import type { CallOptions, Listing, Ref, Resource } from '@cloud/core'
import {
  afterWrite,
  beforeWrite,
  checkNames,
  clientOf,
  type HasClient,
  idOf,
  invalid,
  told,
} from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { create } from './create.ts'
import { list, oneOf } from './pages.ts'
import { perform, refusedNow } from './perform.ts'
import { refusal } from './refusal.ts'
import { remove } from './remove.ts'
import { timeOf } from './time.ts'
import { customerIdOf, getVpnCustomerGateway } from './vpn-customer-gateways.ts'
import { getVpnGateway } from './vpn-gateways.ts'

type Driver = HasClient<CloudStackClient>

/** Without the key. https://cloudstack.apache.org/api/apidocs-4.20/apis/listVpnConnections.html */
export interface VpnConnectionWire {
  readonly id: string
  readonly s2svpngatewayid: string
  readonly s2scustomergatewayid: string
  readonly state?: string
  readonly passive?: boolean
  readonly publicip?: string
  /** Of the other end. */
  readonly gateway?: string
  readonly cidrlist?: string
  readonly created?: string
}

/** A VPN between a VPC and somebody else's networks; its name is the other end's address. */
export interface VpnConnection extends Resource<'vpn-connection', VpnConnectionWire> {
  /** As in `Connected`, `Disconnected`, `Error`. */
  readonly state: string
  readonly gateway: string
  readonly customerGateway: string
  readonly createdAt?: string
}

export interface CreateVpnConnection {
  readonly gateway: Ref<'vpn-gateway'>
  readonly customerGateway: Ref<'vpn-customer-gateway'>
  /** Waits for the other end to begin; left out, CloudStack does. */
  readonly passive?: boolean | undefined
}

const connectionList = { name: 'listVpnConnections', key: 'vpnconnection', map: toConnection } as const

const idOfConnection = (connection: Ref<'vpn-connection'>): string =>
  idOf('VPN connection', connection, 'vpn-connection')

export function listVpnConnections(
  driver: Driver,
  query: { readonly vpc?: Ref<'vpc'> | undefined } = {},
  call?: CallOptions,
): Listing<VpnConnection> {
  checkNames('listVpnConnections', query, ['vpc'])
  const vpcid = query.vpc === undefined ? undefined : idOf('VPC', query.vpc, 'vpc')
  return list(clientOf(driver), { ...connectionList, parameters: { vpcid } }, call)
}

/** `not-found` where there is none. */
export function getVpnConnection(
  driver: Driver,
  connection: Ref<'vpn-connection'>,
  call?: CallOptions,
): Promise<VpnConnection> {
  const client = clientOf(driver)
  return client.within(call, (left) => {
    const what = { what: 'VPN connection', id: idOfConnection(connection) }
    return oneOf(client, connectionList, what, left)
  })
}

function toConnection(wire: VpnConnectionWire & { readonly ipsecpsk?: string }): VpnConnection {
  const { ipsecpsk: _, ...native } = wire
  const { id, gateway: name = '', state = 'Unknown', s2svpngatewayid, s2scustomergatewayid, created } = native
  return {
    kind: 'vpn-connection',
    id,
    name,
    state,
    gateway: s2svpngatewayid,
    customerGateway: s2scustomergatewayid,
    ...(created && { createdAt: timeOf(created) }),
    native,
  }
}

/**
 * `not-found` where an end does not exist; `already-exists` where they are connected; `invalid` where what is behind them overlaps.
 * https://cloudstack.apache.org/api/apidocs-4.20/apis/createVpnConnection.html
 */
export function createVpnConnection(
  driver: Driver,
  options: CreateVpnConnection,
  call?: CallOptions,
): Promise<VpnConnection> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('createVpnConnection', options, ['gateway', 'customerGateway', 'passive'])
    const { passive } = options
    if (passive !== undefined && typeof passive !== 'boolean')
      throw invalid(`passive is ${told(passive)}`, 'true or false')
    const customer = customerIdOf(options.customerGateway)
    const { id: gateway, vpc } = await beforeWrite(getVpnGateway(driver, options.gateway, left))
    await beforeWrite(getVpnCustomerGateway(driver, customer, left))
    const map = (wire: VpnConnectionWire) =>
      wire.s2svpngatewayid === gateway && wire.s2scustomergatewayid === customer ? wire : undefined
    const among = { ...connectionList, parameters: { vpcid: vpc }, map }
    if ((await beforeWrite(list(client, among, left).toArray())).length > 0)
      throw refusal(client, 'already-exists', `The gateways ${gateway} and ${customer} are connected`)
    const parameters = { s2svpngatewayid: gateway, s2scustomergatewayid: customer, passive }
    const creation = { name: 'createVpnConnection', parameters, among, seen: [], result: 'vpnconnection' }
    return toConnection((await create<VpnConnectionWire>(client, creation, left)).wire)
  })
}

/** Begins it anew. https://cloudstack.apache.org/api/apidocs-4.20/apis/resetVpnConnection.html */
export function resetVpnConnection(
  driver: Driver,
  connection: Ref<'vpn-connection'>,
  call?: CallOptions,
): Promise<VpnConnection> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const { id } = await beforeWrite(getVpnConnection(driver, connection, left))
    const action = { name: 'resetVpnConnection', parameters: { id }, on: id, word: 'resetvpnconnection' }
    try {
      await perform(client, action, left)
    } catch (error) {
      throw refusedNow(error)
    }
    return afterWrite(getVpnConnection(driver, id, left))
  })
}

/** Ends it. `not-found` where there is none. https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteVpnConnection.html */
export function deleteVpnConnection(
  driver: Driver,
  connection: Ref<'vpn-connection'>,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, (left) => {
    const what = { what: 'VPN connection', id: idOfConnection(connection) }
    return remove(client, { name: 'deleteVpnConnection', among: connectionList, ...what }, left)
  })
}
