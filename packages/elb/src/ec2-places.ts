import { ec2Version, type QueryParameters, queryRequest } from '@cloud/aws'
import type { CallOptions } from '@cloud/core'
import {
  invalid,
  isCloudError,
  list,
  listing,
  object,
  readXml,
  required,
  text,
  type WholeReply,
  withOutcome,
  type XmlShape,
} from '@cloud/core/driver'
import { type AnyClient, read } from './client.ts'
import { noSuch, refusal } from './lookups.ts'

interface SubnetWire {
  readonly subnetId: string
  readonly vpcId: string
  readonly availabilityZone: string
  readonly defaultForAz?: string
  readonly outpostArn?: string
}

interface InstanceWire {
  readonly instanceId: string
  readonly vpcId?: string
  readonly instanceState?: { readonly name: string }
}

interface Described<W> {
  readonly items: readonly W[]
  readonly nextToken?: string
}

const subnets: XmlShape<Described<SubnetWire>> = object<Described<SubnetWire>>(
  {
    items: list(
      'item',
      object<SubnetWire>({
        subnetId: required(text),
        vpcId: required(text),
        availabilityZone: required(text),
        defaultForAz: text,
        outpostArn: text,
      }),
    ),
    nextToken: text,
  },
  { items: 'subnetSet' },
)

interface Reservation {
  readonly instancesSet: readonly InstanceWire[]
}

const reservations: XmlShape<Described<Reservation>> = object<Described<Reservation>>(
  {
    items: list(
      'item',
      object<Reservation>({
        instancesSet: list(
          'item',
          object<InstanceWire>({
            instanceId: required(text),
            vpcId: text,
            instanceState: object<{ readonly name: string }>({ name: required(text) }),
          }),
        ),
      }),
    ),
    nextToken: text,
  },
  { items: 'reservationSet' },
)

function describe<W>(
  client: AnyClient,
  name: string,
  { parameters, answer }: { readonly parameters: QueryParameters; readonly answer: XmlShape<Described<W>> },
  call: CallOptions,
): Promise<readonly W[]> {
  const page = async (after: string | undefined, left: CallOptions) => {
    const request = queryRequest(name, ec2Version, { ...parameters, NextToken: after })
    const readReply = (reply: WholeReply) => readXml(reply.body, `${name}Response`, answer)
    const { items, nextToken } = await client.ec2.call({ name, repeat: read, request, read: readReply }, left)
    return nextToken ? { items, next: nextToken } : { items }
  }
  return listing(page, call, client.clock).toArray()
}

/** Where a balancer is to be, as far as it was said. */
export interface Wanted {
  readonly vpcId: string | undefined
  readonly location: string | undefined
  /** In how many zones it must be. */
  readonly zones: number
}

/**
 * A subnet of each zone: of the network that is named, else of the default one. A balancer that can be in one zone alone is only in
 * `location`, where that is given. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html
 */
export async function subnetsFor(
  client: AnyClient,
  { vpcId, location, zones }: Wanted,
  call: CallOptions,
): Promise<readonly string[]> {
  const filter =
    vpcId === undefined ? { Name: 'default-for-az', Value: ['true'] } : { Name: 'vpc-id', Value: [vpcId] }
  const parameters = { Filter: [filter] }
  const found = await describe(client, 'DescribeSubnets', { parameters, answer: subnets }, call)
  const region = await client.region()
  const byZone = new Map<string, SubnetWire>()
  for (const subnet of found.toSorted(byRank)) {
    const { availabilityZone: zone, outpostArn } = subnet
    // Local zones are left to who names their subnets.
    const isOfRegion = zone === location || (zone.startsWith(region) && zone.length === region.length + 1)
    if (isOfRegion && !outpostArn && !byZone.has(zone)) byZone.set(zone, subnet)
  }
  if (location !== undefined && !byZone.has(location))
    throw noSuch('location with a subnet', location, 'DescribeSubnets')
  const chosen = [...byZone.values()].filter(
    ({ availabilityZone }) => zones > 1 || location === undefined || availabilityZone === location,
  )
  if (chosen.length >= zones) return chosen.map(({ subnetId }) => subnetId)
  const where = vpcId ?? 'the default network'
  throw invalid(`There are subnets in ${chosen.length} zones of ${where}`, 'native.subnets, or native.vpcId')
}

/** Default ones first; then always the same order. */
const byRank = (a: SubnetWire, b: SubnetWire) =>
  Number(b.defaultForAz === 'true') - Number(a.defaultForAz === 'true') || (a.subnetId < b.subnetId ? -1 : 1)

/**
 * The network that nodes are in: `not-found` for one that does not exist, `conflict` for one that does not run, which cannot be put behind a
 * balancer. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html
 */
export async function networkOf(
  client: AnyClient,
  nodes: readonly string[],
  call: CallOptions,
): Promise<string | undefined> {
  if (nodes.length === 0) return undefined
  const found = await instancesOf(client, nodes, call)
  for (const node of nodes) {
    const state = found.find(({ instanceId }) => instanceId === node)?.instanceState?.name ?? 'terminated'
    if (state === 'terminated' || state === 'shutting-down') throw noSuch('node', node, 'DescribeInstances')
    if (state !== 'running')
      throw refusal('conflict', `The node ${node} is ${state}`, { hint: 'a node that is running' })
  }
  const networks = [...new Set(found.map(({ vpcId }) => vpcId))]
  if (networks.length > 1) throw invalid('The members are in several networks', 'those of one')
  return networks[0]
}

async function instancesOf(
  client: AnyClient,
  nodes: readonly string[],
  call: CallOptions,
): Promise<readonly InstanceWire[]> {
  const parameters = { InstanceId: nodes }
  const all = await describe(client, 'DescribeInstances', { parameters, answer: reservations }, call)
  return all.flatMap(({ instancesSet }) => instancesSet)
}

/**
 * A refusal of targets, as one for a node that is not there or does not run, where it is for that. A look that fails leaves the refusal what
 * it is.
 */
export async function explained(
  client: AnyClient,
  error: unknown,
  nodes: readonly string[],
  call: CallOptions,
): Promise<unknown> {
  const isAboutTargets =
    isCloudError(error) &&
    error.outcome === 'not-applied' &&
    ['InvalidTarget', 'InvalidInstance', 'ValidationError'].includes(error.providerCode ?? '')
  if (!isAboutTargets) return error
  try {
    await networkOf(client, nodes, call)
    return error
  } catch (found) {
    const isReason = isCloudError(found) && ['not-found', 'conflict'].includes(found.code)
    return isReason ? withOutcome(found, 'not-applied') : error
  }
}
