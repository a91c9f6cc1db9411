import type { CallOptions, Ref } from '@cloud/core'
import { idOf } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import type { CloudStackNetwork, NetworkWire } from './networks-wire.ts'
import { toNetwork } from './networks-wire.ts'
import { findOne, list, oneOf } from './pages.ts'

export const networkList = { name: 'listNetworks', key: 'network' } as const

export function getNetwork(
  client: CloudStackClient,
  ref: Ref<'network'>,
  call: CallOptions,
): Promise<CloudStackNetwork> {
  const id = idOf('network', ref, 'network')
  const map = (wire: NetworkWire) => toNetwork(wire, client.network)
  return oneOf(client, { ...networkList, map }, { what: 'network', id }, call)
}

/** The isolated network whose addresses and balancers are meant where none is named: the driver's own, or the account's only one. */
export async function isolatedNetwork(
  client: CloudStackClient,
  own: string | undefined,
  zone: string,
  call: CallOptions,
): Promise<string | undefined> {
  const map = (wire: NetworkWire) => (wire.type === 'Isolated' && !wire.vpcid ? wire.id : undefined)
  if (own !== undefined) {
    const found = await findOne(client, { ...networkList, parameters: { id: own }, map }, call)
    if (found !== undefined) return found
  }
  const parameters = { zoneid: zone, type: 'Isolated' }
  const all = await list(client, { ...networkList, parameters, map }, call).toArray()
  return all.length === 1 ? all[0] : undefined
}
