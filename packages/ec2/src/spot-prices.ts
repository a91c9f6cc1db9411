import type { CallOptions, Listing, Ref } from '@cloud/core'
import {
  checkList,
  checkNames,
  clientOf,
  defined,
  type HasClient,
  idOf,
  listing,
  object,
  required,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { checkOptions, toWireTime } from './check-options.ts'
import { type Ec2Client, read, send, toPage } from './client.ts'
import { described } from './description.ts'

/** What an hour of a size cost on the spot market of a location, from `at` until its next price. */
export interface SpotPrice {
  readonly size: string
  readonly location?: string
  /** In US dollars. */
  readonly hourly: number
  /** As in `Linux/UNIX` or `Windows`. */
  readonly product?: string
  readonly at: string
}

export interface SpotPriceQuery {
  /** Any of these; left out, all. */
  readonly sizes?: readonly Ref<'size'>[] | undefined
  readonly location?: Ref<'location'> | undefined
  /** `Linux/UNIX` unless given. */
  readonly product?: string | undefined
  /** RFC 3339; left out, the prices of now. The last 90 days are told. */
  readonly since?: string | undefined
  readonly until?: string | undefined
}

interface PriceWire {
  readonly instanceType: string
  readonly spotPrice: string
  readonly timestamp: string
  readonly availabilityZone?: string
  readonly productDescription?: string
}

const price: XmlShape<PriceWire> = object<PriceWire>({
  instanceType: required(text),
  spotPrice: required(text),
  timestamp: required(text),
  availabilityZone: text,
  productDescription: text,
})

const answer = described('spotPriceHistorySet', price)

/**
 * What the spot market asked, the newest first. With `since` the price that held then is the last of each size and location.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSpotPriceHistory.html
 */
export function listSpotPrices(
  driver: HasClient<Ec2Client>,
  query: SpotPriceQuery = {},
  call?: CallOptions,
): Listing<SpotPrice> {
  const client = clientOf(driver)
  const parameters = toWire(query, () => client.clock.now())
  return listing(
    async (after, left) => {
      const paged = { ...parameters(), MaxResults: 1000, NextToken: after }
      const request = { name: 'DescribeSpotPriceHistory', repeat: read, parameters: paged, answer } as const
      const wire = await send(client, request, left)
      return toPage(wire.items.map(toSpotPrice), wire)
    },
    call,
    client.clock,
  )
}

/** Without a beginning EC2 tells of 90 days: one of now gives the prices of now. */
function toWire(query: SpotPriceQuery, now: () => number) {
  const { sizes, location, ...plain } = query
  checkNames('listSpotPrices', query, ['sizes', 'location', 'product', 'since', 'until'])
  checkOptions('listSpotPrices', plain, { product: 'text', since: 'time', until: 'time' })
  checkList('sizes', sizes, (what, size) => idOf(what, size, 'size'))
  const { product = 'Linux/UNIX', since, until } = plain
  const ids = sizes?.map((size) => idOf('size', size, 'size'))
  const zone = location === undefined ? undefined : idOf('location', location, 'location')
  return () => ({
    InstanceType: ids,
    AvailabilityZone: zone,
    ProductDescription: [product],
    StartTime: toWireTime(since ?? new Date(now()).toISOString()),
    EndTime: until === undefined ? undefined : toWireTime(until),
  })
}

function toSpotPrice(wire: PriceWire): SpotPrice {
  return {
    size: wire.instanceType,
    hourly: Number(wire.spotPrice),
    at: wire.timestamp,
    ...defined({ location: wire.availabilityZone, product: wire.productDescription }),
  }
}
