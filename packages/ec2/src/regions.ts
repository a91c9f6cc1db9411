import type { CallOptions } from '@cloud/core'
import { list, object, required, text, type XmlShape } from '@cloud/core/driver'
import { type Ec2Client, type Ec2Options, ec2Client, read, send } from './client.ts'
import { exactly } from './filters.ts'

/** The client of another region, with the options of the driver's own. */
export type InRegion = (region: string) => Ec2Client

/** Each is made when it is asked for first. An endpoint that the options name is that of all regions: signatures name the region. */
export function regionalClients(options: Ec2Options): InRegion {
  const made = new Map<string, Ec2Client>()
  return (region) => {
    const client = made.get(region) ?? ec2Client({ ...options, region })
    made.set(region, client)
    return client
  }
}

interface RegionsWire {
  readonly regionInfo: readonly { readonly regionName: string }[]
}
interface ZonesWire {
  readonly availabilityZoneInfo: readonly { readonly regionName: string }[]
}

const place = object<{ readonly regionName: string }>({ regionName: required(text) })
const regions: XmlShape<RegionsWire> = object<RegionsWire>({ regionInfo: list('item', place) })
const zones: XmlShape<ZonesWire> = object<ZonesWire>({ availabilityZoneInfo: list('item', place) })

/** The region that a location is or, if it is a zone of the client's own region, is in; undefined where there is neither. */
export async function regionOf(
  client: Ec2Client,
  location: string,
  call: CallOptions,
): Promise<string | undefined> {
  if (location === (await client.region())) return location
  const ofRegions = { AllRegions: true, Filter: [exactly('region-name', [location])] }
  const request = { name: 'DescribeRegions', repeat: read, parameters: ofRegions, answer: regions } as const
  const [region] = (await send(client, request, call)).regionInfo
  if (region !== undefined) return region.regionName
  const parameters = { Filter: [exactly('zone-name', [location])] }
  const asked = { name: 'DescribeAvailabilityZones', repeat: read, parameters, answer: zones } as const
  return (await send(client, asked, call)).availabilityZoneInfo[0]?.regionName
}
