import type { CallOptions, Compute, Listing } from '@cloud/core'
import { checkNames, list, listing, object, onePage, type XmlShape } from '@cloud/core/driver'
import { type Ec2Client, read, send } from './client.ts'
import { type Ec2Location, toLocation, type ZoneWire, zone } from './locations-wire.ts'

export interface Locations extends Pick<Compute, 'listLocations'> {
  readonly listLocations: (query?: Record<string, never>, call?: CallOptions) => Listing<Ec2Location>
}

/** The availability zones of the region, and the local zones that the account has opted in to. */
export function locations(client: Ec2Client): Locations {
  return {
    listLocations: (query = {}, call) => {
      checkNames('listLocations', query, [])
      return listing(
        onePage((limits) => describe(client, limits)),
        call,
        client.clock,
      )
    },
  }
}

interface ZonesWire {
  readonly availabilityZoneInfo: readonly ZoneWire[]
}

const zones: XmlShape<ZonesWire> = object<ZonesWire>({ availabilityZoneInfo: list('item', zone) })

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html; it has no pages. */
async function describe(client: Ec2Client, call: CallOptions | undefined): Promise<readonly Ec2Location[]> {
  const wire = await send(
    client,
    { name: 'DescribeAvailabilityZones', repeat: read, parameters: {}, answer: zones },
    call,
  )
  return wire.availabilityZoneInfo.map(toLocation)
}
