import type { CallOptions, CreateNetwork, Listing, Networks, Ref } from '@cloud/core'
import { beforeWrite, checkCidr, checkNames, checkText, invalid, isCloudError } from '@cloud/core/driver'
import { checkName, nameOf } from './check-value.ts'
import type { CloudStackClient } from './client.ts'
import { create } from './create.ts'
import { getNetwork, networkList } from './get-network.ts'
import { virtualMachines } from './get-node.ts'
import { defaultOffering } from './network-offerings.ts'
import { type CloudStackNetwork, type NetworkWire, toNetwork } from './networks-wire.ts'
import { findOne, list } from './pages.ts'
import { perform, refusedNow } from './perform.ts'
import { refusal } from './refusal.ts'
import { checkNetworked, zoneIdOf, zoneOf } from './zones.ts'

/** What `createNetwork` takes under `native`. */
export interface CloudStackCreateNetwork {
  /** The id of a network offering. Left out, the server's default one of isolated networks, or of tiers where `vpc` is given. */
  readonly networkOffering?: string | undefined
  /** The id of the VPC that it is a tier of; it wants a `cidr` within that of the VPC. */
  readonly vpc?: string | undefined
  /** The id of the list of rules of a tier. */
  readonly acl?: string | undefined
  readonly displayText?: string | undefined
  /** As in `example.internal`. */
  readonly domain?: string | undefined
}

const nativeNames = ['networkOffering', 'vpc', 'acl', 'displayText', 'domain']

/** Guest networks in advanced zones; several may have one name, and one range. */
export function networks(client: CloudStackClient): Networks<CloudStackNetwork, CloudStackCreateNetwork> {
  return {
    listNetworks: (query = {}, call) => listNetworks(client, query, call),
    getNetwork: (network, call) => client.within(call, (left) => getNetwork(client, network, left)),
    createNetwork: (options, call) => client.within(call, (left) => createNetwork(client, options, left)),
    destroyNetwork: (network, call) => client.within(call, (left) => destroyNetwork(client, network, left)),
  }
}

function listNetworks(
  client: CloudStackClient,
  query: { readonly name?: string | undefined },
  call: CallOptions | undefined,
): Listing<CloudStackNetwork> {
  const name = nameOf('listNetworks', query)
  const map = (wire: NetworkWire) =>
    name === undefined || wire.name === name ? toNetwork(wire, client.network) : undefined
  return list(client, { ...networkList, parameters: { keyword: name }, map }, call)
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/createNetwork.html */
async function createNetwork(
  client: CloudStackClient,
  options: CreateNetwork<CloudStackCreateNetwork>,
  call: CallOptions,
): Promise<CloudStackNetwork> {
  checkNames('createNetwork', options, ['name', 'cidr', 'location', 'native'])
  const { cidr, location, native = {} } = options
  checkNames('createNetwork under native', native, nativeNames)
  for (const [what, text] of Object.entries(native))
    if (text !== undefined) checkText(`native.${what}`, text, { max: 255 })
  const name = checkName('network', options.name)
  const range = cidr === undefined ? {} : rangeOf(cidr)
  const { vpc: vpcid, acl: aclid, displayText = name, domain: networkdomain, networkOffering } = native
  if (aclid !== undefined && vpcid === undefined) throw invalid('native.acl is for tiers alone', 'native.vpc')
  if (vpcid !== undefined && cidr === undefined)
    throw invalid('A tier needs a cidr', 'a part of that of its VPC')
  const zone = await beforeWrite(zoneOf(client, zoneIdOf(location), call))
  checkNetworked(zone, 'networks')
  const networkofferingid =
    networkOffering ?? (await beforeWrite(defaultOffering(client, zone, vpcid !== undefined, call)))
  const own = { name, displaytext: displayText, zoneid: zone.id, networkofferingid, networkdomain }
  const parameters = { ...own, ...range, vpcid, aclid }
  const map = (wire: NetworkWire) => (wire.name === name ? wire : undefined)
  const among = { ...networkList, parameters: { zoneid: zone.id, keyword: name }, map }
  const { wire } = await create<NetworkWire>(
    client,
    { name: 'createNetwork', parameters, among, result: 'network' },
    call,
  )
  return toNetwork(wire, client.network)
}

/** The gateway is the first address of the range. */
function rangeOf(cidr: string): { readonly gateway: string; readonly netmask: string } {
  const [address = '', bits = ''] = checkCidr(cidr, [4]).split('/')
  const length = Number(bits)
  if (length < 8 || length > 30) throw invalid(`${cidr} does not fit a network`, 'a prefix of 8 to 30 bits')
  const first = address.split('.').reduce((all, part) => all * 256 + Number(part), 0) + 1
  const dotted = (number: number) => [24, 16, 8, 0].map((shift) => (number / 2 ** shift) & 255).join('.')
  return { gateway: dotted(first), netmask: dotted(2 ** 32 - 2 ** (32 - length)) }
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteNetwork.html */
async function destroyNetwork(
  client: CloudStackClient,
  ref: Ref<'network'>,
  call: CallOptions,
): Promise<void> {
  const network = await beforeWrite(getNetwork(client, ref, call))
  const { id } = network
  if (network.default) throw refusal(client, 'conflict', `The network ${id} is the default one`)
  const inside = { ...virtualMachines, parameters: { networkid: id }, map: (wire: { id: string }) => wire.id }
  const [node] = await beforeWrite(list(client, inside, call).toArray({ max: 1 }))
  if (node !== undefined) throw refusal(client, 'conflict', `The node ${node} is in the network ${id}`)
  const look = { ...networkList, parameters: { id }, map: (wire: NetworkWire) => wire }
  const shown = async (left: CallOptions) => (await findOne(client, look, left)) === undefined
  const action = { name: 'deleteNetwork', parameters: { id }, on: id, word: 'deletenetwork', shown }
  try {
    await perform(client, action, call)
  } catch (error) {
    // A network that machines are still being removed from fails, and stays.
    throw isCloudError(error, 'failed') ? error : refusedNow(error)
  }
}
