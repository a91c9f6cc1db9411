import type { CallOptions, CreateNetwork, Listing, Networks, Ref } from '@cloud/core'
import {
  afterWrite,
  beforeWrite,
  checkCidr,
  checkNames,
  checkText,
  invalid,
  orUndone,
} from '@cloud/core/driver'
import { list } from '@cloud/google'
import { change, filterOf, type GceClient, projectPath, read } from './client.ts'
import { globalOf, locationOf, nameIn, regionIn } from './ids.ts'
import { placeNamed } from './lookups.ts'
import { checkName, isName } from './names.ts'
import { defaultNetwork, type GceNetwork, type NetworkWire, toNetwork } from './networks-wire.ts'
import { refusal } from './refusal.ts'

/** What `createNetwork` takes under `native`. */
export interface GceCreateNetwork {
  readonly description?: string | undefined
  /** From 1300 to 8896. */
  readonly mtu?: number | undefined
  readonly routingMode?: 'GLOBAL' | 'REGIONAL' | undefined
  /** The name of its subnetwork; left out, the network's own. */
  readonly subnetwork?: string | undefined
}

/**
 * Networks are global, and made of subnetworks, each in a region and with a range. With a `cidr` a network gets one subnetwork, in the region of
 * the location; without, one in each region, which Google chooses the ranges of. https://cloud.google.com/compute/docs/reference/rest/v1/networks
 */
export function networks(client: GceClient): Networks<GceNetwork, GceCreateNetwork> {
  return {
    listNetworks: (query = {}, call) => listNetworks(client, query, call),
    getNetwork: (network, call) =>
      client.within(call, async (left) => toNetwork(await getNetworkWire(client, nameOf(network), left))),
    createNetwork: (options, call) => client.within(call, (left) => createNetwork(client, options, left)),
    destroyNetwork: (network, call) => client.within(call, (left) => destroyNetwork(client, network, left)),
  }
}

const nameOf = (network: Ref<'network'>) => globalOf('network', network, 'network')
const pathOf = (name: string) => ['global', 'networks', name]

function getNetworkWire(client: GceClient, name: string, call: CallOptions): Promise<NetworkWire> {
  return read(client, { name: 'compute.networks.get', path: pathOf(name) }, call)
}

type Query = { readonly name?: string | undefined }

function listNetworks(client: GceClient, query: Query, call: CallOptions | undefined): Listing<GceNetwork> {
  checkNames('listNetworks', query, ['name'])
  const { name } = query
  if (name !== undefined) checkText('The name', name, { max: 255 })
  const map = (wire: NetworkWire) => (name === undefined || wire.name === name ? toNetwork(wire) : undefined)
  const narrowed = filterOf(name !== undefined && isName(name) ? `name = ${name}` : undefined)
  const path = () => projectPath(client, ['global', 'networks'])
  return list(client, { name: 'compute.networks.list', path, query: narrowed, map }, call)
}

async function createNetwork(
  client: GceClient,
  options: CreateNetwork<GceCreateNetwork>,
  call: CallOptions,
): Promise<GceNetwork> {
  checkNames('createNetwork', options, ['name', 'cidr', 'location', 'native'])
  const { cidr, native = {} } = options
  checkNames('createNetwork under native', native, ['description', 'mtu', 'routingMode', 'subnetwork'])
  const name = checkName('network', options.name)
  const subnetwork = checkName('subnetwork', native.subnetwork ?? name)
  if (cidr === undefined && options.location !== undefined)
    throw invalid('A network without a cidr is in every region', 'a cidr, or no location')
  if (cidr !== undefined) checkCidr(cidr, [4])
  const region = cidr === undefined ? undefined : regionIn(locationOf(client, options.location))
  if (region !== undefined) await beforeWrite(read(client, placeNamed('regions', region), call))
  const { description, mtu, routingMode } = native
  const routingConfig = routingMode && { routingMode }
  const body = { name, description, mtu, routingConfig, autoCreateSubnetworks: cidr === undefined }
  await change(client, { name: 'compute.networks.insert', path: ['global', 'networks'], body }, call)
  if (region !== undefined) await addRange(client, { name, subnetwork, region, cidr }, call)
  return toNetwork(await afterWrite(getNetworkWire(client, name, call), { networkId: name }))
}

/** A network that cannot have its range is not left behind without it. */
async function addRange(
  client: GceClient,
  {
    name,
    subnetwork,
    region,
    cidr,
  }: {
    readonly name: string
    readonly subnetwork: string
    readonly region: string
    readonly cidr: string | undefined
  },
  call: CallOptions,
): Promise<void> {
  const body = { name: subnetwork, network: pathOf(name).join('/'), ipCidrRange: cidr }
  const path = ['regions', region, 'subnetworks']
  const made = change(client, { name: 'compute.subnetworks.insert', path, body }, call)
  await orUndone(client, made, (left) => removeNetwork(client, name, left), { networkId: name })
}

async function destroyNetwork(client: GceClient, ref: Ref<'network'>, call: CallOptions): Promise<void> {
  const {
    name,
    autoCreateSubnetworks,
    subnetworks = [],
  } = await beforeWrite(getNetworkWire(client, nameOf(ref), call))
  if (name === defaultNetwork) throw refusal('conflict', 'The default network stays')
  // Those that came with it go with it; others go before it, and one that is used stays.
  if (!autoCreateSubnetworks)
    for (const link of subnetworks) {
      const [, region = ''] = /regions\/([^/]+)/.exec(link) ?? []
      const path = ['regions', region, 'subnetworks', nameIn(link)]
      await change(client, { name: 'compute.subnetworks.delete', method: 'DELETE', path }, call)
    }
  await removeNetwork(client, name, call)
}

async function removeNetwork(client: GceClient, name: string, call: CallOptions): Promise<void> {
  await change(client, { name: 'compute.networks.delete', method: 'DELETE', path: pathOf(name) }, call)
}
