import type { CallOptions, Ref } from '@cloud/core'
import { beforeWrite, checkNames, invalid } from '@cloud/core/driver'
import { type AddressWire, toAddress } from './addresses-wire.ts'
import { change, type GceClient, read } from './client.ts'
import { getInstance, instancePath, placeOfNode } from './get-node.ts'
import { type Place, pathOfPlace, regionalOf, regionIn } from './ids.ts'
import { natConfig } from './instance-body.ts'
import { inPlace } from './lookups.ts'
import type { AccessConfigWire, NetworkInterfaceWire } from './nodes-wire.ts'
import { refusal } from './refusal.ts'

export const placeOfAddress = (address: Ref<'address'>): Place => regionalOf('address', address, 'address')
export const addressPath = (place: Place): readonly string[] => pathOfPlace(place, 'addresses')

/** https://cloud.google.com/compute/docs/reference/rest/v1/addresses/get */
export function getAddressWire(client: GceClient, place: Place, call: CallOptions): Promise<AddressWire> {
  const request = { name: 'compute.addresses.get', path: addressPath(place) }
  return inPlace(client, place, read<AddressWire>(client, request, call), call)
}

/**
 * A node has one address: the one that it has of its own goes. Where the new one cannot be put in its place, the node gets one of its own
 * again. https://cloud.google.com/compute/docs/reference/rest/v1/instances/addAccessConfig
 */
export async function attachAddress(
  client: GceClient,
  ref: Ref<'address'>,
  to: { readonly node: Ref<'node'> },
  call: CallOptions,
): Promise<void> {
  checkNames('attachAddress', to, ['node'])
  const [place, node] = [placeOfAddress(ref), placeOfNode(to.node)]
  const wire = await beforeWrite(getAddressWire(client, place, call))
  const { networkInterfaces: [first] = [] } = await beforeWrite(getInstance(client, node, call))
  const address = toAddress(wire)
  if (address.node === `${node.location}/${node.name}`) return
  if (regionIn(node.location) !== place.location)
    throw invalid(
      `The address is in ${place.location}, and the node in ${node.location}`,
      'the same location',
    )
  if (wire.users?.length) throw refusal('conflict', 'The address leads elsewhere', { node: address.node })
  if (first === undefined) throw refusal('conflict', 'The node has no network')
  const [own] = first.accessConfigs ?? []
  if (own) await removeConfig(client, node, first, own, call)
  try {
    await addConfig(client, node, first, { natIP: wire.address, networkTier: wire.networkTier }, call)
  } catch (error) {
    if (own) await addConfig(client, node, first, {}, call).catch(() => {})
    throw error
  }
}

/** The node has no public address then. https://cloud.google.com/compute/docs/reference/rest/v1/instances/deleteAccessConfig */
export async function detachAddress(
  client: GceClient,
  ref: Ref<'address'>,
  call: CallOptions,
): Promise<void> {
  await detach(client, await beforeWrite(getAddressWire(client, placeOfAddress(ref), call)), call)
}

export async function detach(client: GceClient, wire: AddressWire, call: CallOptions): Promise<void> {
  const { node } = toAddress(wire)
  if (node === undefined) return
  const place = placeOfNode(node)
  const { networkInterfaces = [] } = await beforeWrite(getInstance(client, place, call))
  for (const nic of networkInterfaces)
    for (const config of nic.accessConfigs ?? [])
      if (config.natIP === wire.address) await removeConfig(client, place, nic, config, call)
}

async function removeConfig(
  client: GceClient,
  node: Place,
  { name: networkInterface = 'nic0' }: NetworkInterfaceWire,
  { name: accessConfig = natConfig.name }: AccessConfigWire,
  call: CallOptions,
): Promise<void> {
  const path = [...instancePath(node), 'deleteAccessConfig']
  const query = { accessConfig, networkInterface }
  await change(client, { name: 'compute.instances.deleteAccessConfig', path, query }, call)
}

async function addConfig(
  client: GceClient,
  node: Place,
  { name: networkInterface = 'nic0' }: NetworkInterfaceWire,
  config: AccessConfigWire | { readonly networkTier?: string | undefined },
  call: CallOptions,
): Promise<void> {
  const path = [...instancePath(node), 'addAccessConfig']
  const body = { ...natConfig, ...config }
  await change(
    client,
    { name: 'compute.instances.addAccessConfig', path, query: { networkInterface }, body },
    call,
  )
}
