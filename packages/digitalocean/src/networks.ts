import type { CallOptions, CloudError, CreateNetwork, Listing, Networks, Ref } from '@cloud/core'
import { changed, checkNames, checkText, invalid, told } from '@cloud/core/driver'
import { checkName } from './check-value.ts'
import { checkRange } from './cidr.ts'
import { type DigitalOceanClient, read, remove } from './client.ts'
import { createNamed } from './create-named.ts'
import { uuidOf } from './ids.ts'
import { explainedBy, withoutRegion } from './lookups.ts'
import { type DigitalOceanNetwork, toNetwork, type VpcWire } from './networks-wire.ts'
import { list } from './pages.ts'
import { regionOf } from './region-of.ts'

/** What `createNetwork` takes under `native`. */
export interface DigitalOceanCreateNetwork {
  /** At most 255 characters. */
  readonly description?: string | undefined
}

interface Reply {
  readonly vpc: VpcWire
}

/** VPCs, one default in each region; names are unique. https://docs.digitalocean.com/reference/api/digitalocean/#tag/VPCs */
export function networks(
  client: DigitalOceanClient,
): Networks<DigitalOceanNetwork, DigitalOceanCreateNetwork> {
  return {
    listNetworks: (query = {}, call) => listNetworks(client, query, call),
    getNetwork: (network, call) => client.within(call, (left) => getVpc(client, network, left)),
    createNetwork: (options, call) => client.within(call, (left) => createNetwork(client, options, left)),
    destroyNetwork: (network, call) => client.within(call, (left) => destroyNetwork(client, network, left)),
  }
}

const pathOf = (network: Ref<'network'>) => `/vpcs/${uuidOf('network', network, 'network')}`

const readVpc = ({ vpc }: Reply) => toNetwork(vpc)

async function getVpc(
  client: DigitalOceanClient,
  network: Ref<'network'>,
  call: CallOptions | undefined,
): Promise<DigitalOceanNetwork> {
  const request = { name: 'vpcs_get', path: pathOf(network) }
  return read<Reply, DigitalOceanNetwork>(client, { ...request, map: readVpc }, call)
}

function listNetworks(
  client: DigitalOceanClient,
  query: { readonly name?: string | undefined },
  call: CallOptions | undefined,
): Listing<DigitalOceanNetwork> {
  checkNames('listNetworks', query, ['name'])
  const { name } = query
  if (name !== undefined) checkText('The name', name, { max: 255 })
  const map = (wire: VpcWire) => (name === undefined || name === wire.name ? toNetwork(wire) : undefined)
  return list(client, { name: 'vpcs_list', path: '/vpcs', key: 'vpcs', map }, call)
}

interface CreateWire {
  readonly name: string
  readonly region: string
  readonly ip_range: string | undefined
  readonly description: string | undefined
}

function checked(client: DigitalOceanClient, options: CreateNetwork<DigitalOceanCreateNetwork>): CreateWire {
  checkNames('createNetwork', options, ['name', 'cidr', 'location', 'native'])
  const { name, cidr, location, native = {} } = options
  checkNames('createNetwork under native', native, ['description'])
  checkName('network', name, { pattern: /^[a-zA-Z0-9.-]+$/, rule: 'letters, digits, . and -' })
  const region = regionOf(client, location)
  const { description } = native
  if (description !== undefined) checkText('The description', description, { min: 0, max: 255 })
  return { name, region, ip_range: rangeOf(cidr), description }
}

/** Of IPv4, and neither too large nor too small for the API. */
function rangeOf(cidr: string | undefined): string | undefined {
  if (cidr === undefined) return undefined
  const range = checkRange('cidr', cidr, [4])
  const bits = Number(range.split('/')[1])
  if (bits >= 16 && bits <= 28) return range
  throw invalid(`cidr is ${told(cidr)}`, 'a range from /16 to /28, as in 10.10.0.0/20')
}

/** How long after a request its effect may say that it was made before it: clocks differ. */
const slackMs = 5000

/** A VPC carries nothing that tells its maker: one of the name that was made since, as it was wanted, is this call's. */
async function createNetwork(
  client: DigitalOceanClient,
  options: CreateNetwork<DigitalOceanCreateNetwork>,
  call: CallOptions,
): Promise<DigitalOceanNetwork> {
  const body = checked(client, options)
  const since = client.clock.now() - slackMs
  const named = async (left: CallOptions) =>
    (await listNetworks(client, { name: body.name }, left).toArray())[0]
  const ours = async (left: CallOptions) => {
    const network = await named(left)
    const isOurs =
      network &&
      Date.parse(network.native.created_at) >= since &&
      network.location === body.region &&
      network.cidr === (body.ip_range ?? network.cidr)
    return isOurs ? network : undefined
  }
  const taken = async (left: CallOptions) => (await named(left)) !== undefined
  const request = { name: 'vpcs_create', path: '/vpcs', body, map: readVpc }
  try {
    return await createNamed(client, request, { ours, taken }, call)
  } catch (error) {
    throw await explainedBy(error, async (refusal) =>
      refusal.code === 'already-exists' ? refusal : withoutRegion(client, refusal, body.region, call),
    )
  }
}

async function destroyNetwork(
  client: DigitalOceanClient,
  network: Ref<'network'>,
  call: CallOptions,
): Promise<void> {
  const request = {
    name: 'vpcs_delete',
    path: pathOf(network),
  } as const
  try {
    await remove(client, request, call)
  } catch (error) {
    throw await explainedBy(error, (refusal) => explain(client, refusal, network, call))
  }
}

/** A default network, and one that is in use, are refused as if the account might not do it. */
async function explain(
  client: DigitalOceanClient,
  error: CloudError,
  network: Ref<'network'>,
  call: CallOptions,
): Promise<CloudError | undefined> {
  if (error.status !== 403) return undefined
  const inUse = async () => {
    const path = `${pathOf(network)}/members?per_page=1`
    const request = { name: 'vpcs_list_members', path }
    const { members } = await read<{ readonly members: readonly unknown[] | null }>(client, request, call)
    return (members ?? []).length > 0
  }
  const kept = (await getVpc(client, network, call)).default || (await inUse())
  return kept ? changed(error, { code: 'conflict' }) : undefined
}
