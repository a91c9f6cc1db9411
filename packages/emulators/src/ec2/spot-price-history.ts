import { type Action, action, type Ec2, type FilterInput } from './action.ts'
import { applyFilters } from './filters.ts'
import { type PagedInput, page } from './paging.ts'
import { dayMs, spotPrice } from './spot-price.ts'
import { refuseUnused } from './without-effect.ts'

interface HistoryInput extends PagedInput {
  readonly StartTime?: Date
  readonly EndTime?: Date
  readonly InstanceType?: readonly string[]
  readonly ProductDescription?: readonly string[]
  readonly AvailabilityZone?: string
  readonly Filter?: readonly FilterInput[]
}

interface Price {
  readonly type: string
  readonly zone: string
  readonly price: string
  readonly at: number
}

/** EC2 tells of the last 90 days. */
const keptDays = 90
const products = ['Linux/UNIX', 'Linux/UNIX (Amazon VPC)']

export const describeSpotPriceHistory: Action = action<HistoryInput>((ec2, input) => {
  refuseUnused(input, ['AvailabilityZoneId'])
  return () => {
    const wanted = input.ProductDescription ?? products
    const found = applyFilters(
      wanted.some((one) => products.includes(one)) ? prices(ec2, input) : [],
      input.Filter,
      {
        'availability-zone': ({ zone }) => [zone],
        'instance-type': ({ type }) => [type],
        'product-description': () => products,
        'spot-price': ({ price }) => [price],
        timestamp: ({ at }) => [new Date(at).toISOString()],
      },
    )
    const { MaxResults, NextToken, ...of } = input
    const { items, next } = page(found, input, {
      of: ['DescribeSpotPriceHistory', of],
      key: ({ type, zone, at }) => `${type} ${zone} ${at}`,
      largest: Math.min(ec2.pageSize, 1_000),
    })
    return {
      spotPriceHistorySet: items.map(({ type, zone, price, at }) => ({
        instanceType: type,
        productDescription: 'Linux/UNIX',
        spotPrice: price,
        timestamp: new Date(at),
        availabilityZone: zone,
      })),
      nextToken: next ?? '',
    }
  }
})

/** The newest first: what held at the start, and each change since. */
function prices(
  ec2: Ec2,
  { StartTime, EndTime, InstanceType: names, AvailabilityZone: zoneName }: HistoryInput,
): Price[] {
  const now = ec2.centre.clock.now()
  const last = Math.floor(Math.min(EndTime?.getTime() ?? now, now) / dayMs)
  const oldest = Math.floor(now / dayMs) - keptDays
  const first = Math.max(oldest, StartTime ? Math.floor(StartTime.getTime() / dayMs) : oldest)
  const types = [...ec2.types.values()].filter(({ name }) => names?.includes(name) ?? true)
  const zones = ec2.zones.filter(({ name }) => zoneName === undefined || name === zoneName)
  const found: Price[] = []
  for (let day = last; day >= first; day -= 1) {
    for (const type of types) {
      for (const zone of zones) {
        if (!type.zones.includes(zone.index)) continue
        const at = day * dayMs
        found.push({ type: type.name, zone: zone.name, price: spotPrice(type, zone, at), at })
      }
    }
  }
  return found
}
