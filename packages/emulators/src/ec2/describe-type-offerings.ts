import { type Action, action, type Ec2, type FilterInput } from './action.ts'
import { applyFilters } from './filters.ts'
import { type PagedInput, page } from './paging.ts'

interface OfferingsInput extends PagedInput {
  readonly LocationType?: 'region' | 'availability-zone' | 'availability-zone-id' | 'outpost'
  readonly Filter?: readonly FilterInput[]
}

interface Offering {
  readonly type: string
  readonly location: string
}

export const describeInstanceTypeOfferings: Action = action<OfferingsInput>((ec2, input) => () => {
  const locationType = input.LocationType ?? 'region'
  const found = applyFilters(offerings(ec2, locationType), input.Filter, {
    'instance-type': ({ type }) => [type],
    location: ({ location }) => [location],
  })
  const { items, next } = page(found, input, {
    of: ['DescribeInstanceTypeOfferings', locationType, input.Filter],
    key: ({ type, location }) => `${type} ${location}`,
    largest: Math.min(ec2.pageSize, 1_000),
  })
  return {
    instanceTypeOfferingSet: items.map(({ type, location }) => ({
      instanceType: type,
      locationType,
      location,
    })),
    nextToken: next,
  }
})

function offerings(ec2: Ec2, by: OfferingsInput['LocationType']): readonly Offering[] {
  return [...ec2.types.values()].flatMap(({ name, zones }) => {
    if (by === 'outpost') return []
    if (by === 'region') return [{ type: name, location: ec2.region }]
    return ec2.zones
      .filter(({ index }) => zones.includes(index))
      .map((zone) => ({ type: name, location: by === 'availability-zone' ? zone.name : zone.id }))
  })
}
