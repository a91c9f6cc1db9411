import type { CallOptions, Listing, Ref } from '@cloud/core'
import {
  checkNames,
  clientOf,
  type HasClient,
  idOf,
  listing,
  object,
  required,
  text,
} from '@cloud/core/driver'
import { type Ec2Client, read, send, toPage } from './client.ts'
import { described } from './description.ts'
import { exactly } from './filters.ts'

/** That a size can be had in a location. */
export interface SizeOffering {
  readonly size: string
  readonly location: string
}

interface OfferingWire {
  readonly instanceType: string
  readonly location: string
}

const answer = described(
  'instanceTypeOfferingSet',
  object<OfferingWire>({ instanceType: required(text), location: required(text) }),
)

/**
 * Which sizes can be had in which locations, of one of either or of all: thousands, in pages.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypeOfferings.html
 */
export function listSizeOfferings(
  driver: HasClient<Ec2Client>,
  query: { readonly size?: Ref<'size'> | undefined; readonly location?: Ref<'location'> | undefined } = {},
  call?: CallOptions,
): Listing<SizeOffering> {
  checkNames('listSizeOfferings', query, ['size', 'location'])
  const { size, location } = query
  const Filter = [
    ...(size === undefined ? [] : [exactly('instance-type', [idOf('size', size, 'size')])]),
    ...(location === undefined ? [] : [exactly('location', [idOf('location', location, 'location')])]),
  ]
  const client = clientOf(driver)
  return listing(
    async (after, left) => {
      const parameters = { LocationType: 'availability-zone', Filter, MaxResults: 1000, NextToken: after }
      const request = { name: 'DescribeInstanceTypeOfferings', repeat: read, parameters, answer } as const
      const wire = await send(client, request, left)
      return toPage(
        wire.items.map((each) => ({ size: each.instanceType, location: each.location })),
        wire,
      )
    },
    call,
    client.clock,
  )
}
