import type { CallOptions, Compute, Listing, Page, SizeQuery } from '@cloud/core'
import { checkNames, idOf, list, listing, object, required, text, type XmlShape } from '@cloud/core/driver'
import { type Ec2Client, type PageWire, pageMembers, read, send, toPage } from './client.ts'
import { exactly } from './filters.ts'
import { type Ec2Size, type InstanceTypeWire, instanceType, toSize } from './sizes-wire.ts'

export interface Sizes extends Pick<Compute, 'listSizes'> {
  readonly listSizes: (query?: SizeQuery, call?: CallOptions) => Listing<Ec2Size>
}

/** Instance types as sizes. A location is an availability zone. */
export function sizes(client: Ec2Client): Sizes {
  return {
    listSizes: (query = {}, call) => {
      checkNames('listSizes', query, ['location'])
      const zone = query.location === undefined ? undefined : idOf('location', query.location, 'location')
      return listing(
        (after, limits) => client.within(limits, (left) => listPage(client, zone, after, left)),
        call,
        client.clock,
      )
    },
  }
}

async function listPage(
  client: Ec2Client,
  zone: string | undefined,
  after: string | undefined,
  call: CallOptions,
): Promise<Page<Ec2Size>> {
  const { wire, sizes: all } = await describe(client, { MaxResults: 100, NextToken: after }, call)
  if (zone === undefined) return toPage(all, wire)
  const offered = await offeredIn(client, zone, all, call)
  return toPage(
    all.filter(({ id }) => offered.has(id)),
    wire,
  )
}

interface TypesWire extends PageWire {
  readonly instanceTypeSet: readonly InstanceTypeWire[]
}

const types: XmlShape<TypesWire> = object<TypesWire>({
  ...pageMembers,
  instanceTypeSet: list('item', instanceType),
})

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypes.html */
async function describe(
  client: Ec2Client,
  parameters: { readonly MaxResults: number; readonly NextToken: string | undefined },
  call: CallOptions | undefined,
): Promise<{ readonly wire: PageWire; readonly sizes: readonly Ec2Size[] }> {
  const wire = await send(
    client,
    { name: 'DescribeInstanceTypes', repeat: read, parameters, answer: types },
    call,
  )
  return { wire, sizes: wire.instanceTypeSet.map(toSize) }
}

interface OfferingsWire extends PageWire {
  readonly instanceTypeOfferingSet: readonly { readonly instanceType: string }[]
}

const offerings: XmlShape<OfferingsWire> = object<OfferingsWire>({
  ...pageMembers,
  instanceTypeOfferingSet: list(
    'item',
    object<{ readonly instanceType: string }>({ instanceType: required(text) }),
  ),
})

/**
 * Which of these sizes, at most 100, a zone has: asked page by page, so that a listing stays lazy and can be resumed.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypeOfferings.html
 */
async function offeredIn(
  client: Ec2Client,
  zone: string,
  all: readonly Ec2Size[],
  call: CallOptions,
): Promise<ReadonlySet<string>> {
  if (all.length === 0) return new Set()
  const ids = all.map(({ id }) => id)
  const parameters = {
    LocationType: 'availability-zone',
    Filter: [exactly('location', [zone]), exactly('instance-type', ids)],
    MaxResults: 1000,
  }
  const wire = await send(
    client,
    { name: 'DescribeInstanceTypeOfferings', repeat: read, parameters, answer: offerings },
    call,
  )
  return new Set(wire.instanceTypeOfferingSet.map((each) => each.instanceType))
}
