import { type Action, action, type FilterInput } from './action.ts'
import { applyFilters } from './filters.ts'
import { invalidValue } from './refusal.ts'
import { regionNames } from './zones.ts'

interface ZonesInput {
  readonly ZoneName?: readonly string[]
  readonly ZoneId?: readonly string[]
  readonly Filter?: readonly FilterInput[]
}

export const describeAvailabilityZones: Action = action<ZonesInput>((ec2, input) => () => {
  const { ZoneName: names, ZoneId: ids } = input
  const lost =
    names?.find((name) => !ec2.zones.some((zone) => zone.name === name)) ??
    ids?.find((id) => !ec2.zones.some((zone) => zone.id === id))
  if (lost) throw invalidValue(`Invalid availability zone: [${lost}]`)
  const asked = ec2.zones.filter(
    (zone) => (!names || names.includes(zone.name)) && (!ids || ids.includes(zone.id)),
  )
  const zones = applyFilters(asked, input.Filter, {
    'group-name': () => [`${ec2.region}-zg-1`],
    'opt-in-status': () => ['opt-in-not-required'],
    'region-name': ({ region }) => [region],
    state: () => ['available'],
    'zone-id': ({ id }) => [id],
    'zone-name': ({ name }) => [name],
    'zone-type': () => ['availability-zone'],
  })
  return {
    availabilityZoneInfo: zones.map(({ name, id, region }) => ({
      zoneName: name,
      zoneId: id,
      zoneState: 'available',
      zoneType: 'availability-zone',
      optInStatus: 'opt-in-not-required',
      regionName: region,
      groupName: `${region}-zg-1`,
      networkBorderGroup: region,
      messageSet: [],
    })),
  }
})

interface RegionsInput {
  readonly RegionName?: readonly string[]
  readonly Filter?: readonly FilterInput[]
}

const endpointOf = (region: string) => `ec2.${region}.amazonaws.com`

export const describeRegions: Action = action<RegionsInput>((ec2, input) => () => {
  const known = [...new Set([...regionNames, ec2.region])].sort()
  const lost = input.RegionName?.find((name) => !known.includes(name))
  if (lost) throw invalidValue(`Invalid region name: '${lost}'`)
  const asked = known.filter((name) => !input.RegionName || input.RegionName.includes(name))
  const regions = applyFilters(asked, input.Filter, {
    endpoint: (name) => [endpointOf(name)],
    'opt-in-status': () => ['opt-in-not-required'],
    'region-name': (name) => [name],
  })
  return {
    regionInfo: regions.map((regionName) => ({
      regionName,
      regionEndpoint: endpointOf(regionName),
      optInStatus: 'opt-in-not-required',
    })),
  }
})
